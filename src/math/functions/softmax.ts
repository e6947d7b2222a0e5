/**
 * Softmax and its logarithm, along an axis (the last one when left out).
 *
 * Adding the same number to all scores of a row changes nothing, so the row's largest is
 * subtracted first: no exponent is positive then, and nothing overflows.
 */
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { kernels, type Operand } from '../kernels/index.js'
import { axisView, checkAxis, withAxisKept } from '../shapes.js'
import { type ReductionOptions, reduceAlong } from './reductions.js'

interface Shifted {
  /** x minus the largest along the axis. */
  readonly shifted: Operand
  /** What was subtracted, and Σ exp of what is left; the axis has length 1. */
  readonly largest: Operand
  readonly sums: Operand
  readonly exponentials: Operand
}

function shift(x: FlatMatrix, axis: number): Shifted {
  const { unary, binary, reduce } = kernels()
  const view = axisView(x._size, axis)
  const size = x._size
  const kept = withAxisKept(size, axis)
  const largest = { data: finite(reduce('max', x._flat, view)), size: kept }
  const shifted = { data: binary('subtract', { data: x._flat, size }, largest, size), size }
  const exponentials = { data: unary('exp', shifted.data), size }
  const sums = { data: reduce('sum', exponentials.data, view), size: kept }
  return { shifted, largest, sums, exponentials }
}

/** −Infinity − (−Infinity) is no number: a row of nothing but −Infinity is not shifted. */
function finite(largest: Float64Array): Float64Array {
  return largest.map((value) => (Math.abs(value) === Infinity ? 0 : value))
}

function softmax(x: FlatMatrix, axis: number): FlatMatrix {
  const { exponentials, sums } = shift(x, axis)
  return x.createFlat(kernels().binary('dotDivide', exponentials, sums, x._size), x._size)
}

function logSoftmax(x: FlatMatrix, axis: number): FlatMatrix {
  const { shifted, sums } = shift(x, axis)
  const logSums = { data: kernels().unary('log', sums.data), size: sums.size }
  return x.createFlat(kernels().binary('subtract', shifted, logSums, x._size), x._size)
}

/** log Σ exp x along an axis. */
function logSumExp(x: FlatMatrix, axis: number, options: ReductionOptions = {}) {
  return reduceAlong(x, axis, options, () => {
    const { largest, sums } = shift(x, axis)
    const logSums = { data: kernels().unary('log', sums.data), size: sums.size }
    return kernels().binary('add', largest, logSums, sums.size)
  })
}

const alongLastAxis = (
  name: string,
  f: (x: FlatMatrix, axis: number) => unknown,
  description: string,
): Extension => ({
  name,
  help: {
    description,
    syntax: [`${name}(x)`, `${name}(x, axis)`],
    examples: [`${name}([1, 2, 3])`, `${name}([1, 2; 3, 4], 1)`],
  },
  oneBasedInExpressions: 1,
  signatures: () => ({
    FlatMatrix: (x: FlatMatrix) => f(x, x._size.length - 1),
    'FlatMatrix,number': (x: FlatMatrix, axis: number) => {
      checkAxis(x._size, axis, `math.${name}`)
      return f(x, axis)
    },
  }),
})

const logSumExpExtension: Extension = {
  name: 'logSumExp',
  help: {
    description: 'log(sum(exp(x))) without overflow, of all elements or along an axis.',
    syntax: ['logSumExp(x)', 'logSumExp(x, axis)'],
    examples: ['logSumExp([1, 2, 3])', 'logSumExp([1000, 1000; 1, 2], 2)'],
  },
  oneBasedInExpressions: 1,
  signatures: () => {
    const along = (x: FlatMatrix, axis: number, options?: ReductionOptions) => {
      checkAxis(x._size, axis, 'math.logSumExp')
      return logSumExp(x, axis, options)
    }
    return {
      FlatMatrix: (x: FlatMatrix) => logSumExp(x.createFlat(x._flat, [x._flat.length]), 0),
      'FlatMatrix,number': along,
      'FlatMatrix,number,Object': along,
    }
  },
}

export const softmaxFamily: readonly Extension[] = [
  alongLastAxis(
    'softmax',
    softmax,
    'exp(x) / sum(exp(x)) along an axis, the last if none is given.',
  ),
  alongLastAxis('logSoftmax', logSoftmax, 'log(softmax(x)), without overflow and underflow.'),
  logSumExpExtension,
]
