/** How long computing may keep the event loop waiting, in milliseconds. */
const LONGEST_STRETCH = 50

/**
 * Between two pieces of a long computation: lets others run when it is time, and stops when asked.
 */
export type Pause = () => Promise<void>

/**
 * A pause that gives the event loop a turn when the last one is 50 ms ago, so that messages arrive
 * and charts are drawn.
 *
 * The pause rejects with the signal's reason once the signal is aborted.
 */
export function pauses(signal?: AbortSignal): Pause {
  let last = performance.now()
  return async () => {
    if (performance.now() - last >= LONGEST_STRETCH) {
      await new Promise((resolve) => setTimeout(resolve))
      last = performance.now()
    }
    signal?.throwIfAborted()
  }
}

/** The signal that an interrupt of the notebook's kernel aborts; none outside a kernel. */
export function kernelSignal(): AbortSignal | undefined {
  // the bridge that our kernel puts there: its shape is agreed, and known to no type
  const bridge = Reflect.get(globalThis, Symbol.for('notegrad.kernel')) as
    | { readonly signal?: AbortSignal }
    | undefined
  return bridge?.signal
}
