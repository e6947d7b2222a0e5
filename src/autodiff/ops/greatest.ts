import { storageOf } from '../../math/storage.js'
import { type Matrix, type Value, valueIn } from '../../math/types.js'

/**
 * The greatest |x| of a matrix: a constant, to scale by or to choose by. NaN where there is one.
 */
export function greatest(x: Value): number {
  const elements = storageOf(valueIn(x) as Matrix)
  return elements.reduce((most, element) => Math.max(most, Math.abs(element)), 0)
}
