/**
 * What the peers need, installed when it is first asked for: npm packages into this folder, Python
 * packages into an environment under .notegrad. Never with CI=true.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagesAreCurrent } from '../../kernel-setup/environment/bootstrap.mjs'
import { findPython } from '../../kernel-setup/environment/findPython.js'
import { pythonSettings } from '../../kernel-setup/environment/makeEnvironment.js'
import { pythonIn } from '../../kernel-setup/environment/places.js'
import { stateFolder } from '../../kernel-setup/environment/stateFolder.mjs'
import { lastLines, type Report, run, step } from '../../kernel-setup/environment/steps.mjs'
import { root } from '../support/repository.js'
import type { Source } from './peers.js'

/** What a source gives its peers; a text is the reason why it is not to be had. */
export type Supply = { readonly env?: Record<string, string>; readonly python?: string } | string

const here = import.meta.dirname
const locks = { python: 'requirements.txt', torch: 'torch.txt' } as const

type Lock = keyof typeof locks

/** Installs what is missing. */
export async function supply(source: Source): Promise<Supply> {
  if (source === 'notegrad') return {}
  if (source === 'javascript') return supplyJavaScript()
  return supplyPython(source)
}

async function supplyJavaScript(): Promise<Supply> {
  if (packagesAreCurrent(here)) return {}
  return install('npm packages of the peers', async (report) => {
    const { status, output } = await run('npm', ['ci', '--ignore-scripts'], {
      cwd: here,
      onLine: report,
    })
    return status === 0 ? {} : `npm ci in test/bench failed: ${lastLines(output, 2)}`
  })
}

async function supplyPython(source: Lock): Promise<Supply> {
  const present = installedPython(source)
  if (present !== undefined) return { python: present }
  const folder = folderOf(source)
  return install(`Python packages of the peers (${locks[source]})`, async (report) => {
    rmSync(folder, { recursive: true, force: true })
    const failure = await makeEnvironment(folder, lockOf(source), report)
    if (failure !== undefined) return failure
    writeFileSync(markerIn(folder), hashOf(source))
    return { python: pythonIn(folder) }
  })
}

/** The Python of an environment that is there already, with what its lock file asks for. */
export function installedPython(source: Lock): string | undefined {
  const folder = folderOf(source)
  const marker = markerIn(folder)
  const current = existsSync(marker) && readFileSync(marker, 'utf8') === hashOf(source)
  return current ? pythonIn(folder) : undefined
}

const lockOf = (source: Lock) => join(here, 'peers/python', locks[source])
const folderOf = (source: Lock) => join(stateFolder(root), `bench-${source}`)
const markerIn = (folder: string) => join(folder, 'lock.sha256')

function hashOf(source: Lock): string {
  return createHash('sha256')
    .update(readFileSync(lockOf(source)))
    .digest('hex')
}

/** What went wrong, if anything did. */
async function makeEnvironment(folder: string, lock: string, report: Report) {
  const found = await findPython().catch((error: Error) => error.message)
  if (typeof found === 'string') return `no Python: ${found}`
  const [program, ...first] = found.command
  const options = { env: pythonSettings(), onLine: report }
  const venv = await run(program, [...first, '-m', 'venv', folder], options)
  if (venv.status !== 0) return `python -m venv failed: ${lastLines(venv.output, 2)}`
  const pip = ['-m', 'pip', 'install', '--require-hashes', '--no-input', '-r', lock]
  const { status, output } = await run(pythonIn(folder), pip, options)
  return status === 0 ? undefined : `pip failed: ${lastLines(output, 2)}`
}

function install(title: string, work: (report: Report) => Promise<Supply>): Promise<Supply> {
  if (process.env.CI === 'true') return Promise.resolve('not installed with CI=true')
  return step(title, async (report) => {
    const value = await work(report)
    return { note: typeof value === 'string' ? 'not installed' : 'installed', value }
  })
}
