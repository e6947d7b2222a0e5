import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { languages } from '../words/index.js'
import { clientOf } from './bundler.js'
import type { SiteOutput } from './content/page.js'
import { SiteError } from './errors.js'
import { layout } from './layout.js'
import { type Folders, makePages, readMaterial } from './pages.js'
import { fingerprint, Press } from './press.js'
import type { Reference } from './reference/model.js'
import { References } from './reference/references.js'
import { searchFiles } from './search/searchIndex.js'
import { siteMap } from './siteMap.js'
import { list } from './sources.js'

export interface SiteOptions extends Folders {
  out: string
  /** Where the site will stand, with a closing slash. */
  url?: string
}

export interface SiteReport {
  pages: number
  /** Files that were written, for they were not there or not the same. */
  changed: number
  /** Outputs that could not be shown as recorded. */
  warnings: string[]
  /** What the library exports; undefined where there is no library. */
  reference?: Reference
}

/**
 * Builds the site: every page is made before the first file is written.
 * @throws SiteError when a source cannot be rendered, or `out` holds something else.
 */
export function buildSite(options: SiteOptions): Promise<SiteReport> {
  return new SiteBuilder(options).build()
}

/** Builds a site again and again, and makes again only what changed. */
export class SiteBuilder {
  private readonly press = new Press()
  /** What lies in the folder; undefined before the first build. */
  private written?: SiteOutput['files']

  /** What TypeDoc reads of the library; it takes seconds, beside the pages. */
  readonly references: References

  constructor(private readonly options: SiteOptions) {
    this.references = new References(options.root, options.source)
  }

  /** @throws SiteError; the folder is then as it was. */
  async build(): Promise<SiteReport> {
    const { out, url, source } = this.options
    if (!this.written) await requireOwnFolder(out)
    const reference = this.references.get(await librarySources(source))
    reference.catch(() => {}) // told below, unless something else is told first
    const material = await readMaterial(this.options)
    const output = this.press.begin(Object.values(material).flat())
    const pages = await makePages(material, this.options, this.press, reference)
    const client = await clientOf(pages)
    for (const [address, content] of client.files) output.files.set(address, content)
    const search = languages.map((language) => {
      const { index, texts } = searchFiles(pages, language)
      return { index: output.add(index, 'js'), texts: output.add(texts, 'js') }
    })
    const site = { pages, client, search, url }
    for (const page of pages) output.files.set(page.address, layout(page, site).markup)
    if (url) output.files.set('sitemap.xml', siteMap(pages, url))
    const changed = await write(out, output.files, this.written)
    this.written = output.files
    return {
      pages: pages.length,
      changed,
      warnings: output.warnings,
      reference: await reference,
    }
  }
}

/** Tells one state of the library from another. */
async function librarySources(folder: string): Promise<string> {
  const files = (await list(folder, { recursive: true })).filter((file) => file.endsWith('.ts'))
  return fingerprint(...(await Promise.all(files.map((file) => readFile(join(folder, file))))))
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

/** @returns how many files were written */
async function write(
  out: string,
  files: SiteOutput['files'],
  before: SiteOutput['files'] | undefined,
): Promise<number> {
  if (!before) {
    await rm(out, { recursive: true, force: true })
    await mkdir(out, { recursive: true })
    await writeFile(join(out, mark), '')
  }
  const changed = [...files].filter(([address, content]) => before?.get(address) !== content)
  for (const [address, content] of changed) {
    const path = join(out, address)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
  for (const address of before?.keys() ?? [])
    if (!files.has(address)) await rm(join(out, address), { force: true })
  return changed.length
}
