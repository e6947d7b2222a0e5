/** How this process ends. */
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds for what was sent last to leave the sockets. */
const linger = 50

/** Thrown by `process.exit` in a cell: the cell ends, its reply is sent, then the kernel ends. */
export class ProcessExit extends Error {
  override name = 'ProcessExit'
}

/**
 * Ends the process when the one that started it is gone: nobody could talk to it any more. By
 * force, for what a farewell would do (send, print) is what fails now.
 *
 * @param parent as the parent itself told it: it may be gone before this line is reached
 */
export function endWithParent(parent = process.ppid): void {
  const timer = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
  }, 1000)
  timer.unref()
}

/**
 * The same for the process that Jupyter starts, which Jupyter tells its own number. (On Windows
 * that variable is another thing.)
 */
export function endWithJupyter(): void {
  endWithParent()
  const jupyter = Number(process.env.JPY_PARENT_PID)
  if (process.platform === 'win32' || !(jupyter > 1)) return
  try {
    process.kill(jupyter, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') process.exit(1)
  }
}

/**
 * What is printed where nobody reads is lost, and no error: as one it would be printed there in
 * turn, without end.
 */
export function toleratePrintingInVain(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

/**
 * Redirects `process.exit` and gives the way to end the process for good: the sockets are closed
 * between two turns of the event loop, for ZeroMQ fails when they are closed inside a cell.
 *
 * @param refuseCells called at once: meanwhile no cell begins
 */
export function exitAfter(
  refuseCells: () => void,
  closeSockets: () => Promise<void>,
): (code?: number) => void {
  const exit = process.exit.bind(process)
  const end = async (code: number) => {
    refuseCells()
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
