/** How this process ends. */
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds for what was sent last to leave the sockets. */
const linger = 50

/** Thrown by `process.exit` in a cell: the cell ends, its reply is sent, then the kernel ends. */
export class ProcessExit extends Error {
  override name = 'ProcessExit'
}

/** Ends the process when the one that started it is gone: nobody could talk to it any more. */
export function endWithParent(end: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid !== parent) end()
  }, 1000)
  timer.unref()
}

/**
 * Redirects `process.exit` and gives the way to end the process for good: the sockets are closed
 * between two turns of the event loop, for ZeroMQ fails when they are closed inside a cell.
 */
export function exitAfter(closeSockets: () => Promise<void>): (code?: number) => void {
  const exit = process.exit.bind(process)
  const end = async (code: number) => {
    await sleep(linger)
    await closeSockets()
    await sleep(linger)
    exit(code)
  }
  process.exit = (code) => {
    void end(Number(code ?? process.exitCode ?? 0))
    throw new ProcessExit(`the kernel ends: the cell called process.exit(${code ?? ''})`)
  }
  return (code = 0) => void end(code)
}
