import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
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
  lang: Language
  notebook: Notebook
}

/** A notebook whose page has been made. */
export interface TitledNotebook extends NotebookSource {
  title: string
}

export interface DocumentSource extends Source {
  text: string
}

/** The languages of the course; each has a folder of notebooks. */
export const languages = ['en'] as const
export type Language = (typeof languages)[number]

/** Notebooks of every language, in the order of their numbers. */
export async function readNotebooks(root: string, folder: string): Promise<NotebookSource[]> {
  return (await Promise.all(languages.map((lang) => readEdition(root, folder, lang)))).flat()
}

async function readEdition(
  root: string,
  folder: string,
  lang: Language,
): Promise<NotebookSource[]> {
  const files = (await list(join(folder, lang))).filter(isCourse)
  return Promise.all(
    files.map(async (file) => {
      const path = join(folder, lang, file)
      const where = display(root, path)
      const address = `${lang}/${file.replace(/\.ipynb$/, '.html')}`
      return { path, where, address, lang, notebook: await readNotebook(path, where) }
    }),
  )
}

/** The order in which a newcomer may want them; others follow by name. */
const documentOrder = [
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
  const files = (await list(folder)).filter((file) => file.endsWith('.md'))
  return Promise.all(
    files
      .sort((a, b) => rank(a) - rank(b))
      .map(async (file) => {
        const path = join(folder, file)
        const address = `docs/${file.replace(/\.md$/, '.html')}`
        return { path, where: display(root, path), address, text: await documentText(path) }
      }),
  )
}

function rank(file: string): number {
  const place = documentOrder.indexOf(file.replace(/\.md$/, ''))
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

/** Links as they work in the repository, from the file at a path → links on the page at `address`. */
export function linkResolver(
  address: string,
  sources: readonly Source[],
): (path: string) => Resolve {
  const pages = new Map(sources.map((source) => [source.path, source.address]))
  const up = '../'.repeat(address.split('/').length - 1)
  return (from) => (href) => {
    const [path, anchor] = href.split('#')
    const target = pages.get(resolve(dirname(from), decodeURIComponent(path)))
    return target && up + target + (anchor === undefined ? '' : `#${anchor}`)
  }
}

/** Notebooks, but for the copies that `notegrad reset` keeps of a reader's own. */
export function isCourse(file: string): boolean {
  return file.endsWith('.ipynb') && !/\.mine-\d+\.ipynb$/.test(file)
}
