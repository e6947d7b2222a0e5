import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Connection } from './connection.js'
import type { ControlEvent, ControlWorkerData, RunningCell } from './controlMessages.js'
import type { Content } from './message.js'

export interface ControlListener {
  /** The cell with this number is to stop. */
  interrupt(cell: number): void
  /** Nothing more is done to the cell: now it can end. */
  stopped(cell: number): void
  /** Requests that wait are to be read; resolves when they are. */
  settle(): Promise<void>
  shutdown(): void
}

/**
 * Starts the thread that serves the control channel; resolves once it listens.
 *
 * @returns the way to end the thread
 */
export async function openControlChannel(
  script: URL,
  connection: Connection,
  kernelInfo: Content,
  running: RunningCell,
  parent: number,
  listener: ControlListener,
): Promise<() => Promise<void>> {
  const data: ControlWorkerData = {
    connection,
    kernelInfo,
    running: running.buffer,
    parent,
  }
  const worker = new Worker(script, { workerData: data })
  worker.unref()
  worker.on('message', (event: ControlEvent) => {
    if (event.type === 'interrupt') listener.interrupt(event.cell)
    else if (event.type === 'stopped') listener.stopped(event.cell)
    else if (event.type === 'settle') {
      void listener.settle().then(() => {
        running.settled = event.serial
      })
    } else if (event.type === 'shutdown') listener.shutdown()
  })
  await once(worker, 'message')
  return async () => {
    worker.postMessage('close')
    await once(worker, 'exit')
  }
}
