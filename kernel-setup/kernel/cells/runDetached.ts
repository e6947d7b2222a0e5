import vm from 'node:vm'
import type { RunningCell } from '../protocol/controlMessages.js'

const entry = Symbol.for('notegrad.cell')
const global = globalThis as { [entry]?: () => Promise<unknown> }

/** Runs `entry`; SIGINT ends it, with an error that can be caught. */
const boundary = new vm.Script(`globalThis[Symbol.for('${entry.description}')]()`, {
  filename: 'node:cell',
})

/**
 * Starts code in a turn of the event loop of its own. When the code is terminated, everything on
 * its stack and in its microtask queue is lost: so nothing of the kernel's may be there.
 */
export function runDetached<T>(code: () => Promise<T>, running: RunningCell): Promise<T> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      global[entry] = () => {
        running.phase = 'synchronous'
        const result = code()
        running.phase = 'asynchronous'
        return result
      }
      try {
        const result: Promise<T> = boundary.runInThisContext({ breakOnSigint: true })
        result.then(resolve, reject)
      } catch (error) {
        reject(error)
      }
    })
  })
}
