/**
 * Two ways to make an environment: by the reader's uv, or by Python's venv and a uv from the lock.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { findPython, hasEnsurepip, withoutVenv } from './findPython.js'
import { say } from './messages.mjs'
import { pythonIn } from './places.js'
import { isNetworkTrouble, lastLines, type Report, run, SetupError } from './steps.mjs'

export interface Order {
  /** The environment's folder; made, and left half-made when an error is thrown. */
  readonly folder: string
  readonly caches: string
  readonly lock: string
  readonly uvLock: string
  readonly report: Report
}

/** uv needs no ensurepip, and brings a Python when the machine has none. */
export async function makeByUv(order: Order): Promise<void> {
  const python = await findPython().catch(() => undefined)
  const wanted = python?.command.length === 1 ? python.command[0] : '>=3.10'
  const env = uvSettings(order)
  const made = await run('uv', ['venv', '--python', wanted, order.folder], {
    env,
    onLine: order.report,
  })
  if (made.status === 0) {
    const args = ['pip', 'install', '--python', pythonIn(order.folder), '--require-hashes']
    const { status } = await run('uv', [...args, '-r', order.lock], { env, onLine: order.report })
    if (status === 0) return
  }
  // An old or misconfigured uv is no reason to stop when Python can do it.
  rmSync(order.folder, { recursive: true, force: true })
  await makeByVenv(order)
}

export async function makeByVenv(order: Order): Promise<void> {
  const python = await findPython()
  if (!(await hasEnsurepip(python))) throw withoutVenv(python)
  const [program, ...first] = python.command
  const venv = await run(program, [...first, '-m', 'venv', order.folder], { onLine: order.report })
  if (venv.status !== 0) {
    if (venv.output.includes('ensurepip')) throw withoutVenv(python)
    throw new SetupError({
      expected: say('venvToMake', { python: python.command.join(' ') }),
      found: lastLines(venv.output),
      mend: say('mendPython'),
    })
  }
  const uv = await pip(order, order.uvLock, '--only-binary=:all:')
  if (uv.status === 0 && (await installByOwnUv(order))) return
  if (uv.status !== 0 && isNetworkTrouble(uv.output)) throw notInstalled(uv.output)
  const { status, output } = await pip(order, order.lock)
  if (status !== 0) throw notInstalled(output)
}

/** uv takes 1 s for what pip takes 50 s for. */
async function installByOwnUv({ folder, caches, lock, report }: Order): Promise<boolean> {
  const python = pythonIn(folder)
  const env = { ...uvSettings({ caches }), ...(await indexOfPip(python)) }
  const args = ['-m', 'uv', 'pip', 'install', '--python', python, '--require-hashes', '-r', lock]
  return (await run(python, args, { env, onLine: report })).status === 0
}

function pip({ folder, caches, report }: Order, lock: string, ...more: string[]) {
  const args = ['-m', 'pip', 'install', '--require-hashes', '--retries=2', '--no-input', ...more]
  const env = {
    ...pythonSettings(),
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_CACHE_DIR: process.env.PIP_CACHE_DIR ?? join(caches, 'pip'),
  }
  return run(pythonIn(folder), [...args, '-r', lock], { env, onLine: report })
}

/** uv does not read pip's configuration: hand it the index that pip is told to use, if any. */
async function indexOfPip(python: string): Promise<NodeJS.ProcessEnv> {
  const { output } = await run(python, ['-m', 'pip', 'config', 'list'], { env: pythonSettings() })
  const index = /^[^=\s]*\.index-url='(.*)'$/m.exec(output)?.[1]
  const named = process.env.UV_DEFAULT_INDEX ?? process.env.UV_INDEX_URL
  return index && !named ? { UV_DEFAULT_INDEX: index } : {}
}

function uvSettings({ caches }: Pick<Order, 'caches'>): NodeJS.ProcessEnv {
  const { UV_CACHE_DIR, UV_PYTHON_INSTALL_DIR } = process.env
  return {
    ...pythonSettings(),
    UV_CACHE_DIR: UV_CACHE_DIR ?? join(caches, 'uv'),
    UV_PYTHON_INSTALL_DIR: UV_PYTHON_INSTALL_DIR ?? join(caches, 'pythons'),
  }
}

/** The reader's environment without what would lead Python to packages of another place. */
export function pythonSettings(): NodeJS.ProcessEnv {
  const { PYTHONPATH: _path, PYTHONHOME: _home, VIRTUAL_ENV: _venv, ...env } = process.env
  return { ...env, PYTHONNOUSERSITE: '1', PYTHONUTF8: '1' }
}

function notInstalled(output: string): SetupError {
  if (isNetworkTrouble(output)) {
    return new SetupError({
      expected: say('pipToDownload'),
      found: say('noNetwork', { output: lastLines(output, 2) }),
      mend: say('mendPipNetwork'),
    })
  }
  return new SetupError({
    expected: say('pipToInstall'),
    found: lastLines(output),
    mend: say('mendPip'),
  })
}
