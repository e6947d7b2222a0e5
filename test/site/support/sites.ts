/** The sites under test, each built once per run, into a folder that goes away with it. */
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { buildSite, type SiteReport } from '../../../docs/build/site.js'
import { withLock } from '../../../kernel-setup/environment/lock.mjs'
import { root } from '../../support/repository.js'

export interface Site {
  out: string
  report: SiteReport
  /** Address → HTML. */
  pages: Map<string, string>
}

export const fixtures = join(root, 'test/site/fixtures')

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

const read = new Map<SiteName, Promise<Site>>()

export function site(name: SiteName): Promise<Site> {
  if (!read.has(name)) read.set(name, buildAndRead(name))
  return read.get(name)!
}

/** A fresh path for a test of its own. */
export function scratchPath(name: string): string {
  return join(process.env.NOTEGRAD_TEST_RUN!, name)
}

async function buildAndRead(name: SiteName): Promise<Site> {
  const out = scratchPath(name)
  const report = await withLock(`${out}.lock`, () => buildOnce(name, out))
  const files = (await readdir(out, { recursive: true })).filter((file) => file.endsWith('.html'))
  const entries = files.map(
    async (file) => [file, await readFile(join(out, file), 'utf8')] as const,
  )
  return { out, report, pages: new Map(await Promise.all(entries)) }
}

/** Builds the site unless another process of this run did. */
async function buildOnce(name: SiteName, out: string): Promise<SiteReport> {
  const told = `${out}.report`
  if (existsSync(told)) return deserialize(await readFile(told))
  await rm(out, { recursive: true, force: true }) // half a site of a process that failed
  const report = await buildSite({ root, ...folders[name], out })
  await writeFile(told, serialize(report))
  return report
}
