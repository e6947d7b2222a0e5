/**
 * # Reductions
 *
 * Every element of a sum counts once, so each gets the sum's gradient; the walk stretches it over
 * the axis. A mean shares it among n elements. A maximum passes it to the largest element alone;
 * of equals the first one gets it.
 */
import { count } from '../../math/flatStorage.js'
import { math } from '../../math/instance.js'
import { axisView, withAxisKept } from '../../math/shapes.js'
import { flat, shape } from '../../math/storage.js'
import { type Matrix, type Value, type Variable, valueIn } from '../../math/types.js'
import { op } from '../op.js'

/**
 * A gradient whose reduced axis is there again, with length 1, so that it broadcasts against x.
 */
function withAxis(g: Value, x: Value, axis: number | undefined): Value {
  if (axis === undefined || shape(g).length === 0) return g // the walk stretches a number
  return math.reshape(g as Variable, withAxisKept(shape(x), axis))
}

/** How many elements of x go into one of the result. */
function shareOf(x: Value, axis: number | undefined): number {
  return axis === undefined ? count(shape(x)) : shape(x)[axis]
}

/** mathjs also reduces a list of numbers: `max(x, 0)`. They are no axis then. */
function ofNumbers(f: (numbers: readonly Value[]) => Value) {
  return (...args: readonly Value[]) => (shape(args[0]).length === 0 ? f(args) : undefined)
}

const addAll = (numbers: readonly Value[]) => numbers.reduce((a, b) => math.add(a, b))

const matrix = [
  [1, 2, -1],
  [0.5, 4, 3],
]

const samples = [
  [matrix],
  [matrix, 0],
  [matrix, 1],
  [matrix, 1, { keepDims: true }],
  [[1, 5, 3]],
  [[1, 5, 3], 0],
]

export const sum = op({
  name: 'sum',
  formula: String.raw`y = \sum_i x_i`,
  source: 'notes, 加法节点的反向传播',
  vjp: (g: Value, _y: Value, x: Value, axis?: number) => [withAxis(g, x, axis)],
  rewrite: ofNumbers(addAll),
  samples,
  domain: [[-3, 3]],
})

export const mean = op({
  name: 'mean',
  formula: String.raw`y = \frac{1}{n} \sum_i x_i`,
  source: 'as sum',
  vjp: (g: Value, _y: Value, x: Value, axis?: number) => [
    math.dotDivide(withAxis(g, x, axis), shareOf(x, axis)),
  ],
  rewrite: ofNumbers((numbers) => math.dotDivide(addAll(numbers), numbers.length)),
  samples,
  domain: [[-3, 3]],
})

export const max = op({
  name: 'max',
  formula: String.raw`y = \max_i x_i`,
  source: 'notes, pooling; the first of equals, as there',
  vjp: (g: Value, _y: Value, x: Value, axis?: number) => [
    math.dotMultiply(withAxis(g, x, axis), firstLargest(valueIn(x), axis)),
  ],
  rewrite: ofNumbers((numbers) => numbers.reduce((a, b) => math.maximum(a, b))),
  samples,
  domain: [[-3, 3]],
})

export const min = op({
  name: 'min',
  formula: String.raw`y = \min_i x_i`,
  source: 'as max',
  vjp: (g: Value, _y: Value, x: Value, axis?: number) => [
    math.dotMultiply(withAxis(g, x, axis), firstLargest(math.unaryMinus(valueIn(x)), axis)),
  ],
  rewrite: ofNumbers((numbers) => numbers.reduce((a, b) => math.minimum(a, b))),
  samples,
  domain: [[-3, 3]],
})

/** 1 at the first largest element (along the axis, or of all), else 0. */
function firstLargest(x: Value, axis: number | undefined): Value {
  const size = shape(x)
  const matrix = x as Matrix // it has axes: numbers were rewritten
  if (axis === undefined) return math.reshape(math.oneHot([math.argMax(matrix)], count(size)), size)
  const { outer, n, inner } = axisView(size, axis)
  const places = flat(math.argMax(matrix, axis, { keepDims: true }))
  const mask = math.reshape(math.oneHot(places, n), [outer, inner, n])
  return math.reshape(math.permute(mask, [0, 2, 1]), size)
}
