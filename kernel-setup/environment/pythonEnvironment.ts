/**
 * The project's Python environment, with JupyterLab as the lock file has it. It is made aside and
 * renamed when it is whole, with a marker inside that holds the lock's hash: complete or absent.
 */
import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { hasUv } from './findPython.js'
import { makeByUv, makeByVenv } from './makeEnvironment.js'
import { say } from './messages.mjs'
import { type Places, pythonIn } from './places.js'
import { type Report, run, SetupError } from './steps.mjs'

const marker = 'notegrad.json'
const largestScript = 100_000

interface Marker {
  /** SHA-256 of the lock file. */
  readonly lock: string
  /** Major and minor version: packages are found in a folder of that name. */
  readonly python: string
}

/** The lock file of the Python packages. */
export function lockFile({ root }: Places): string {
  return join(root, 'kernel-setup/python/requirements.txt')
}

/**
 * Whether the environment is there, made from the lock file of today, and its Python still runs.
 */
export async function isComplete(places: Places): Promise<boolean> {
  const file = join(places.python, marker)
  if (!existsSync(file)) return false
  const made: Marker = JSON.parse(readFileSync(file, 'utf8'))
  return made.lock === hashOf(lockFile(places)) && made.python === (await versionIn(places.python))
}

/**
 * Makes the environment.
 *
 * @throws SetupError when Python, its venv module or the network is missing;
 *   nothing is left behind.
 */
export async function makeEnvironment(places: Places, report: Report): Promise<void> {
  removeLeftovers(places)
  const aside = join(places.state, `python.${process.pid}.part`)
  try {
    const packages = { lock: lockFile(places), uvLock: join(lockFile(places), '../uv.txt') }
    const make = (await hasUv()) ? makeByUv : makeByVenv
    await make({ folder: aside, caches: join(places.state, 'cache'), ...packages, report })
    await finish(aside, places)
  } finally {
    remove(aside)
  }
}

async function finish(aside: string, places: Places): Promise<void> {
  const python = await versionIn(aside)
  const { status, output } = await run(pythonIn(aside), ['-c', 'import jupyterlab'])
  if (python === undefined || status !== 0) {
    throw new SetupError({
      expected: say('importLab'),
      found: output.trim(),
      mend: say('reinstallPython'),
    })
  }
  nameScripts(aside, places.python)
  const made: Marker = { lock: hashOf(lockFile(places)), python }
  writeFileSync(join(aside, marker), `${JSON.stringify(made)}\n`)
  const old = `${aside}.old`
  if (existsSync(places.python)) renameSync(places.python, old)
  renameSync(aside, places.python)
  remove(old)
}

/** A program that an interrupted set-up started may still be writing into the folder. */
function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
}

/** The environment's commands begin with the path of its Python: write its final place there. */
function nameScripts(folder: string, finalPlace: string): void {
  for (const name of readdirSync(join(folder, 'bin'))) {
    const file = join(folder, 'bin', name)
    const found = lstatSync(file)
    if (!found.isFile() || found.size > largestScript) continue
    const text = readFileSync(file, 'utf8')
    if (text.includes(folder)) writeFileSync(file, text.replaceAll(folder, finalPlace))
  }
}

function removeLeftovers({ state }: Places): void {
  const leftovers = readdirSync(state).filter((name) => /^python\.\d+\.part/.test(name))
  for (const name of leftovers) remove(join(state, name))
}

async function versionIn(environment: string): Promise<string | undefined> {
  if (!existsSync(pythonIn(environment))) return undefined
  const probe = 'import sys; print("%d.%d" % sys.version_info[:2])'
  const { status, output } = await run(pythonIn(environment), ['-c', probe], { timeout: 20_000 })
  return status === 0 ? output.trim() : undefined
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
