import { math } from '../../math/instance.js'
import { shape } from '../../math/storage.js'
import type { Matrix, Value, Variable } from '../../math/types.js'

/** Typed as a Variable: a matrix in a first derivative, a Variable in a higher one. */
export const shaped = (x: Value) => x as Variable

/** The same elements in the shape of x; the walk makes a number of them for a number. */
export function inShape(g: Value, x: Value): Value {
  const size = shape(x)
  if (size.length === 0) return g
  return shape(g).length === 0 ? math.broadcastTo(g, size) : math.reshape(shaped(g), size)
}

/** A matrix whatever mathjs's setting `matrix` says, which math.identity follows. */
export const identity = (n: number) => math.diag(math.ones([n])) as Matrix

/** from, from + 1, …: places on an axis. */
export function places(from: number, length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => from + i)
}
