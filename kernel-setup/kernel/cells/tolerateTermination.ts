/**
 * Node checks that callbacks begin and end in pairs, and ends the process where they do not: code
 * that is terminated leaves its timer's callback, or its async hooks, without an end. These checks
 * have counters, and code that is about to be terminated is none of their business.
 */
import asyncHooks, { type AsyncHook } from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'
import vm from 'node:vm'
import { terminationContext } from '../protocol/controlMessages.js'

/** The part of Node's binding that is used; Node 24 no longer gives it out. */
interface AsyncWrap {
  async_hook_fields: Uint32Array
  constants: { kCheck: number; kTotals: number }
  clearAsyncIdStack(): void
}

/** Called around a termination. */
interface Tolerance extends vm.Context {
  prepare(): void
  recover(): void
}

/**
 * Switches the check of callbacks off; on a Node that hides its binding the launcher does it by
 * `--no-force-async-hooks-checks`. In a context of its own it leaves what the control channel
 * calls, through the inspector, before it terminates: then no async hook counts. The inspector runs
 * the microtasks that wait in the context where it evaluates, and a busy loop among them would keep
 * it from terminating anything: in this context none wait.
 *
 * @returns what puts things right once the termination is over
 */
export function tolerateTermination(): () => void {
  const binding = asyncWrap()
  const tolerance = binding ? withCounters(binding) : withHooks()
  const options = { name: terminationContext, microtaskMode: 'afterEvaluate' } as const
  const context = vm.createContext(tolerance, options) as typeof tolerance
  return () => context.recover() // so the context is kept
}

/** By the counters themselves, which know of Node's own hooks as well (AsyncLocalStorage's). */
function withCounters(binding: AsyncWrap): Tolerance {
  const { async_hook_fields: fields, constants } = binding
  fields[constants.kCheck] = 0
  // a hook that is switched on counts as a check, too
  const counters = [constants.kTotals, constants.kCheck]
  let counts = [0, 0]
  return {
    prepare() {
      counts = counters.map((counter, i) => counts[i] + fields[counter])
      for (const counter of counters) fields[counter] = 0
    },
    recover() {
      binding.clearAsyncIdStack()
      for (const [i, counter] of counters.entries()) fields[counter] += counts[i]
      counts = [0, 0]
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
      for (const hook of [...enabled]) {
        hook.disable()
        paused.add(hook)
      }
      if (paused.size > 0) forgetOpenCallbacks()
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
