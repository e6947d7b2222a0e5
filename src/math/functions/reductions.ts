/**
 * Reductions: over all elements to a number, or along one axis to a matrix without that axis.
 *
 * With `{ keepDims: true }` the axis stays, of length 1, so that the result broadcasts against x:
 * `E ./ sum(E, 2)` on a square matrix would otherwise divide along the wrong axis, silently.
 */
import { DomainError } from '../errors.js'
import type { Extension, Given, Signatures } from '../extension.js'
import { type FlatMatrix, isFlat } from '../flatStorage.js'
import { type AxisView, kernels, type ReductionName } from '../kernels/index.js'
import { axisView, checkAxis, withAxisKept, withoutAxis, written } from '../shapes.js'

export interface ReductionOptions {
  /** Leave the reduced axis in the result, with length 1. */
  readonly keepDims?: boolean
}

/** What a reduction computes along an axis; `n` is the length of the axis. */
type Along = (x: Float64Array, view: AxisView) => Float64Array

const kernel =
  (name: ReductionName): Along =>
  (x, view) =>
    kernels().reduce(name, x, view)

function mean(x: Float64Array, view: AxisView): Float64Array {
  const sums = kernels().reduce('sum', x, view)
  for (let i = 0; i < sums.length; i++) sums[i] /= view.n
  return sums
}

/** Reduces along an axis; a vector's only axis leaves a number. */
export function reduceAlong(
  x: FlatMatrix,
  axis: number,
  { keepDims = false }: ReductionOptions,
  along: Along,
): FlatMatrix | number {
  const values = along(x._flat, axisView(x._size, axis))
  if (keepDims) return x.createFlat(values, withAxisKept(x._size, axis))
  return x._size.length === 1 ? values[0] : x.createFlat(values, withoutAxis(x._size, axis))
}

interface Reduction {
  ofAll(x: FlatMatrix): unknown
  alongAxis(x: FlatMatrix, axis: number, options?: ReductionOptions): unknown
}

/** The reduction `name`; `ofNothing` says whether an empty axis has a value (a sum does: 0). */
function reduction(name: string, along: Along, ofNothing: 'defined' | 'undefined'): Reduction {
  const where = `math.${name}`
  const check = (x: FlatMatrix, n: number) => {
    if (ofNothing === 'undefined') checkNotEmpty(x, n, where)
  }
  return {
    ofAll(x) {
      check(x, x._flat.length)
      return along(x._flat, { outer: 1, n: x._flat.length, inner: 1 })[0]
    },
    alongAxis(x, axis, options = {}) {
      checkAxis(x._size, axis, where)
      check(x, x._size[axis])
      return reduceAlong(x, axis, options, along)
    },
  }
}

function signaturesOf({ ofAll, alongAxis }: Reduction): Signatures {
  return {
    FlatMatrix: ofAll,
    'FlatMatrix,number': alongAxis,
    'FlatMatrix,number,Object': alongAxis,
  }
}

function checkNotEmpty(x: FlatMatrix, n: number, where: string): void {
  if (n > 0) return
  throw new DomainError({
    where,
    expected: 'at least one element along the axis',
    given: `x of shape ${written(x._size)}`,
    mend: 'leave out the empty batch',
  })
}

/** keepDims for what mathjs reduces: elements of other types. */
function keepDimsInMathjs({ self, use }: Given): Signatures {
  const reshape = (x: unknown, size: readonly number[]) =>
    (use('reshape') as (x: unknown, size: readonly number[]) => unknown)(x, size)
  const size = (x: unknown) => (use('size') as (x: unknown) => { valueOf(): number[] })(x).valueOf()
  const reduce = (x: unknown, axis: number, { keepDims }: ReductionOptions) =>
    keepDims ? reshape(self(x, axis), withAxisKept(size(x), axis)) : self(x, axis)
  return { 'Matrix,number,Object': reduce }
}

const reductionOf = (name: string, reduce: Reduction): Extension => ({
  name,
  uses: ['reshape', 'size'],
  oneBasedInExpressions: 1,
  signatures: (given) => ({ ...keepDimsInMathjs(given), ...signaturesOf(reduce) }),
})

/** The largest of Booleans is a Boolean. */
function extremum(name: 'max' | 'min'): Reduction {
  const { ofAll, alongAxis } = reduction(name, kernel(name), 'undefined')
  const typed = ({ _boolean }: FlatMatrix, y: unknown) => {
    if (!_boolean) return y
    return isFlat(y) ? y.createFlat(y._flat, y._size, true) : y !== 0
  }
  return {
    ofAll: (x) => typed(x, ofAll(x)),
    alongAxis: (x, axis, options) => typed(x, alongAxis(x, axis, options)),
  }
}

/** The place of the first largest element; NaN counts as largest. */
const argMax: Extension = {
  name: 'argMax',
  help: {
    description: 'Place of the first largest element, counted from 0, of all or along an axis.',
    syntax: ['argMax(x)', 'argMax(x, axis)'],
    examples: ['argMax([1, 5, 3])', 'argMax([1, 5; 4, 2], 2)'],
  },
  oneBasedInExpressions: 1,
  signatures: () =>
    signaturesOf(reduction('argMax', (x, view) => kernels().argMax(x, view), 'undefined')),
}

export const reductions: readonly Extension[] = [
  reductionOf('sum', reduction('sum', kernel('sum'), 'defined')),
  reductionOf('mean', reduction('mean', mean, 'undefined')),
  reductionOf('max', extremum('max')),
  reductionOf('min', extremum('min')),
  argMax,
]
