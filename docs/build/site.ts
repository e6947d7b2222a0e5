import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildClient, type Client } from './client.js'
import { renderMarkdown } from './content/markdown.js'
import { PageContext, SiteOutput } from './content/page.js'
import { SiteError } from './errors.js'
import { writeMathFont } from './fonts.js'
import { homePage } from './home.js'
import { html } from './html.js'
import { layout } from './layout.js'
import { museumPage } from './museum.js'
import { renderCells } from './notebook/render.js'
import { makePage, type Page } from './page.js'
import { sourceIndex, sourcePages } from './source/index.js'
import { readLiterateSources } from './source/readSource.js'
import * as sources from './sources.js'

export interface SiteOptions {
  /** Messages name files relative to this folder. */
  root: string
  /** Folder of the English notebooks. */
  notebooks: string
  /** Folder of the documents (`*.md`). */
  documents: string
  /** Folder of the library. */
  source: string
  out: string
}

export interface SiteReport {
  pages: number
  /** Outputs that could not be shown as recorded. */
  warnings: string[]
}

/**
 * Builds the site: every page is made before the first file is written.
 * @throws SiteError when a source cannot be rendered, or `out` holds something else.
 */
export async function buildSite(options: SiteOptions): Promise<SiteReport> {
  await requireOwnFolder(options.out)
  const output = new SiteOutput()
  const pages = await renderPages(options, output)
  const client = await clientFor(pages)
  for (const [address, content] of client.files) output.files.set(address, content)
  for (const page of pages) output.files.set(page.address, layout(page, pages, client).markup)
  await write(options.out, output.files)
  return { pages: pages.length, warnings: output.warnings }
}

async function renderPages(options: SiteOptions, output: SiteOutput): Promise<Page[]> {
  const notebooks = await sources.readNotebooks(options.root, options.notebooks)
  const documents = await sources.readDocuments(options.root, options.documents)
  const literate = await readLiterateSources(options.root, options.source)
  const all = [...notebooks, ...documents, ...literate]
  const contextOf = (source: sources.Source) =>
    new PageContext(source.address, sources.linkResolver(source, all), output)

  const course: Page[] = []
  for (const source of notebooks) {
    course.push(await notebookPage(source, contextOf(source)))
    output.files.set(source.address.replace(/html$/, 'ipynb'), source.notebook.bytes)
  }
  const reading: Page[] = []
  for (const source of documents) reading.push(await documentPage(source, contextOf(source)))
  const taught = notebooks.map((source, i) => ({ ...source, title: course[i].title }))
  const code = await sourcePages(literate, all, taught, output)
  const index = sourceIndex(literate, code)
  const museum = (await museumPage(taught, all, output)) ?? []
  const beside = [...reading.slice(0, 1), museum, ...reading.slice(1)].flat()
  return [await homePage(course, beside), ...course, ...beside, index, ...code]
}

async function notebookPage(source: sources.NotebookSource, context: PageContext): Promise<Page> {
  const { notebook, where } = source
  const body = await renderCells(notebook.cells, notebook.where, context)
  return makePage({ kind: 'notebook', where, body, context, download: notebook.file })
}

async function documentPage(source: sources.DocumentSource, context: PageContext): Promise<Page> {
  const { text, where } = source
  const content = await renderMarkdown({ source: text, where, id: 'page' }, context)
  const body = html`<div class="prose">${content}</div>`
  return makePage({ kind: 'document', where, body, context })
}

/** The bundle, with a font for the formulas that these pages have. */
async function clientFor(pages: readonly Page[]): Promise<Client> {
  const folder = await mkdtemp(join(tmpdir(), 'notegrad-site-'))
  try {
    const mathFont = join(folder, 'math.woff2')
    await writeMathFont(
      mathFont,
      pages.map(({ body }) => body.markup),
    )
    return await buildClient(mathFont)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const mark = '.notegrad-site'

/** The build replaces its folder: that must be one it made itself, or an empty or a new one. */
async function requireOwnFolder(out: string): Promise<void> {
  const entries = await readdir(out).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    throw foreignFolder(out, error.code ?? error.message)
  })
  if (entries.length > 0 && !entries.includes(mark))
    throw foreignFolder(out, `one with ${entries.length} entries that the build did not make`)
}

function foreignFolder(out: string, given: string): SiteError {
  const expected = 'a new or empty folder, or a site built before'
  return new SiteError({ where: out, expected, given, mend: 'give another --out' })
}

async function write(out: string, files: SiteOutput['files']): Promise<void> {
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  await writeFile(join(out, mark), '')
  for (const [address, content] of files) {
    const path = join(out, address)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
}
