/**
 * The kernel's entry: `node launcher.js --connection-file FILE`.
 *
 * Starts the kernel's process, with the options of Node that it needs and from the start-up
 * snapshot that fits; where there is none the kernel starts without it, and one is made for the
 * next time. `node launcher.js --build-snapshot` makes it now.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { descendants, sendSignal } from '../environment/descendants.js'
import { endWithJupyter, toleratePrintingInVain } from './processLife.js'
import type { Header } from './protocol/message.js'
import { readPipe } from './startup/launcherPipe.js'
import { publishObituary, ranOutOfMemory } from './startup/obituary.js'
import { buildSnapshot, nodeOptions, snapshotFile, snapshotSource } from './startup/snapshotFile.js'

/** Milliseconds until a missing snapshot is made: the kernel itself comes first. */
const buildDelay = 10_000
/** Characters of what the kernel printed that are kept. */
const longest = 10_000
/** Signals that are passed on to the kernel. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const source = snapshotSource(fileURLToPath(import.meta.url))
const snapshot = snapshotFile(source)
const { values } = parseArgs({
  options: { 'connection-file': { type: 'string' }, 'build-snapshot': { type: 'boolean' } },
})

if (values['build-snapshot']) await build()
else await launch(values['connection-file'])

async function build(): Promise<void> {
  const problem = existsSync(snapshot) ? undefined : await buildSnapshot(source, snapshot)
  if (problem === undefined) return
  process.stderr.write(`no start-up snapshot, kernels start more slowly: ${problem}\n`)
  process.exitCode = 1
}

async function launch(connectionFile: string | undefined): Promise<void> {
  if (connectionFile === undefined) {
    process.stderr.write('usage: node launcher.js --connection-file FILE\n')
    process.exit(2)
  }
  // the kernel then sees that this process is gone
  endWithJupyter()
  toleratePrintingInVain()
  const hasSnapshot = existsSync(snapshot)
  if (!hasSnapshot) setTimeout(() => void buildSnapshot(source, snapshot), buildDelay).unref()
  let life = await run(connectionFile, hasSnapshot)
  const isPortTaken = life.printed.includes('EADDRINUSE')
  if (hasSnapshot && !life.started && life.code !== 0 && !life.wasEnded && !isPortTaken) {
    // Node refused the snapshot: the next kernel makes another
    rmSync(snapshot, { force: true })
    life = await run(connectionFile, false)
  }
  if (ranOutOfMemory(life.printed)) await publishObituary(connectionFile, life.executing)
  process.exit(life.code)
}

/** What is known of a kernel that has ended. */
interface Life {
  started: boolean
  /** The request that it executed last. */
  executing: Header | undefined
  /** The end of what it printed on standard error. */
  printed: string
  /** As a shell tells it, when it was killed. */
  code: number
  /** Whether somebody ended it: Node, where it refuses a snapshot, ends by itself. */
  wasEnded: boolean
}

/** Runs the kernel to its end. */
async function run(connectionFile: string, fromSnapshot: boolean): Promise<Life> {
  const life: Life = { started: false, executing: undefined, printed: '', code: 0, wasEnded: false }
  const args = [
    ...nodeOptions,
    ...(fromSnapshot ? ['--snapshot-blob', snapshot] : []),
    fileURLToPath(new URL('./main.cjs', import.meta.url)),
    '--launcher',
    String(process.pid),
    '--connection-file',
    connectionFile,
  ]
  const kernel = spawn(process.execPath, args, { stdio: ['inherit', 'inherit', 'pipe', 'pipe'] })
  const forward = (signal: NodeJS.Signals) => kernel.kill(signal)
  for (const signal of endings) process.on(signal, forward)
  kernel.stderr?.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk)
    life.printed = (life.printed + chunk).slice(-longest)
  })
  readPipe(kernel.stdio[3] as Readable, (told) => {
    if ('started' in told) life.started = true
    else if ('executing' in told) life.executing = told.executing
    else interruptPrograms(kernel.pid as number)
  })
  const [code, signal] = await once(kernel, 'close')
  life.wasEnded = [...endings, 'SIGKILL'].includes(signal)
  life.code = code ?? 128 + constants.signals[signal as NodeJS.Signals]
  return life
}

/** What a kernel's cells have started gets SIGINT, as from a terminal. */
function interruptPrograms(kernel: number): void {
  if (process.platform === 'win32') return
  for (const program of descendants(kernel)) sendSignal(program, 'SIGINT')
}
