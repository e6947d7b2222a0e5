import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { type Language, languageOf, languages } from '../words/index.js'
import { decoded } from './address.js'
import type { Resolve } from './content/links.js'
import { SiteError } from './errors.js'
import { type Notebook, readNotebook } from './notebook/read.js'

/** A file that becomes a page. */
export interface Source {
  path: string
  /** The path as messages show it. */
  where: string
  /** Address of its page from the root of the site. */
  address: string
}

export interface NotebookSource extends Source {
  notebook: Notebook
}

/** A notebook whose page has been made. */
export interface TitledNotebook extends NotebookSource {
  title: string
}

export interface DocumentSource extends Source {
  text: string
}

/** Notebooks of every language that has a folder, in the order of their numbers. */
export async function readNotebooks(root: string, folder: string): Promise<NotebookSource[]> {
  const folders = await list(folder)
  const editions = languages.filter((language) => folders.includes(language))
  return (await Promise.all(editions.map((language) => readEdition(root, folder, language)))).flat()
}

async function readEdition(
  root: string,
  folder: string,
  language: Language,
): Promise<NotebookSource[]> {
  const files = (await list(join(folder, language))).filter(isCourse)
  return Promise.all(
    files.map(async (file) => {
      const path = join(folder, language, file)
      const where = display(root, path)
      const address = `${language}/${file.replace(/\.ipynb$/, '.html')}`
      return { path, where, address, notebook: await readNotebook(path, where) }
    }),
  )
}

/** The order in which a newcomer may want them; others follow by name. */
const documentOrder = [
  'how-to',
  'notes',
  'ledger',
  'architecture',
  'notation',
  'glossary',
  'functions',
  'autodiff',
  'operations',
  'backends',
  'performance',
  'kernel',
  'command-line',
  'contributing',
]

/** The text, with the pictures that it names inside it. */
async function documentText(path: string): Promise<string> {
  const text = await readFile(path, 'utf8')
  const pictures = [...new Set([...text.matchAll(/\]\((images\/[\w-]+\.svg)\)/g)].map((m) => m[1]))]
  const sources = await Promise.all(
    pictures.map((picture) => readFile(join(dirname(path), picture), 'base64')),
  )
  return pictures.reduce(
    (all, picture, i) =>
      all.replaceAll(`](${picture})`, `](data:image/svg+xml;base64,${sources[i]})`),
    text,
  )
}

export async function readDocuments(root: string, folder: string): Promise<DocumentSource[]> {
  const files = (await list(folder)).filter((file) => /^(?!README\.).*\.md$/.test(file))
  return Promise.all(
    files
      .sort((a, b) => rank(a) - rank(b) || a.length - b.length)
      .map(async (file) => {
        const path = join(folder, file)
        const where = display(root, path)
        return { path, where, address: addressOf(file), text: await documentText(path) }
      }),
  )
}

/** `notes.zh.md` is the Chinese edition of `notes.md`. */
function addressOf(file: string): string {
  const [name, language] = file.replace(/\.md$/, '').split('.')
  return `${language ? `${language}/` : ''}docs/${name}.html`
}

function rank(file: string): number {
  const place = documentOrder.indexOf(file.replace(/(\.\w+)?\.md$/, ''))
  return place < 0 ? documentOrder.length : place
}

/** Names in a folder, sorted; with `recursive`, the paths of all below it. */
export async function list(folder: string, { recursive = false } = {}): Promise<string[]> {
  try {
    return (await readdir(folder, { recursive })).sort()
  } catch (error) {
    throw new SiteError({
      where: folder,
      expected: 'a folder that can be read',
      given: (error as NodeJS.ErrnoException).code ?? String(error),
      mend: 'check --notebooks, --documents and --source',
    })
  }
}

/** A path from the root, with forward slashes. */
export function display(root: string, path: string): string {
  return relative(root, path).split(sep).join('/')
}

/**
 * Links as they work in the repository, from the file at a path → links on the page at `address`,
 * in its language where there is such a page.
 */
export function linkResolver(
  address: string,
  sources: readonly Source[],
): (path: string) => Resolve {
  const pages = new Map(sources.map((source) => [source.path, source.address]))
  const known = new Set(pages.values())
  const up = '../'.repeat(address.split('/').length - 1)
  const inLanguage = (target: string) => {
    const own = `${languageOf(address)}/${target}`
    return known.has(own) ? own : target
  }
  return (from) => (href) => {
    const [path, anchor] = href.split('#')
    const target = pages.get(resolve(dirname(from), decoded(path)))
    return target && up + inLanguage(target) + (anchor === undefined ? '' : `#${anchor}`)
  }
}

/** Notebooks, but for the copies that `notegrad reset` keeps of a reader's own. */
export function isCourse(file: string): boolean {
  return file.endsWith('.ipynb') && !/\.mine-\d+\.ipynb$/.test(file)
}
