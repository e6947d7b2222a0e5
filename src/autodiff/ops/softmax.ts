/**
 * # Softmax
 *
 * Along an axis, $y_i = e^{x_i} / \sum_j e^{x_j}$. Its derivatives are
 *
 * $$ \frac{\partial y_j}{\partial x_i} = y_j\,(\delta_{ij} - y_i)
 *    \quad\Longrightarrow\quad
 *    \frac{\partial L}{\partial x_i} = y_i \Bigl( g_i - \sum_j g_j y_j \Bigr) $$
 *
 * and those of its logarithm are simpler still: $\partial \log y_j / \partial x_i = \delta_{ij} -
 * y_i$. Softmax itself is the gradient of $\log \sum_j e^{x_j}$.
 *
 * All three are primitives for stability: the largest score is subtracted before the exponential.
 */

import type { Axes } from '../../math/axes.js'
import { math } from '../../math/instance.js'
import { shape } from '../../math/storage.js'
import type { Value, Variable } from '../../math/types.js'
import { op } from '../op.js'
import { type AxesOrOptions, reducedAxes, withAxes } from './reductions.js'

const lastAxis = (x: Value): number => shape(x).length - 1

/** Typed as a Variable: a matrix in a first derivative, a Variable in a higher one. */
const sumAlong = (x: Value, axes: Axes) => math.sum(x as Variable, axes, { keepDims: true })

const matrix = [
  [1, 2, -1],
  [0.5, 0, 3],
]

const samples = [[matrix], [matrix, 0], [matrix, 1], [matrix, [0, 1]], [[1, 5, 3]]]

export const softmax = op({
  name: 'softmax',
  formula: String.raw`y_i = \frac{e^{x_i}}{\sum_j e^{x_j}}`,
  source: 'notes, softmax函数',
  vjp: (g: Value, y: Value, x: Value, axes?: Axes) => [
    math.dotMultiply(y, math.subtract(g, sumAlong(math.dotMultiply(g, y), axes ?? lastAxis(x)))),
  ],
  samples,
  domain: [[-2, 2]],
})

export const logSoftmax = op({
  name: 'logSoftmax',
  formula: String.raw`y_i = x_i - \log \sum_j e^{x_j}`,
  source: 'notes, Softmax - with - Loss层',
  vjp: (g: Value, y: Value, x: Value, axes?: Axes) => [
    math.subtract(g, math.dotMultiply(math.exp(y), sumAlong(g, axes ?? lastAxis(x)))),
  ],
  samples,
  domain: [[-2, 2]],
})

export const logSumExp = op({
  name: 'logSumExp',
  formula: String.raw`y = \log \sum_j e^{x_j}`,
  source: 'its gradient is softmax',
  vjp: (g: Value, y: Value, x: Value, given?: AxesOrOptions) => {
    const axes = reducedAxes(x, given)
    const shift = math.maximum(withAxes(y, x, axes), -Number.MAX_VALUE) // of a row of −∞: shares 0
    const shares = math.exp(math.subtract(x, shift))
    return [math.dotMultiply(withAxes(g, x, axes), shares)]
  },
  samples: [...samples, [matrix, 1, { keepDims: true }], [matrix, { keepDims: true }]],
  domain: [[-2, 2]],
})
