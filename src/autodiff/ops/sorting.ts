/**
 * # Order
 *
 * Where all elements differ, a small change moves none past another: sorting is a permutation, and
 * the gradient goes back to where each element was. Equal elements keep their order.
 */
import { DomainError } from '../../math/errors.js'
import { count } from '../../math/flatStorage.js'
import { math } from '../../math/instance.js'
import { shape, storageOf } from '../../math/storage.js'
import { type Matrix, type Value, valueIn } from '../../math/types.js'
import { op } from '../op.js'
import { inShape, places, shaped } from './shaped.js'

export const sort = op({
  name: 'sort',
  formula: String.raw`y_i = x_{\pi(i)},\quad y_0 \le y_1 \le \dots`,
  source: 'the opposite permutation',
  vjp: (g: Value, _y: Value, x: Value, how?: number | string) => {
    const value = valueIn(x) as Matrix // of a number mathjs sorts nothing
    const from = typeof how === 'number' ? placesAlong(value, how) : placesInVector(value, how)
    const line = math.reshape(shaped(g), [from.length])
    return [inShape(math.scatterAdd(line, from, from.length), x)]
  },
  rewrite: (_x: Value, how?: unknown) => {
    if (typeof how !== 'function') return undefined
    throw new DomainError({
      where: 'math.sort',
      expected: "an axis, or 'asc' or 'desc', as there is a Variable",
      given: 'a function',
      mend: 'sort by a key with math.take(x, places)',
    })
  },
  samples: [
    [[3, 1, 2]],
    [[3, 1, 2], 'desc'],
    [
      [
        [3, 1, 2],
        [4, 6, 5],
      ],
      1,
    ],
    [
      [
        [3, 1, 2],
        [4, 6, 5],
      ],
      0,
    ],
  ],
  domain: ['near'],
})

/** By mathjs's own comparison, for which numbers that differ by rounding are equal. */
function placesInVector(x: Matrix, order: string | undefined): Int32Array {
  const values = storageOf(x)
  const direction = order === 'desc' ? -1 : 1
  const compare = (a: number, b: number) =>
    direction * (math.compare(values[a], values[b]) as number)
  return Int32Array.from(Array.from(places(0, values.length)).sort(compare))
}

/** Places in all of x, in row-major order. */
function placesAlong(x: Matrix, axis: number): Int32Array {
  const order = storageOf(math.argSort(x, axis))
  const n = shape(x)[axis]
  const inner = count(shape(x).slice(axis + 1))
  return Int32Array.from(order, (place, i) => {
    const line = Math.floor(i / (n * inner)) * n * inner + (i % inner)
    return line + place * inner
  })
}
