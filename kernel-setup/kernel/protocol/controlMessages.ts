import type { Connection } from './connection.js'
import type { Content } from './message.js'

/** What the main thread gives to the worker that serves the control channel. */
export interface ControlWorkerData {
  connection: Connection
  kernelInfo: Content
  /** See `RunningCell`. */
  running: Int32Array<SharedArrayBuffer>
}

/** What the worker tells the main thread. */
export type ControlEvent =
  | { type: 'interrupt'; cell: number }
  | { type: 'shutdown'; restart: boolean }
  | { type: 'bound' }

/** Which cell runs, as both threads see it. */
export class RunningCell {
  constructor(readonly memory = new Int32Array(new SharedArrayBuffer(8))) {}

  /** The running cell's number in the order of execution, or 0. */
  get cell(): number {
    return Atomics.load(this.memory, 0)
  }

  set cell(value: number) {
    Atomics.store(this.memory, 1, 0)
    Atomics.store(this.memory, 0, value)
  }

  /** Whether the running cell took the abort signal, and so may stop by itself. */
  get cooperates(): boolean {
    return Atomics.load(this.memory, 1) === 1
  }

  set cooperates(value: boolean) {
    Atomics.store(this.memory, 1, value ? 1 : 0)
  }
}
