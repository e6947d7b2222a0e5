import { KeyboardInterrupt } from '../output/errorReport.js'
import type { RunningCell } from '../protocol/controlMessages.js'
import type { Cell } from './Cell.js'
import { runDetached, tolerateTermination } from './runDetached.js'

/** Milliseconds for a cell that took the abort signal to stop by itself. */
const patience = 300

/** Runs a cell's code so that it can be stopped; the other half is `controlWorker.ts`. */
export class Interrupter {
  private serial = 0
  private stopRunning: (() => void) | undefined
  private cell: Cell | undefined

  constructor(private readonly running: RunningCell) {
    tolerateTermination()
    process.on('SIGINT', () => this.stop())
  }

  /** @throws KeyboardInterrupt when the cell is interrupted, also when it then ends by itself. */
  async run<T>(cell: Cell, code: () => Promise<T>): Promise<T> {
    this.cell = cell
    cell.onSignalTaken = () => {
      this.running.cooperates = true
    }
    this.running.cell = ++this.serial
    const stopped = new Promise<never>((_, reject) => {
      this.stopRunning = () => reject(new KeyboardInterrupt())
    })
    try {
      const result = await Promise.race([runDetached(code), stopped])
      cell.abort.signal.throwIfAborted()
      return result
    } catch (error) {
      throw cell.abort.signal.aborted || isSigint(error) ? new KeyboardInterrupt() : error
    } finally {
      this.running.cell = 0
      this.stopRunning = undefined
    }
  }

  /** The control channel asks to stop the cell with this serial number. */
  request(serial: number): void {
    if (serial !== this.running.cell) return
    const mayStopItself = this.running.cooperates
    this.cell?.abort.abort(new KeyboardInterrupt())
    const stop = () => {
      if (serial === this.running.cell) this.stop()
    }
    if (mayStopItself) setTimeout(stop, patience)
    else stop()
  }

  private stop(): void {
    this.cell?.abort.abort(new KeyboardInterrupt())
    this.stopRunning?.()
  }
}

/** What Node throws in code that SIGINT ends. */
function isSigint(error: unknown): boolean {
  const reason = (error as NodeJS.ErrnoException | null | undefined)?.code
  return reason === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'
}
