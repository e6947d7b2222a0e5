import { arrays, digest } from '../data.js'
import type { Prepare } from '../protocol.js'

/** How a peer makes a matrix, and what is in one. */
export interface Form<M> {
  matrix(values: Float64Array, size: readonly number[]): M
  values(result: M): Iterable<number>
  /** Around each call, for libraries that must be told to free what they made. */
  scope?(run: () => M): unknown
}

/** A piece of work from a function of matrices. */
export function onMatrices<M>(form: Form<M>, operation: (...operands: M[]) => M): Prepare {
  return ({ operands = [], range }) => {
    const given = arrays(operands, range).map((values, i) => form.matrix(values, operands[i]))
    const run = () => operation(...given)
    const { scope } = form
    return {
      run: scope === undefined ? run : () => scope(run),
      check: () => digest(form.values(run())),
    }
  }
}

/** The same for a table of functions. */
export function workOf<M>(
  form: Form<M>,
  operations: Readonly<Record<string, (...operands: M[]) => M>>,
): Record<string, Prepare> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, onMatrices(form, operation)]),
  )
}
