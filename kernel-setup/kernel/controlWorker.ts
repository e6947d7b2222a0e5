/**
 * The thread that serves the control channel: it answers while a cell keeps the main thread busy.
 *
 * How a cell is stopped: first the main thread aborts its signal. A cell that took the signal has
 * 300 ms to stop by itself; then SIGINT ends code that never gave the event loop a turn
 * (tslab's and Node's way: `breakOnSigint`), and the inspector's `terminateExecution` ends what
 * runs after an `await` or in a timer, which no signal handler can reach.
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
} from './protocol/controlMessages.js'
import { BadMessage, type Content, type Message, Wire } from './protocol/message.js'

const patience = { cooperating: 300, otherwise: 40, afterSignal: 40, shutdown: 600 }
const pollInterval = 5

const { connection, kernelInfo, running }: ControlWorkerData = workerData
const runningCell = new RunningCell(running)
const wire = new Wire(connection.key)
const socket = new Router({ linger: 500, sendTimeout: 0 })

parentPort?.once('message', () => socket.close())
await serve()

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

function decode(frames: Buffer[]): Message | undefined {
  try {
    return wire.decode(frames)
  } catch (error) {
    if (error instanceof BadMessage) return undefined
    throw error
  }
}

function tell(event: ControlEvent): void {
  parentPort?.postMessage(event)
}

async function reply(message: Message, type: string, content: Content): Promise<void> {
  await socket.send(wire.encode(type, content, message, message.identities))
}

async function interrupt(message: Message): Promise<void> {
  const { cell } = runningCell
  if (cell > 0) await stop(cell)
  await reply(message, 'interrupt_reply', { status: 'ok' })
}

async function stop(cell: number): Promise<void> {
  tell({ type: 'interrupt', cell })
  const wait = runningCell.cooperates ? patience.cooperating : patience.otherwise
  if (await ended(cell, wait)) return
  if (process.platform !== 'win32') process.kill(process.pid, 'SIGINT')
  if (await ended(cell, patience.afterSignal)) return
  await terminate()
}

async function ended(cell: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += pollInterval) {
    if (runningCell.cell !== cell) return true
    await sleep(pollInterval)
  }
  return runningCell.cell !== cell
}

function terminate(): Promise<void> {
  return new Promise((resolve) => {
    const session = new Session()
    session.connectToMainThread()
    session.post('Runtime.terminateExecution', () => {
      session.disconnect()
      resolve()
    })
  })
}

/** The main thread closes its sockets and ends; a main thread that cannot is ended from here. */
async function shutDown(message: Message): Promise<void> {
  const restart = message.content.restart === true
  await reply(message, 'shutdown_reply', { status: 'ok', restart })
  tell({ type: 'shutdown', restart })
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patience.shutdown).unref()
}
