/**
 * # One clock for results and for changes in place
 *
 * A gradient rule uses the inputs of a step as they were when it was taken. If a matrix is written
 * into afterwards, the gradient would be wrong, silently. So results of steps and changes of
 * matrices are counted by one clock: a matrix that changed after a result was made from it is
 * younger than the result.
 */
let time = 0

/** Later than every call before. */
export function tick(): number {
  time += 1
  return time
}

interface Stamped {
  _changed: number
}

/** Says that the elements of a matrix were written in place. */
export function markChanged(matrix: object): void {
  ;(matrix as Stamped)._changed = tick() // every DenseMatrix has the stamp, by its class
}

/** When x was last written in place; 0 for never, and for what is no matrix of ours. */
export function changedAt(x: unknown): number {
  return typeof x === 'object' && x !== null ? ((x as Partial<Stamped>)._changed ?? 0) : 0
}

type Method = (this: object, ...args: unknown[]) => unknown

/** Those of mathjs's methods that may write in place; they return the matrix itself then. */
const WRITERS = ['set', 'subset', 'resize', 'reshape', 'swapRows']

/** Gives mathjs's class the stamp. */
export function addStamp(mathjsClass: { readonly prototype: object }): void {
  const prototype = mathjsClass.prototype as Record<string, unknown>
  Object.defineProperty(prototype, '_changed', { writable: true, value: 0 })
  for (const name of WRITERS) {
    const write = prototype[name] as Method
    const stamping: Method = function (...args) {
      const result = write.apply(this, args)
      if (result === this) markChanged(this)
      return result
    }
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value: stamping })
  }
}
