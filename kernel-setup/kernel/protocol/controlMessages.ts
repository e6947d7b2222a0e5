import type { Connection } from './connection.js'
import type { Content } from './message.js'

/** What the main thread gives to the worker that serves the control channel. */
export interface ControlWorkerData {
  connection: Connection
  kernelInfo: Content
  /** See `RunningCell`. */
  running: SharedArrayBuffer
  /** The process that started the kernel. */
  parent: number
}

/** What the worker tells the main thread. */
export type ControlEvent =
  | { type: 'interrupt'; cell: number }
  /** The cell was ended by force, and nothing more will be done to it. */
  | { type: 'stopped'; cell: number }
  /** Requests that wait are to be read; then `RunningCell.settled` has this number. */
  | { type: 'settle'; serial: number }
  /** Nothing: gives the main thread code to run, which a termination that waits needs. */
  | { type: 'poke' }
  | { type: 'shutdown'; restart: boolean }
  | { type: 'bound' }

/** The main thread's context in which the worker calls `prepare` before it terminates the code. */
export const terminationContext = 'notegrad termination'

const slots = { cell: 0, cooperates: 1, phase: 2, stopping: 3, over: 4, settled: 5, dropped: 6 }
/** Eight bytes for a time, behind the slots. */
const sentAtOffset = 32
const phases = ['compiling', 'synchronous', 'asynchronous'] as const

/** A cell is compiled, runs until its first `await`, and from there in turns of the event loop. */
type Phase = (typeof phases)[number]

/**
 * Which cell runs, as both threads see it. The main thread ends it or the worker claims it, whoever
 * comes first: so force is never used on a cell that has ended.
 */
export class RunningCell {
  private readonly memory: Int32Array
  private readonly sent: Float64Array

  constructor(readonly buffer = new SharedArrayBuffer(sentAtOffset + 8)) {
    this.memory = new Int32Array(buffer, 0, sentAtOffset / 4)
    this.sent = new Float64Array(buffer, sentAtOffset)
  }

  /**
   * Main thread: the cell with this number in the order of execution is being compiled.
   *
   * @param sentAt when its client sent it, in milliseconds since 1970
   */
  begin(cell: number, sentAt: number): void {
    this.sent[0] = sentAt
    this.cooperates = false
    this.phase = 'compiling'
    Atomics.store(this.memory, slots.cell, cell)
  }

  /**
   * Main thread: the cell has ended.
   *
   * @returns whether it was still the main thread's; if not, the worker tells when it is done.
   */
  end(cell: number): boolean {
    Atomics.store(this.memory, slots.over, cell)
    return Atomics.compareExchange(this.memory, slots.cell, cell, 0) === cell
  }

  /** Main thread: the worker is done with the cell that it claimed. */
  release(): void {
    Atomics.store(this.memory, slots.cell, 0)
  }

  /** Worker: takes the cell, to end it by force; false when it has ended. */
  claim(cell: number): boolean {
    return Atomics.compareExchange(this.memory, slots.cell, cell, -cell) === cell
  }

  /** Whether the code of this cell has ended, claimed or not. */
  isOver(cell: number): boolean {
    return Atomics.load(this.memory, slots.over) === cell
  }

  /** The running cell's number; 0 when none runs, negative when the worker has claimed it. */
  get cell(): number {
    return Atomics.load(this.memory, slots.cell)
  }

  /** Messages that both threads dropped: wrong signature, malformed, or received before. */
  get dropped(): number {
    return Atomics.load(this.memory, slots.dropped)
  }

  countDropped(): void {
    Atomics.add(this.memory, slots.dropped, 1)
  }

  /** When the client sent the cell that runs, or ran last. */
  get sentAt(): number {
    return this.sent[0]
  }

  /** The number of the last `settle` that the main thread has done. */
  get settled(): number {
    return Atomics.load(this.memory, slots.settled)
  }

  set settled(serial: number) {
    Atomics.store(this.memory, slots.settled, serial)
  }

  /** Whether the running cell took the abort signal, and so may stop by itself. */
  get cooperates(): boolean {
    return Atomics.load(this.memory, slots.cooperates) === 1
  }

  set cooperates(value: boolean) {
    Atomics.store(this.memory, slots.cooperates, value ? 1 : 0)
  }

  get phase(): Phase {
    return phases[Atomics.load(this.memory, slots.phase)]
  }

  set phase(value: Phase) {
    Atomics.store(this.memory, slots.phase, phases.indexOf(value))
  }

  /** Worker: the cell that is to stop, or was: one that is being compiled does not start. */
  get stopping(): number {
    return Atomics.load(this.memory, slots.stopping)
  }

  set stopping(cell: number) {
    Atomics.store(this.memory, slots.stopping, cell)
  }
}
