/**
 * # Reductions
 *
 * Every element of a sum counts once, so each gets the sum's gradient; the walk stretches it over
 * the axis. A mean shares it among n elements. A maximum passes it to the largest element alone;
 * of equals the first one gets it.
 */
import { type Axes, axesOf, isAxes, lengthAlong, withAxesKept } from '../../math/axes.js'
import { DomainError } from '../../math/errors.js'
import { math } from '../../math/instance.js'
import { written } from '../../math/shapes.js'
import { shape } from '../../math/storage.js'
import {
  isMatrix,
  isVariable,
  type Matrix,
  type Value,
  type Variable,
  valueIn,
} from '../../math/types.js'
import { op } from '../op.js'

/** What may follow x: axes or options; without axes x is reduced along all of them. */
export type AxesOrOptions = Axes | { readonly keepDims?: boolean }

export function reducedAxes(x: Value, given: AxesOrOptions | undefined): readonly number[] {
  return axesOf(shape(x), isAxes(given) ? given : undefined, 'vjp')
}

/**
 * A gradient whose reduced axes are there again, with length 1, so that it broadcasts against x.
 */
export function withAxes(g: Value, x: Value, axes: readonly number[]): Value {
  if (shape(g).length === 0) return g // the walk stretches a number
  return math.reshape(g as Variable, withAxesKept(shape(x), axes))
}

/** How many elements of x go into one of the result. */
const shareOf = (x: Value, axes: readonly number[]) => lengthAlong(shape(x), axes)

/**
 * mathjs also reduces a list of numbers: `max(x, 0)`. They are no axis then.
 *
 * @throws DomainError when anything else follows the first number.
 */
export function ofNumbers(name: string, f: (numbers: readonly Value[]) => Value) {
  return (...args: readonly Value[]) => {
    if (shape(args[0]).length > 0) return undefined
    const other = args.findIndex((arg) => !isNumber(arg))
    if (other >= 0) throw notOnlyNumbers(name, other, args[other])
    return f(args)
  }
}

const isNumber = (x: unknown): boolean =>
  typeof x === 'number' || (isVariable(x) && typeof x.value === 'number')

function notOnlyNumbers(name: string, place: number, arg: unknown): DomainError {
  const kind = Array.isArray(arg) ? 'a list' : `of type ${typeof arg}`
  const described = isMatrix(arg) || isVariable(arg) ? `of shape ${written(shape(arg))}` : kind
  return new DomainError({
    where: `math.${name}`,
    expected: 'a matrix first, or numbers only',
    given: `a number first, and argument ${place + 1} is ${described}`,
    mend: `put the values into one matrix: math.${name}(math.matrix([...]))`,
  })
}

const addAll = (numbers: readonly Value[]) => numbers.reduce((a, b) => math.add(a, b))

export const matrix = [
  [1, 2, -1],
  [0.5, 4, 3],
]

/** 2×2×2. */
const cube = [
  [
    [1, -2],
    [0.5, 2],
  ],
  [
    [3, 0],
    [-1, 1.5],
  ],
]

export const samples = [
  [0.7, 2, -1],
  [matrix],
  [matrix, 0],
  [matrix, 1],
  [matrix, 1, { keepDims: true }],
  [matrix, { keepDims: true }],
  [cube, [2, 0]],
  [cube, [0, 2], { keepDims: true }],
  [[1, 5, 3]],
  [[1, 5, 3], 0],
]

/** Which sums of complex numbers mathjs has for every shape. */
function ofAllElements(_x: Value, axis?: unknown): boolean {
  return axis === undefined
}

export const sum = op({
  name: 'sum',
  symbol: 'Σ',
  formula: String.raw`y = \sum_i x_i`,
  source: 'notes, 加法节点的反向传播',
  vjp: (g: Value, _y: Value, x: Value, axes?: AxesOrOptions) => [
    withAxes(g, x, reducedAxes(x, axes)),
  ],
  rewrite: ofNumbers('sum', addAll),
  samples,
  domain: [[-3, 3]],
  analytic: ofAllElements,
})

export const mean = op({
  name: 'mean',
  formula: String.raw`y = \frac{1}{n} \sum_i x_i`,
  source: 'as sum',
  vjp: (g: Value, _y: Value, x: Value, given?: AxesOrOptions) => {
    const axes = reducedAxes(x, given)
    return [math.dotDivide(withAxes(g, x, axes), shareOf(x, axes))]
  },
  rewrite: ofNumbers('mean', (numbers) => math.dotDivide(addAll(numbers), numbers.length)),
  samples,
  domain: [[-3, 3]],
  analytic: ofAllElements,
})

export const max = op({
  name: 'max',
  formula: String.raw`y = \max_i x_i`,
  source: 'notes, pooling; the first of equals, as there',
  vjp: (g: Value, _y: Value, x: Value, given?: AxesOrOptions) => {
    const axes = reducedAxes(x, given)
    return [math.dotMultiply(withAxes(g, x, axes), firstLargest(valueIn(x), axes))]
  },
  rewrite: ofNumbers('max', (numbers) => numbers.reduce((a, b) => math.maximum(a, b))),
  samples,
  domain: [[-3, 3]],
})

export const min = op({
  name: 'min',
  formula: String.raw`y = \min_i x_i`,
  source: 'as max',
  vjp: (g: Value, _y: Value, x: Value, given?: AxesOrOptions) => {
    const axes = reducedAxes(x, given)
    return [math.dotMultiply(withAxes(g, x, axes), firstLargest(math.unaryMinus(valueIn(x)), axes))]
  },
  rewrite: ofNumbers('min', (numbers) => numbers.reduce((a, b) => math.minimum(a, b))),
  samples,
  domain: [[-3, 3]],
})

/** 1 at the first largest element along the axes, else 0. */
function firstLargest(x: Value, axes: readonly number[]): Value {
  const size = shape(x)
  const others = size.flatMap((_, d) => (axes.includes(d) ? [] : [d]))
  const order = [...others, ...axes]
  // x has axes: numbers were rewritten
  const places = math.argMax(x as Matrix, axes, { keepDims: true })
  const mask = math.oneHot(math.reshape(places, [-1]), lengthAlong(size, axes))
  const together = math.reshape(
    mask,
    order.map((d) => size[d]),
  )
  return math.permute(
    together,
    size.map((_, d) => order.indexOf(d)),
  )
}
