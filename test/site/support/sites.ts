/** The sites under test, each built once per run into a folder that goes away with the process. */
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSite, type SiteReport } from '../../../docs/build/site.js'
import { root } from '../../support/repository.js'

export interface Site {
  out: string
  report: SiteReport
  /** Address → HTML. */
  pages: Map<string, string>
}

export const fixtures = join(root, 'test/site/fixtures')

const scratch = mkdtempSync(join(tmpdir(), 'notegrad-site-test-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const folders = {
  /** Everything a notebook may hold, and some of what it should not. */
  fixtures: {
    notebooks: join(fixtures, 'notebooks'),
    documents: join(fixtures, 'documents'),
    source: join(fixtures, 'source'),
  },
  /** The course as it stands. */
  course: {
    notebooks: join(root, 'notebooks'),
    documents: join(root, 'docs'),
    source: join(root, 'src'),
  },
}

/** For suites that build a site if no test did so far: minutes, where the machine is busy. */
export const buildTimeout = 900_000

export type SiteName = keyof typeof folders
export const siteNames = Object.keys(folders) as SiteName[]

const built = new Map<SiteName, Promise<Site>>()

export function site(name: SiteName): Promise<Site> {
  if (!built.has(name)) built.set(name, build(name))
  return built.get(name)!
}

/** A fresh path for a test of its own. */
export function scratchPath(name: string): string {
  return join(scratch, name)
}

async function build(name: SiteName): Promise<Site> {
  const out = scratchPath(name)
  const report = await buildSite({ root, ...folders[name], out })
  const files = (await readdir(out, { recursive: true })).filter((file) => file.endsWith('.html'))
  const entries = files.map(
    async (file) => [file, await readFile(join(out, file), 'utf8')] as const,
  )
  return { out, report, pages: new Map(await Promise.all(entries)) }
}
