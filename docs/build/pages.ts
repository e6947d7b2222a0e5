/** Which pages the site has, and in which order lists and menus show them. */
import { type Language, languageOf, languages } from '../words/index.js'
import { cheatSheetPage } from './cheatSheet/page.js'
import { chartsOf, renderDocument } from './documents/render.js'
import { inLanguage } from './editions.js'
import { homePage } from './home.js'
import { museumPage } from './museum.js'
import { renderCells } from './notebook/render.js'
import { notFoundPage } from './notFound.js'
import { makePage, type Page } from './page.js'
import type { Press } from './press.js'
import type { Reference } from './reference/model.js'
import { referencePages } from './reference/pages.js'
import { sourceIndex, sourcePages } from './source/index.js'
import { type LiterateSource, readLiterateSources } from './source/readSource.js'
import * as sources from './sources.js'

export interface Folders {
  /** Messages name files relative to this folder. */
  root: string
  /** Folder of the notebooks, with a folder for each language. */
  notebooks: string
  /** Folder of the documents (`*.md`). */
  documents: string
  /** Folder of the library. */
  source: string
}

/** What the pages are made from. */
export interface Material {
  notebooks: readonly sources.NotebookSource[]
  documents: readonly sources.DocumentSource[]
  literate: readonly LiterateSource[]
}

export async function readMaterial(folders: Folders): Promise<Material> {
  const { root } = folders
  const [notebooks, documents, literate] = await Promise.all([
    sources.readNotebooks(root, folders.notebooks),
    sources.readDocuments(root, folders.documents),
    readLiterateSources(root, folders.source),
  ])
  return { notebooks, documents, literate }
}

/** Every page: first home, then the course, then what stands beside it. */
export async function makePages(
  material: Material,
  folders: Folders,
  press: Press,
  reading: Promise<Reference | undefined>,
): Promise<Page[]> {
  const { notebooks, documents, literate } = material
  const course = await each(notebooks, (source, before) =>
    notebookPage(withAnchors(source, before), press),
  )
  const taught = notebooks.map((source, i) => ({ ...source, title: course[i].title }))
  const english = taught.filter(isIn('en'))
  const read = await each(documents, (source, before) =>
    documentPage(withAnchors(source, before), folders.documents, press),
  )
  const sheet = await cheatSheetPage(folders.documents, press)
  const editions = languages.filter((language) => taught.some(isIn(language)))
  const museums = await each(editions, (language) =>
    museumPage(taught.filter(isIn(language)), language, press),
  )

  const translated = [...read, ...museums].filter((page) => !isIn('en')(page))
  const [first = [], ...others] = read.filter(isIn('en'))
  const beside = [sheet, first, museums.filter(isIn('en')), others].flat()
  const homes = await each(editions, (language) => {
    const documents = beside.map((page) => inLanguage(page, language, translated) ?? page)
    const ways = { course: course.filter(isIn(language)), notebooks: english, documents }
    return homePage(language, ways, press)
  })
  const around = {
    root: folders.root,
    literate,
    notebooks: english,
    documents: read.filter(isReference),
  }
  const library = await reading
  const reference = await referencePages(library, around, press)
  const code = await sourcePages(literate, { taught: english, reference: library }, press)
  const annotated = [sourceIndex(literate, code), ...code]
  return [...homes, ...course, ...beside, ...translated, ...reference, ...annotated, notFoundPage()]
}

/** Documents that the reference leads to. */
const referenceDocuments = ['functions', 'operations', 'command-line', 'backends', 'kernel']

function isReference({ address }: Page): boolean {
  return referenceDocuments.some((name) => address === `docs/${name}.html`)
}

const isIn = (language: Language) => (one: { address: string }) =>
  languageOf(one.address) === language

/** Makes a page of each; English ones come first, for the others take over their anchors. */
async function each<T>(
  list: readonly T[],
  make: (one: T, before: readonly Page[]) => Promise<Page | Page[]>,
): Promise<Page[]> {
  const pages: Page[] = []
  for (const one of list) pages.push(...[await make(one, pages)].flat())
  return pages
}

function notebookPage(source: sources.NotebookSource & Anchored, press: Press): Promise<Page> {
  const { notebook, where } = source
  return press.page(source, [notebook.bytes], async (context) => {
    const body = await renderCells(notebook.cells, notebook.where, context)
    context.put(source.address.replace(/html$/, 'ipynb'), notebook.bytes)
    return makePage({ kind: 'notebook', where, body, context, download: notebook.file })
  })
}

/** With the anchors of its English edition, for a page in another language. */
function withAnchors<T extends sources.Source>(source: T, before: readonly Page[]): T & Anchored {
  return { ...source, anchors: inLanguage(source, 'en', before)?.anchors }
}

interface Anchored {
  anchors?: readonly string[]
}

function documentPage(
  source: sources.DocumentSource & Anchored,
  documents: string,
  press: Press,
): Promise<Page> {
  const { text, where } = source
  const charts = chartsOf(source, documents)
  return press.page(source, [text, JSON.stringify([...charts])], async (context) => {
    const body = await renderDocument(source, charts, context)
    return makePage({ kind: 'document', where, body, context })
  })
}
