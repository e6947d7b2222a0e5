/**
 * Node checks that callbacks begin and end in pairs, and ends the process where they do not: code
 * that is terminated leaves its timer's callback, or its async hooks, without an end. These checks
 * have counters, and code that is about to be terminated is none of their business.
 */
import { terminationKey } from '../protocol/controlMessages.js'

/** The part of Node's binding that is used; Node 24 no longer gives it out. */
interface AsyncWrap {
  async_hook_fields: Uint32Array
  constants: { kCheck: number; kTotals: number }
  clearAsyncIdStack(): void
}

/**
 * Switches the check of callbacks off; on a Node that hides its binding the launcher does it by
 * `--no-force-async-hooks-checks`. Under `terminationKey` it leaves what the control channel calls,
 * through the inspector, before it terminates: then no async hook (an AsyncLocalStorage has one in
 * Node 20) counts.
 *
 * @returns what puts the counters right once the termination is over
 */
export function tolerateTermination(): () => void {
  const binding = asyncWrap()
  if (!binding) return () => {}
  const { async_hook_fields: fields, constants } = binding
  fields[constants.kCheck] = 0
  let hooks = 0
  const prepare = () => {
    hooks += fields[constants.kTotals]
    fields[constants.kTotals] = 0
  }
  Object.defineProperty(globalThis, terminationKey, { value: prepare })
  return () => {
    if (hooks === 0) return
    binding.clearAsyncIdStack()
    fields[constants.kTotals] += hooks
    hooks = 0
  }
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
