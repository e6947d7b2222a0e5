/** Values put together in a matrix, as in `[x, 1; y, x]`: the step behind it, and its rule. */
import { DomainError, ShapeError } from '../math/errors.js'
import { count } from '../math/flatStorage.js'
import { math } from '../math/instance.js'
import { type Size, sameSize, written } from '../math/shapes.js'
import { dense, flat, sizeOf, tensor } from '../math/storage.js'
import {
  isMatrix,
  isVariable,
  type Num,
  type Value,
  type Variable,
  valueIn,
} from '../math/types.js'
import type { Operation } from './op.js'
import { short } from './printed.js'

/**
 * The elements of some values of one shape in a matrix of that size; one number without axes.
 *
 * @throws DomainError for an element that is not real.
 */
export function stackedValues(parts: readonly Value[], size: Size): Num {
  const buffer = new Float64Array(count(size))
  let place = 0
  for (const part of parts) {
    const value = valueIn(part)
    if (isMatrix(value)) buffer.set(flat(value), place)
    else buffer[place] = real(value)
    place += count(sizeOf(part))
  }
  return size.length === 0 ? buffer[0] : tensor(buffer, size)
}

/** Booleans count as 0 and 1. */
function real(x: unknown): number {
  if (typeof x === 'number' || typeof x === 'boolean') return Number(x)
  throw new DomainError({
    where: 'math.matrix',
    expected: 'real numbers, as a Variable is among the elements',
    given: `${math.typeOf(x)}: ${short(x)}`,
    mend: 'convert it first, for example with math.number or math.re',
  })
}

/** The gradient of each part is its part of the gradient. */
export const stacking: Operation = {
  name: 'stack',
  formula: 'y_{ij} = (x_i)_j',
  source: 'the opposite move',
  vjp: (g, y, ...parts) => {
    const values = parts as Value[] // as stacked was given them
    if (sizeOf(y).length === 0) return [g]
    const rows = math.reshape(g as Variable, [values.length, -1])
    return values.map((part, i) => () => {
      const row = math.take(rows, [i])
      return sizeOf(part).length === 0 ? math.sum(row) : math.reshape(row, sizeOf(part))
    })
  },
  samples: [],
  domain: [],
}

/**
 * Nested arrays with a Variable among their elements as one Variable; all else as it is.
 *
 * @throws ShapeError when elements differ in shape.
 */
export function joined(
  array: unknown,
  join: (parts: readonly Value[], size: Size) => Value,
): unknown {
  if (!Array.isArray(array)) return array
  const parts = array.map((x) => joined(x, join))
  if (!parts.some(isVariable)) return array
  const values = parts.map((x) => dense(x) as Value)
  const size = sizeOf(values[0])
  const other = values.find((x) => !sameSize(sizeOf(x), size))
  if (other !== undefined) {
    throw new ShapeError({
      where: 'math.matrix',
      expected: `elements of one shape, as the first is ${written(size)}`,
      given: written(sizeOf(other)),
      mend: 'math.reshape or math.broadcastTo makes them fit',
    })
  }
  return join(values, [values.length, ...size])
}
