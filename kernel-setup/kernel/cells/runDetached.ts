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

/**
 * Node checks that callbacks begin and end in pairs, and ends the process where they do not: the
 * callback of a timer that is terminated never ends. The check has a command line switch
 * (`--no-force-async-hooks-checks`) and, here, its counter.
 */
export function tolerateTermination(): void {
  const { noDeprecation } = process
  process.noDeprecation = true
  try {
    const { async_hook_fields: fields, constants } = bindingOf('async_wrap')
    fields[constants.kCheck] = 0
  } catch {
    // a Node that hides it: an interrupt of a timer's callback may then end the kernel
  } finally {
    process.noDeprecation = noDeprecation
  }
}

interface AsyncWrap {
  async_hook_fields: Uint32Array
  constants: { kCheck: number }
}

function bindingOf(name: 'async_wrap'): AsyncWrap {
  // deprecated, and the only way to the counter
  return (process as unknown as { binding(name: string): AsyncWrap }).binding(name)
}
