import type { Axes } from '../../src/math/axes.js'
import { math } from '../../src/math/instance.js'
import { shape } from '../../src/math/storage.js'
import type { Matrix, Num } from '../../src/math/types.js'
import { assertClose, type GoldenValue, golden, numbers } from '../golden/golden.js'

interface Case {
  readonly op: string
  readonly x: GoldenValue
  readonly out: GoldenValue
  readonly axis?: number | readonly number[] | null
  readonly keepDims?: boolean
}

interface Ops {
  readonly header: { readonly tolerance: { relative: number; absolute: number } }
  readonly cases: readonly Case[]
}

type Options = { readonly keepDims: boolean }
type Along = (x: Matrix, axes: Axes, options: Options) => Num

const reductions: Readonly<Record<string, Along>> = {
  sum: math.sum,
  mean: math.mean,
  prod: math.prod,
  max: math.max,
  min: math.min,
  'variance (n)': (x, axes, options) => math.variance(x, axes, 'uncorrected', options as Kept),
  'variance (n-1)': (x, axes, options) => math.variance(x, axes, 'unbiased', options as Kept),
  'std (n)': (x, axes, options) => math.std(x, axes, 'uncorrected', options as Kept),
  'std (n-1)': (x, axes, options) => math.std(x, axes, 'unbiased', options as Kept),
  'norm 1': (x, axes, options) => math.norm(x, 1, axes, options as Kept),
  'norm 2': (x, axes, options) => math.norm(x, 2, axes, options as Kept),
  logsumexp: math.logSumExp,
  softmax: (x, axes) => math.softmax(x, axes),
  logSoftmax: (x, axes) => math.logSoftmax(x, axes),
  cumsum: (x, axes) => math.cumsum(x, axes as number),
}

/** The overloads tell a matrix from a number by the literal `true`. */
type Kept = { readonly keepDims: true }

const { header, cases } = golden<Ops>('ops')

/** The file counts the last axis as −1; null stands for all axes. */
function axesOf({ axis = null }: Case, rank: number): Axes {
  if (axis === null) return Array.from({ length: rank }, (_, d) => d)
  return typeof axis === 'number' && axis < 0 ? axis + rank : axis
}

describe('golden: values of reductions, by jax', () => {
  for (const [number, c] of cases.entries()) {
    const along = reductions[c.op]
    if (along === undefined) continue
    it(`${c.op}, case ${number}`, () => {
      const x = numbers(c.x) as Matrix // the file reduces no single number
      const axes = axesOf(c, shape(x).length)
      const y = along(x, axes, { keepDims: c.keepDims ?? false })
      assertClose(y, numbers(c.out), header.tolerance)
    })
  }
})
