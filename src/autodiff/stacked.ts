import { count } from '../math/flatStorage.js'
import { math } from '../math/instance.js'
import type { Size } from '../math/shapes.js'
import { flat, sizeOf, tensor } from '../math/storage.js'
import { isMatrix, isVariable, type Value, valueIn } from '../math/types.js'
import type { Operation } from './op.js'
import { Variable } from './Variable.js'

/**
 * The elements of some values of one shape, one after another, in a matrix of that size (or, for
 * one number and no axes, a number). A Variable if one of them is.
 */
export function stacked(parts: readonly Value[], size: Size): Value {
  if (size.length === 0) return parts[0]
  const buffer = new Float64Array(count(size))
  let place = 0
  for (const part of parts) {
    const value = valueIn(part)
    if (isMatrix(value)) buffer.set(flat(value), place)
    else buffer[place] = value as number // it is no matrix
    place += count(sizeOf(part))
  }
  const value = tensor(buffer, size)
  if (!parts.some(isVariable)) return value
  return new Variable(value, undefined, { operation: stacking, inputs: parts })
}

/** The gradient of each part is its part of the gradient. */
const stacking: Operation = {
  name: 'stack',
  formula: 'y_{ij} = (x_i)_j',
  source: 'the opposite move',
  vjp: (g, _y, ...parts) => {
    const values = parts as Value[] // as stacked was given them
    const rows = math.reshape(g as Variable, [values.length, -1])
    return values.map((part, i) => () => {
      const row = math.take(rows, [i])
      return sizeOf(part).length === 0 ? math.sum(row) : math.reshape(row, sizeOf(part))
    })
  },
  samples: [],
  domain: [],
}
