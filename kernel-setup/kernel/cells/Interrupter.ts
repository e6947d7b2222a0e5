import { KeyboardInterrupt } from '../output/errorReport.js'
import type { RunningCell } from '../protocol/controlMessages.js'
import type { Cell } from './Cell.js'
import { runDetached } from './runDetached.js'
import { tolerateTermination } from './tolerateTermination.js'

/** Milliseconds for a cell that took the abort signal to stop by itself. */
const patience = 300

/** Runs a cell's code so that it can be stopped; the other half is `controlWorker.ts`. */
export class Interrupter {
  private serial = 0
  private fail: () => void = () => {}
  private cell: Cell | undefined

  private readonly recover = tolerateTermination()
  private readonly onSignal = () => this.interrupt()

  constructor(private readonly running: RunningCell) {
    process.on('SIGINT', this.onSignal)
  }

  /** Whether the running cell's code is on the stack, before its first await. */
  get isSynchronous(): boolean {
    return this.running.phase === 'synchronous'
  }

  /** From here on an interrupt is for this cell. */
  begin(cell: Cell): void {
    this.cell = cell
    cell.onSignalTaken = () => {
      this.running.cooperates = true
    }
    this.running.begin(++this.serial, Date.parse(cell.request.header.date))
  }

  /** Nothing runs any more. */
  end(): void {
    this.running.end(this.serial)
  }

  /**
   * Runs code for a cell that has begun, or again for one that has ended.
   *
   * @param prepare compiles the cell; gives its code
   * @throws KeyboardInterrupt when the cell is interrupted, also when it then ends by itself.
   */
  run<T>(cell: Cell, prepare: () => () => Promise<T>): Promise<T> {
    const { running } = this
    if (running.cell === 0) this.begin(cell)
    return new Promise((resolve, reject) => {
      this.fail = () => reject(new KeyboardInterrupt())
      const { serial } = this
      const end = (settle: () => void) => {
        if (running.end(serial)) settle()
      }
      const endWithError = (error: unknown) => {
        const isInterrupt = cell.abort.signal.aborted || isSigint(error)
        end(() => reject(isInterrupt ? new KeyboardInterrupt() : error))
      }
      const endWithValue = (value: T) => {
        if (cell.abort.signal.aborted) endWithError(cell.abort.signal.reason)
        else end(() => resolve(value))
      }
      try {
        const code = prepare()
        running.phase = 'asynchronous'
        if (running.stopping === serial) throw new KeyboardInterrupt()
        const start = () => {
          cell.abort.signal.throwIfAborted()
          return code()
        }
        runDetached(start, running).then(endWithValue, endWithError)
      } catch (error) {
        endWithError(error)
      }
    })
  }

  /** The control channel asks to stop the cell with this serial number. */
  request(serial: number): void {
    if (serial !== this.running.cell) return
    const mayStopItself = this.running.cooperates
    this.cell?.abort.abort(new KeyboardInterrupt())
    const stop = () => {
      if (serial === this.running.cell) this.interrupt()
    }
    if (mayStopItself) setTimeout(stop, patience)
    else stop()
  }

  /**
   * The control channel has ended the cell by force. Only now is its end told: what a termination
   * hits is lost, with everything that waits in the microtask queue.
   */
  finish(serial: number): void {
    this.recover()
    // `breakOnSigint` takes it away for a while, and a termination leaves it away
    if (!process.listeners('SIGINT').includes(this.onSignal)) process.on('SIGINT', this.onSignal)
    if (serial !== -this.running.cell) return // told before: the force was for what it left behind
    this.running.release()
    this.fail()
  }

  private interrupt(): void {
    this.cell?.abort.abort(new KeyboardInterrupt())
    if (this.running.end(this.serial)) this.fail()
  }
}

/** What Node throws in code that SIGINT ends. */
function isSigint(error: unknown): boolean {
  const reason = (error as NodeJS.ErrnoException | null | undefined)?.code
  return reason === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'
}
