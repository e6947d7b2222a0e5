/**
 * # Products and spreads
 *
 * A product $y = \prod_i x_i$ has the derivatives $\prod_{j \ne i} x_j$. That is $y / x_i$, unless
 * a factor is 0, or $y$ beyond the range of numbers (others.ts).
 *
 * A variance $s^2 = \frac{1}{d} \sum_i (x_i - m)^2$ depends on $x_i$ also through the mean $m$, but
 * $\sum_i (x_i - m) = 0$, so that this way counts for nothing: $\partial s^2/\partial x_i =
 * \frac{2}{d}(x_i - m)$. The divisor $d$ is $n - 1$, $n$ or $n + 1$.
 */
import { isAxes, lengthAlong } from '../../math/axes.js'
import { divisors } from '../../math/functions/spread.js'
import { math } from '../../math/instance.js'
import { shape, storageOf, tensor } from '../../math/storage.js'
import { type Matrix, type Num, type Value, valueIn } from '../../math/types.js'
import { op } from '../op.js'
import { others } from './others.js'
import {
  type AxesOrOptions,
  matrix,
  ofNumbers,
  reducedAxes,
  samples as reductionSamples,
  withAxes,
} from './reductions.js'
import { shaped } from './shaped.js'
import { isZero } from './zeros.js'

export const prod = op({
  name: 'prod',
  formula: String.raw`y = \prod_i x_i`,
  source: 'product rule',
  vjp: (g: Value, y: Value, x: Value, given?: AxesOrOptions) => {
    const axes = reducedAxes(x, given)
    const kept = withAxes(g, x, axes)
    if (!isNormal(valueIn(y))) return [math.dotMultiply(kept, others(x, axes))]
    return [math.dotDivide(math.dotMultiply(kept, withAxes(y, x, axes)), x)]
  },
  rewrite: ofNumbers('prod', (numbers) => numbers.reduce((a, b) => math.dotMultiply(a, b))),
  samples: [
    ...reductionSamples,
    [
      [
        [1, 2, 0],
        [0.5, 4, 3],
      ],
      1,
    ],
  ],
  domain: ['near'],
})

/** Whether no element is 0, infinite, NaN, or so small that it has lost digits. */
function isNormal(y: Num): boolean {
  const elements = typeof y === 'number' ? [y] : storageOf(y)
  return elements.every((x) => Math.abs(x) >= 2 ** -1022 && Math.abs(x) < Infinity)
}

/** What may follow x: axes, a normalization, options. */
type Spread = readonly unknown[]

/** $(x - m)/d$, the axes that were reduced, and d. */
function deviations(x: Value, given: Spread): [share: Value, axes: readonly number[]] {
  const axes = reducedAxes(x, given.find(isAxes) as AxesOrOptions | undefined)
  const word = given.find((arg): arg is string => typeof arg === 'string') ?? 'unbiased'
  const mean = math.mean(shaped(x), axes, { keepDims: true })
  const divisor = divisors[word](lengthAlong(shape(x), axes))
  return [math.dotDivide(math.subtract(x, mean), divisor), axes]
}

const spreadSamples = [...reductionSamples, [matrix, 0, 'uncorrected'], [matrix, 'biased']]

/** Of numbers, whose list becomes one Variable. */
const ofList = (name: 'variance' | 'std' | 'median') =>
  ofNumbers(name, (numbers) => math[name](numbers as never))

export const variance = op({
  name: 'variance',
  formula: String.raw`y = \frac{1}{n - 1} \sum_i (x_i - m)^2`,
  source: 'chain rule',
  vjp: (g: Value, _y: Value, x: Value, ...given: Spread) => {
    const [share, axes] = deviations(x, given)
    return [math.dotMultiply(withAxes(g, x, axes), math.dotMultiply(2, share))]
  },
  rewrite: ofList('variance'),
  samples: spreadSamples,
  domain: [[-3, 3]],
})

/** The gradient at 0, where all elements are equal, is 0. */
export const std = op({
  name: 'std',
  formula: String.raw`y = \sqrt{\tfrac{1}{n - 1} \sum_i (x_i - m)^2}`,
  source: 'chain rule; 0 at 0 as for norm',
  vjp: (g: Value, y: Value, x: Value, ...given: Spread) => {
    const [share, axes] = deviations(x, given)
    const scaled = math.dotDivide(g, math.add(y, isZero(y)))
    return [math.dotMultiply(withAxes(scaled, x, axes), share)]
  },
  rewrite: ofList('std'),
  samples: spreadSamples,
  domain: [[-3, 3]],
})

/** Of all elements so far; an element counts in all sums from its own place on. */
export const cumsum = op({
  name: 'cumsum',
  formula: String.raw`y_k = \sum_{i \le k} x_i`,
  source: 'the transposed sum',
  vjp: (g: Value, _y: Value, _x: Value, given?: number) => {
    const axis = given ?? 0
    const fromTheEnd = math.cumsum(math.flip(shaped(g), axis), axis)
    return [math.flip(fromTheEnd, axis)]
  },
  samples: [[matrix, 0], [matrix, 1], [[1, -2, 3]]],
  domain: [[-3, 3]],
})

/** The middle element has it all, or two in the middle share it; so it is constant between ties. */
export const median = op({
  name: 'median',
  formula: String.raw`y = x_{(n + 1)/2} \text{ of the sorted } x`,
  source: 'definition',
  vjp: (g: Value, _y: Value, x: Value) => {
    const elements = storageOf(valueIn(x) as Matrix)
    const order = Array.from(elements.keys()).sort((a, b) => elements[a] - elements[b])
    const middle = [order[Math.floor((order.length - 1) / 2)], order[Math.floor(order.length / 2)]]
    const share = new Float64Array(elements.length)
    for (const place of middle) share[place] += 0.5
    return [math.dotMultiply(g, tensor(share, shape(x)))]
  },
  rewrite: ofList('median'),
  samples: [[[3, 1, 2]], [matrix], [3, 1, 2]],
  domain: ['near'],
})

/** The root of the sum of all squares; the gradient at 0, where there is a kink, is 0. */
export const hypot = op({
  name: 'hypot',
  formula: String.raw`y = \sqrt{a^2 + b^2}`,
  source: 'as norm',
  vjp: (g: Value, y: Value, ...inputs: readonly Value[]) => {
    const scaled = math.dotDivide(g, math.add(y, isZero(y)))
    return inputs.map((x) => () => math.dotMultiply(scaled, x))
  },
  rewrite: (...args: readonly Value[]) =>
    args.length > 2 ? args.reduce((a, b) => math.hypot(a as never, b as never)) : undefined,
  samples: [[3, -2], [[1, 2, -1]]],
  domain: [
    [0.5, 3],
    [-3, 3],
  ],
})
