/**
 * Node checks that callbacks begin and end in pairs, and ends the process where they do not: code
 * that is terminated leaves its timer's callback, or its async hooks, without an end. These checks
 * have counters, and code that is about to be terminated is none of their business.
 */
import asyncHooks, { type AsyncHook } from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'
import { terminationKey } from '../protocol/controlMessages.js'

/** The part of Node's binding that is used; Node 24 no longer gives it out. */
interface AsyncWrap {
  async_hook_fields: Uint32Array
  constants: { kCheck: number; kTotals: number }
  clearAsyncIdStack(): void
}

/** Called around a termination. */
interface Tolerance {
  prepare(): void
  recover(): void
}

/**
 * Switches the check of callbacks off; on a Node that hides its binding the launcher does it by
 * `--no-force-async-hooks-checks`. Under `terminationKey` it leaves what the control channel calls,
 * through the inspector, before it terminates: then no async hook counts.
 *
 * @returns what puts things right once the termination is over
 */
export function tolerateTermination(): () => void {
  const binding = asyncWrap()
  const { prepare, recover } = binding ? withCounters(binding) : withHooks()
  Object.defineProperty(globalThis, terminationKey, { value: prepare })
  return recover
}

/** By the counters themselves, which know of Node's own hooks as well (AsyncLocalStorage's). */
function withCounters(binding: AsyncWrap): Tolerance {
  const { async_hook_fields: fields, constants } = binding
  fields[constants.kCheck] = 0
  let hooks = 0
  return {
    prepare() {
      hooks += fields[constants.kTotals]
      fields[constants.kTotals] = 0
    },
    recover() {
      if (hooks === 0) return
      binding.clearAsyncIdStack()
      fields[constants.kTotals] += hooks
      hooks = 0
    },
  }
}

/** By switching off the hooks that cells have switched on, and on again. */
function withHooks(): Tolerance {
  const enabled = new Set<AsyncHook>()
  const paused = new Set<AsyncHook>()
  const { createHook } = asyncHooks
  asyncHooks.createHook = (callbacks) => {
    const hook = createHook(callbacks)
    const { enable, disable } = hook
    return Object.assign(hook, {
      enable() {
        enabled.add(hook)
        return enable.call(hook)
      },
      disable() {
        enabled.delete(hook)
        paused.delete(hook)
        return disable.call(hook)
      },
    })
  }
  syncBuiltinESMExports()
  return {
    prepare() {
      if (enabled.size === 0) return
      for (const hook of [...enabled]) {
        hook.disable()
        paused.add(hook)
      }
      forgetOpenCallbacks()
    },
    recover() {
      for (const hook of [...paused]) hook.enable()
      paused.clear()
    },
  }
}

/**
 * Node's answer to an error that nobody caught, with a listener that takes it: afterwards Node
 * counts no callback as open.
 */
function forgetOpenCallbacks(): void {
  const { _fatalException: answer } = process as { _fatalException?: (error: Error) => void }
  process.setUncaughtExceptionCaptureCallback(() => {})
  answer?.(new Error('terminated'))
  process.setUncaughtExceptionCaptureCallback(null)
}

function asyncWrap(): AsyncWrap | undefined {
  const { noDeprecation } = process
  process.noDeprecation = true
  try {
    // deprecated, and the only way to the counters
    const { binding } = process as unknown as { binding(name: string): AsyncWrap }
    return binding('async_wrap')
  } catch {
    return undefined
  } finally {
    process.noDeprecation = noDeprecation
  }
}
