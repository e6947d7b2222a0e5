/** Starts JupyterLab, finds the one that runs, and ends it with all that it started. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { descendants, sendSignal } from './descendants.js'
import { jupyterSettings } from './jupyterSettings.js'
import { isAlive } from './lock.mjs'
import { say } from './messages.mjs'
import { type Places, pythonIn } from './places.js'
import { Interrupted, interruptSignal, lastLines, SetupError } from './steps.mjs'

/** How to reach a server; kept in a file of the project that only its owner can read. */
export interface Address {
  readonly pid: number
  readonly port: number
  readonly token: string
}

export interface LabServer {
  readonly address: Address
  /** Settles with the exit code when the server has ended, by whatever cause. */
  readonly ended: Promise<number>
  /** Ends the server and its kernels and terminals. */
  stop(): Promise<void>
}

export interface LabOptions {
  readonly port: number
  /** More arguments for JupyterLab. */
  readonly args?: readonly string[]
  /** Environment variables beside those of jupyterSettings. */
  readonly env?: NodeJS.ProcessEnv
}

const startLimit = 120_000
const stopLimit = 12_000

const stateFile = ({ state }: Places) => join(state, 'server.json')
const logFile = ({ state }: Places) => join(state, 'jupyterlab.log')

/** The address of one of the project's files in JupyterLab; without a file, of the launcher. */
export function labUrl({ port, token }: Address, path?: string): string {
  const file =
    path === undefined ? '' : `/tree/${path.split('/').map(encodeURIComponent).join('/')}`
  return `http://127.0.0.1:${port}/lab${file}?token=${token}`
}

/** The server of this project that runs; it is asked, so a stale file means that none does. */
export async function runningServer(places: Places): Promise<Address | undefined> {
  let address: Address
  try {
    address = JSON.parse(readFileSync(stateFile(places), 'utf8'))
  } catch {
    return undefined
  }
  return (await answers(address)) ? address : undefined
}

async function answers({ port, token }: Address): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/status`, {
      headers: { Authorization: `token ${token}` },
      signal: AbortSignal.timeout(2_000),
    })
    return response.ok
  } catch {
    return false
  }
}

/**
 * Starts JupyterLab on 127.0.0.1 with a new token and waits until it answers.
 *
 * @throws SetupError when it ends before that; Interrupted when it shall not start any more.
 */
export async function startLab(places: Places, options: LabOptions): Promise<LabServer> {
  const server = launch(places, options)
  let running = true
  server.ended.then(() => {
    running = false
  })
  const deadline = Date.now() + startLimit
  while (running && !(await answers(server.address))) {
    if (interruptSignal().aborted || Date.now() > deadline) {
      await server.stop()
      if (interruptSignal().aborted) throw new Interrupted()
    }
    await sleep(50)
  }
  if (!running) {
    throw new SetupError({
      expected: say('labToStart'),
      found: lastLines(readFileSync(logFile(places), 'utf8')),
      mend: say('mendLabStart', { log: logFile(places) }),
    })
  }
  writeFileSync(stateFile(places), JSON.stringify(server.address), { mode: 0o600 })
  return server
}

function launch(places: Places, { port, args = [], env }: LabOptions): LabServer {
  const token = randomBytes(24).toString('hex')
  mkdirSync(places.state, { recursive: true })
  const log = openSync(logFile(places), 'w', 0o600)
  const script = join(places.root, 'kernel-setup/python/serve.py')
  const child = spawn(pythonIn(places.python), [script, ...settings(places, port), ...args], {
    cwd: places.project,
    env: { ...jupyterSettings(places, token), ...env },
    // A process group of its own: the terminal's Ctrl-C reaches this process only, which ends the
    // server in order. The pipe closes with this process, however it ends, and the server with it.
    detached: true,
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  }).finally(() => rmSync(stateFile(places), { force: true }))
  const address = { pid: child.pid ?? 0, port, token }
  return { address, ended, stop: () => stop(address.pid, ended) }
}

function settings({ project }: Places, port: number): string[] {
  return [
    '--ServerApp.ip=127.0.0.1',
    `--ServerApp.port=${port}`,
    '--ServerApp.port_retries=0',
    '--ServerApp.open_browser=False',
    '--ServerApp.allow_root=True',
    `--ServerApp.root_dir=${project}`,
    '--MultiKernelManager.default_kernel_name=tslab',
    '--KernelManager.shutdown_wait_time=2',
    // It would start the language servers that it finds in node_modules.
    '--LanguageServerManager.autodetect=False',
  ]
}

/** Asks the server to end its kernels and itself; ends by force what is left after that. */
async function stop(pid: number, ended: Promise<number>): Promise<void> {
  if (pid === 0) return
  const family = descendants(pid)
  if (isAlive(pid)) process.kill(pid, 'SIGTERM')
  const late = await Promise.race([ended.then(() => false), sleep(stopLimit, true, { ref: false })])
  for (const left of [...(late ? [pid] : []), ...family].filter(isAlive))
    sendSignal(left, 'SIGKILL')
  await ended
}
