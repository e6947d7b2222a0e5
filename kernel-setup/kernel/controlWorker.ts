/**
 * The thread that serves the control channel: it answers while a cell keeps the main thread busy.
 *
 * How a cell is stopped: first the main thread aborts its signal. A cell that took the signal has
 * 300 ms to stop by itself; then SIGINT ends code that has not reached its first `await`
 * (tslab's and Node's way: `breakOnSigint`), and the inspector's `terminateExecution` ends what
 * runs after an `await` or in a timer, which no signal handler can reach. Code that waits for a
 * program (`execSync`) goes on until that ends: where nothing else helps, SIGINT is for the
 * programs of cells, too, as it is in a terminal. A cell that is still being compiled does not
 * start. An interrupt that finds no cell is for one that was sent before it and is not read yet,
 * if there is one.
 */
import { Session } from 'node:inspector'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { Router } from 'zeromq'
import { addressOf } from './protocol/connection.js'
import {
  type ControlEvent,
  type ControlWorkerData,
  RunningCell,
  terminationContext,
} from './protocol/controlMessages.js'
import { BadMessage, type Content, type Message, Wire } from './protocol/message.js'
import { launcherPipe } from './startup/launcherPipe.js'

const patience = {
  cooperating: 300,
  otherwise: 80,
  afterSignal: 500,
  /** Longer than a main thread that is not busy reads what waits (Kernel.ts: 1 s at most). */
  release: 1500,
  shutdown: 600,
}
const pollInterval = 5
const pokeInterval = 20
const parentInterval = 3000

const { connection, kernelInfo, running, parent }: ControlWorkerData = workerData
const runningCell = new RunningCell(running)
const wire = new Wire(connection.key)
const tellLauncher = launcherPipe()
/** Settles when the cell that was interrupted last is stopped. */
let stopped: Promise<void> | undefined
let settles = 0
const socket = new Router({ linger: 500, sendTimeout: 0 })

parentPort?.once('message', () => socket.close())
setInterval(endBusyOrphan, parentInterval).unref()
void serve()

async function serve(): Promise<void> {
  await socket.bind(addressOf(connection, 'control'))
  tell({ type: 'bound' })
  for await (const frames of socket) {
    const message = decode(frames)
    if (!message) continue
    const type = message.header.msg_type
    if (type === 'kernel_info_request') await reply(message, 'kernel_info_reply', kernelInfo)
    else if (type === 'interrupt_request') void interrupt(message)
    else if (type === 'shutdown_request') await shutDown(message)
  }
}

/** An idle kernel sees by itself that its parent is gone (processLife.ts); a busy one cannot. */
function endBusyOrphan(): void {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
}

function decode(frames: Buffer[]): Message | undefined {
  try {
    return wire.decode(frames)
  } catch (error) {
    if (!(error instanceof BadMessage)) throw error
    runningCell.countDropped()
    return undefined
  }
}

function tell(event: ControlEvent): void {
  parentPort?.postMessage(event)
}

async function reply(message: Message, type: string, content: Content): Promise<void> {
  await socket.send(wire.encode(type, content, message, message.identities))
}

async function interrupt(message: Message): Promise<void> {
  const isMeant = runningCell.cell !== 0 || (await isForUnread(message))
  const { cell } = runningCell
  if (isMeant && cell > 0 && cell !== runningCell.stopping) stopped = stop(cell)
  await stopped
  await reply(message, 'interrupt_reply', { status: 'ok' })
}

/**
 * Waits until a cell begins, or the main thread has read all requests that waited for it.
 *
 * @returns whether a cell has begun that was sent before this interrupt
 */
async function isForUnread({ header }: Message): Promise<boolean> {
  const serial = settle()
  while (runningCell.cell === 0 && runningCell.settled < serial) await sleep(pollInterval)
  return runningCell.cell !== 0 && runningCell.sentAt <= Date.parse(header.date)
}

/** Asks the main thread to read what waits; `runningCell.settled` is this number when it has. */
function settle(): number {
  tell({ type: 'settle', serial: ++settles })
  return settles
}

async function stop(cell: number): Promise<void> {
  runningCell.stopping = cell
  tell({ type: 'interrupt', cell })
  // what is not compiled yet sees `stopping`, and does not start
  if (runningCell.phase !== 'compiling') await force(cell)
}

async function force(cell: number): Promise<void> {
  const wait = runningCell.cooperates ? patience.cooperating : patience.otherwise
  await endOf(cell, wait)
  if (!runningCell.claim(cell)) return
  if (isSynchronous(cell) && process.platform !== 'win32') {
    process.kill(process.pid, 'SIGINT')
    await endOf(cell, patience.afterSignal)
  }
  let isBusy = () => !runningCell.isOver(cell)
  do {
    if (isBusy()) await terminate(isBusy)
    tell({ type: 'stopped', cell })
    const serial = settle()
    // what is told arrives when whatever else the cell has started (another timer, say) ends, too
    isBusy = () => runningCell.cell <= 0 && runningCell.settled < serial
  } while (!(await within(patience.release, () => !isBusy())))
}

function isSynchronous(cell: number): boolean {
  return !runningCell.isOver(cell) && runningCell.phase === 'synchronous'
}

/** Waits until the cell has ended, for that many milliseconds at most. */
async function endOf(cell: number, milliseconds: number): Promise<void> {
  await within(milliseconds, () => runningCell.isOver(cell))
}

async function within(milliseconds: number, condition: () => boolean): Promise<boolean> {
  const start = performance.now()
  while (!condition() && performance.now() - start < milliseconds) await sleep(pollInterval)
  return condition()
}

/**
 * Ends what the main thread executes, unless it is not busy any more when it comes to that.
 * Resolves when the termination is over: the next code of the main thread runs unharmed.
 */
function terminate(isBusy: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const session = new Session()
    session.connectToMainThread()
    const poke = setInterval(() => tell({ type: 'poke' }), pokeInterval)
    const programs = setInterval(interruptPrograms, patience.afterSignal)
    const finish = () => {
      clearInterval(poke)
      clearInterval(programs)
      session.disconnect()
      resolve()
    }
    session.on('Runtime.executionContextCreated', ({ params: { context } }) => {
      if (context.name !== terminationContext) return
      if (!isBusy()) return finish()
      session.post('Runtime.evaluate', { expression: 'prepare()', contextId: context.id })
      session.post('Runtime.terminateExecution', finish)
    })
    session.post('Runtime.enable') // it names the contexts
  })
}

/** SIGINT for what the cells have started, as a terminal sends it to all of its programs. */
function interruptPrograms(): void {
  tellLauncher({ interruptPrograms: true })
}

/** The main thread closes its sockets and ends; a main thread that cannot is ended from here. */
async function shutDown(message: Message): Promise<void> {
  const restart = message.content.restart === true
  await reply(message, 'shutdown_reply', { status: 'ok', restart })
  tell({ type: 'shutdown', restart })
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patience.shutdown).unref()
}
