import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildClient, type Client } from './client.js'
import type { SiteOutput } from './content/page.js'
import { SiteError } from './errors.js'
import { writeMathFont } from './fonts.js'
import { layout } from './layout.js'
import type { Page } from './page.js'
import { type Folders, makePages, readMaterial } from './pages.js'
import { Press } from './press.js'
import { siteMap } from './siteMap.js'

export interface SiteOptions extends Folders {
  out: string
  /** Where the site will stand, with a closing slash. */
  url?: string
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
  const press = new Press()
  const material = await readMaterial(options)
  const output = press.begin(Object.values(material).flat())
  const pages = await makePages(material, options, press)
  const client = await clientFor(pages)
  for (const [address, content] of client.files) output.files.set(address, content)
  const site = { pages, client, url: options.url }
  for (const page of pages) output.files.set(page.address, layout(page, site).markup)
  if (options.url) output.files.set('sitemap.xml', siteMap(pages, options.url))
  await write(options.out, output.files)
  return { pages: pages.length, warnings: output.warnings }
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
