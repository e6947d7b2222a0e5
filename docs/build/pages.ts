/** Which pages the site has, and in which order lists and menus show them. */
import { cheatSheetPage } from './cheatSheet/page.js'
import { chartsOf, renderDocument } from './documents/render.js'
import { homePage } from './home.js'
import { museumPage } from './museum.js'
import { renderCells } from './notebook/render.js'
import { notFoundPage } from './notFound.js'
import { makePage, type Page } from './page.js'
import type { Press } from './press.js'
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
): Promise<Page[]> {
  const { notebooks, documents, literate } = material
  const course = await each(notebooks, (source) => notebookPage(source, press))
  const taught = notebooks.map((source, i) => ({ ...source, title: course[i].title }))
  const reading = await each(documents, (source) => documentPage(source, folders.documents, press))
  const museum = await museumPage(taught, press)
  const sheet = await cheatSheetPage(folders.documents, press)
  const code = await sourcePages(literate, taught, press)

  const beside = [...sheet, ...reading.slice(0, 1), ...museum, ...reading.slice(1)]
  const home = await homePage(course, beside)
  return [home, ...course, ...beside, sourceIndex(literate, code), ...code, notFoundPage()]
}

async function each<T>(list: readonly T[], make: (one: T) => Promise<Page>): Promise<Page[]> {
  const pages: Page[] = []
  for (const one of list) pages.push(await make(one))
  return pages
}

function notebookPage(source: sources.NotebookSource, press: Press): Promise<Page> {
  const { notebook, where, lang } = source
  return press.page(source, [notebook.bytes], async (context) => {
    const body = await renderCells(notebook.cells, notebook.where, context)
    context.put(source.address.replace(/html$/, 'ipynb'), notebook.bytes)
    return makePage({ kind: 'notebook', where, lang, body, context, download: notebook.file })
  })
}

function documentPage(
  source: sources.DocumentSource,
  documents: string,
  press: Press,
): Promise<Page> {
  const { text, where } = source
  const charts = chartsOf(source, documents)
  return press.page(source, [text, JSON.stringify([...charts])], async (context) => {
    const body = await renderDocument(source, charts, context)
    return makePage({ kind: 'document', where, lang: 'en', body, context })
  })
}
