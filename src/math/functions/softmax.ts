/**
 * Softmax and its logarithm, along an axis (the last one when left out).
 *
 * Adding the same number to all scores of a row changes nothing, so the row's largest is
 * subtracted first: no exponent is positive then, and nothing overflows.
 */
import { axesOf } from '../axes.js'
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { kernels, type Operand } from '../kernels/index.js'
import {
  type Along,
  AXES,
  folded,
  operandOf,
  reductionExtension,
  reductionPage,
} from './reduction.js'

interface Shifted {
  /** x minus the largest along the axis. */
  readonly shifted: Operand
  /** What was subtracted, and Σ exp of what is left; the axis has length 1. */
  readonly largest: Operand
  readonly sums: Operand
  readonly exponentials: Operand
}

function shift(x: Operand, axes: readonly number[]): Shifted {
  const { unary, binary } = kernels()
  const { size } = x
  const largest = finite(folded('max', x, axes))
  const shifted = { data: binary('subtract', x, largest, size), size }
  const exponentials = { data: unary('exp', shifted.data), size }
  return { shifted, largest, sums: folded('sum', exponentials, axes), exponentials }
}

/** −Infinity − (−Infinity) is no number: a row of nothing but −Infinity is not shifted. */
function finite({ data, size }: Operand): Operand {
  return { data: data.map((value) => (Math.abs(value) === Infinity ? 0 : value)), size }
}

function softmax(x: FlatMatrix, axes: readonly number[]): Float64Array {
  const { exponentials, sums } = shift(operandOf(x), axes)
  return kernels().binary('dotDivide', exponentials, sums, x._size)
}

function logSoftmax(x: FlatMatrix, axes: readonly number[]): Float64Array {
  const { shifted, sums } = shift(operandOf(x), axes)
  return kernels().binary('subtract', shifted, logarithm(sums), x._size)
}

const logSumExp: Along = (x, axes) => {
  const { largest, sums } = shift(operandOf(x), axes)
  return kernels().binary('add', largest, logarithm(sums), sums.size)
}

const logarithm = ({ data, size }: Operand): Operand => ({
  data: kernels().unary('log', data),
  size,
})

const normalization = (
  name: string,
  values: (x: FlatMatrix, axes: readonly number[]) => Float64Array,
  description: string,
): Extension => ({
  name,
  help: {
    description,
    syntax: [`${name}(x)`, `${name}(x, axis)`, `${name}(x, [axis, ...])`],
    examples: [`${name}([1, 2, 3])`, `${name}([1, 2; 3, 4], 1)`],
  },
  oneBasedInExpressions: 1,
  signatures: () => {
    const along = (x: FlatMatrix, axes: unknown = x._size.length - 1) =>
      x.createFlat(values(x, axesOf(x._size, axes, `math.${name}`)), x._size)
    return Object.fromEntries(
      ['', ...AXES.map((axes) => `,${axes}`)].map((axes) => [`FlatMatrix${axes}`, along]),
    )
  },
})

export const softmaxFamily: readonly Extension[] = [
  normalization(
    'softmax',
    softmax,
    'exp(x) / sum(exp(x)) along one axis or several, the last if none is given.',
  ),
  normalization('logSoftmax', logSoftmax, 'log(softmax(x)), without overflow and underflow.'),
  reductionExtension({
    name: 'logSumExp',
    along: logSumExp,
    help: reductionPage('logSumExp', 'log(sum(exp(x))) without overflow, as sum is called.'),
    ofNothing: 'defined',
  }),
]
