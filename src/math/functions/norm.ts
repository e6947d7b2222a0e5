/**
 * Norms. Without axes as in mathjs: of a vector, or of a matrix as a linear map. Along axes the
 * norm of the vector of the elements there:
 *
 * $$ \Bigl( \sum_i |x_i|^p \Bigr)^{1/p} $$
 *
 * and for p = ±Infinity the largest and the smallest |x_i|.
 */
import { axesOf, lengthAlong, withAxesKept } from '../axes.js'
import { DomainError, ShapeError } from '../errors.js'
import type { Extension, Given } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { kernels, type Operand } from '../kernels/index.js'
import { written } from '../shapes.js'
import { shown } from '../shown.js'
import {
  AXES,
  checkNotEmpty,
  fold,
  folded,
  keepDimsOf,
  OTHER_ELEMENTS_USE,
  type ReductionOptions,
  reduced,
  reduceOtherElements,
} from './reduction.js'

const WHERE = 'math.norm'

type Degree = number | string

/** mathjs's words for some degrees. */
const degrees: Readonly<Record<string, number>> = { fro: 2, inf: Infinity, '-inf': -Infinity }

/** @throws DomainError for 0 and for what is no degree. */
function checkedDegree(p: Degree): number {
  const degree = typeof p === 'number' ? p : (degrees[p] ?? Number.NaN)
  if (!Number.isNaN(degree) && degree !== 0) return degree
  throw new DomainError({
    where: WHERE,
    expected: "a degree p other than 0, Infinity included, or 'fro', 'inf' or '-inf'",
    given: `p = ${shown(p)}`,
    mend: 'leave p out for 2; how many elements are not 0 says math.sum(math.unequal(x, 0))',
  })
}

function vectorNorm(x: FlatMatrix, axes: readonly number[], p: number): Float64Array {
  const magnitudes = { data: kernels().unary('abs', x._flat), size: x._size }
  if (p < 0) checkNotEmpty(x._size, axes, WHERE)
  else if (lengthAlong(x._size, axes) === 0) return fold('sum', magnitudes, axes)
  if (p === Infinity) return fold('max', magnitudes, axes)
  return p === -Infinity ? fold('min', magnitudes, axes) : powerNorm(magnitudes, axes, p)
}

/** Below this a sum may have lost what vanished in it. */
const SMALLEST_SUM = 1e-290

/**
 * Where a sum overflows, or nearly vanishes, all is done again with elements near 1: divided by
 * powers of two, which changes no digit.
 */
function powerNorm(x: Operand, axes: readonly number[], p: number): Float64Array {
  const { binary } = kernels()
  const size = withAxesKept(x.size, axes)
  const sums = fold('sum', power(x, p), axes)
  if (sums.every((sum) => sum >= SMALLEST_SUM && sum < Infinity)) return root(sums, p)
  const scale = powersOfTwo(folded(p > 0 ? 'max' : 'min', x, axes))
  const scaled = { data: binary('dotDivide', x, scale, x.size), size: x.size }
  const roots = root(fold('sum', power(scaled, p), axes), p)
  return binary('dotMultiply', scale, { data: roots, size }, size)
}

const scalar = (value: number): Operand => ({ data: Float64Array.of(value), size: [] })

function power(x: Operand, p: number): Operand {
  return { data: kernels().binary('dotPow', x, scalar(p), x.size), size: x.size }
}

function root(sums: Float64Array, p: number): Float64Array {
  const size = [sums.length]
  if (p === 2) return kernels().unary('sqrt', sums)
  return kernels().binary('dotPow', { data: sums, size }, scalar(1 / p), size)
}

/** The power of two next to each value; 1 for 0, Infinity and NaN. */
function powersOfTwo({ data, size }: Operand): Operand {
  const next = (value: number) => 2 ** Math.floor(Math.log2(value))
  return { data: data.map((value) => (value > 0 && value < Infinity ? next(value) : 1)), size }
}

function normAlong(x: FlatMatrix, p: Degree, given: unknown, options?: ReductionOptions) {
  const axes = axesOf(x._size, given, WHERE)
  const keepDims = keepDimsOf(options, WHERE)
  return reduced(x, axes, keepDims, vectorNorm(x, axes, checkedDegree(p)))
}

/** A finite degree of a vector, and the root of all squares of a matrix; else mathjs's. */
function normOfAll(x: FlatMatrix, p: Degree, mathjs: (...args: unknown[]) => unknown) {
  const rank = x._size.length
  if (rank > 2) throw neitherVectorNorMatrix(x)
  if (p === 'fro') return normAlong(x, p, undefined)
  const finite = typeof p === 'number' && Number.isFinite(p) && p !== 0
  return rank === 1 && finite ? normAlong(x, p, 0) : mathjs(x, p)
}

function neitherVectorNorMatrix(x: FlatMatrix): ShapeError {
  return new ShapeError({
    where: WHERE,
    expected: 'a vector or a matrix, or the axes to take the norm along',
    given: `x of shape ${written(x._size)}`,
    mend: 'name the axes, as in math.norm(x, 2, [0, 1, 2])',
  })
}

/** Of complex numbers, say: mathjs's norm of each list of elements along the axes. */
function normOfOtherElements({ self, ...given }: Given) {
  return (x: unknown, p: Degree, ...axesAndOptions: unknown[]) => {
    const ofList = (list: unknown) => self(list, p)
    return reduceOtherElements({ ...given, self: ofList }, WHERE)(x, ...axesAndOptions)
  }
}

const alongAxes = ['number', 'string'].flatMap((p) =>
  AXES.flatMap((axes) => [`${p},${axes}`, `${p},${axes},Object`]),
)

export const norm: Extension = {
  name: 'norm',
  help: {
    description:
      'Norm of a vector, (sum(abs(x)^p))^(1/p), or of a matrix as a linear map; ' +
      'along axes that of the vector of the elements there.',
    syntax: [
      'norm(x)',
      'norm(x, p)',
      'norm(x, p, axis)',
      'norm(x, p, [axis, ...], {keepDims: true})',
    ],
    examples: [
      'norm([3, 4])',
      'norm([3, -4], 1)',
      'norm([1, 2; 3, 4], "fro")',
      'norm([3, 4; 6, 8], 2, 2)',
    ],
  },
  uses: OTHER_ELEMENTS_USE,
  oneBasedInExpressions: 2,
  signatures: (given) => {
    const all = (x: FlatMatrix, p: Degree = 2) => normOfAll(x, p, given.mathjs('Matrix,number'))
    const others = normOfOtherElements(given)
    return {
      FlatMatrix: all,
      'FlatMatrix,number': all,
      'FlatMatrix,string': all,
      ...Object.fromEntries(alongAxes.map((types) => [`Matrix,${types}`, others])),
      ...Object.fromEntries(alongAxes.map((types) => [`FlatMatrix,${types}`, normAlong])),
    }
  },
}
