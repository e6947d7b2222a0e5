/** The cases of test/golden/ops.json in our functions. */
import type { Axes } from '../../src/math/axes.js'
import { math } from '../../src/math/instance.js'
import { shape } from '../../src/math/storage.js'
import type { Value, Variable } from '../../src/math/types.js'
import type { GoldenArray, GoldenValue } from '../golden/golden.js'

/** A case of ops.json. */
export interface GoldenCase {
  readonly op: string
  readonly out: GoldenValue
  readonly g: GoldenValue
  readonly gradient: Record<string, GoldenValue>
  readonly v: Record<string, GoldenValue>
  readonly hessianVector: Record<string, GoldenValue>
  readonly axis?: number | readonly number[] | null
  readonly keepDims?: boolean
  readonly axes?: readonly number[]
  readonly shape?: readonly number[]
  readonly indices?: readonly number[]
  readonly thenCubed?: boolean
  readonly condition?: unknown
  readonly note?: string
  readonly index?: string
  readonly [input: string]: unknown
}

/** A case of the file in our functions. */
export function inOurs(c: GoldenCase): (inputs: Record<string, Value>) => Value {
  const found = ofMatrices[c.op] ?? rearrangements[c.op]?.(c) ?? reduction(c)
  return c.thenCubed ? (inputs) => math.dotPow(found(inputs), 3) : found
}

type OfInputs = (inputs: Record<string, Value>) => Value

/** mathjs's typings of subset know no Variables. */
const subset = math.subset as unknown as (x: Value, ...indexAndPart: unknown[]) => Value
const { index } = math

const ofMatrices: Readonly<Record<string, OfInputs>> = {
  add: ({ a, b }) => math.add(a, b),
  subtract: ({ a, b }) => math.subtract(a, b),
  dotMultiply: ({ a, b }) => math.dotMultiply(a, b),
  dotDivide: ({ a, b }) => math.dotDivide(a, b),
  dotPow: ({ a, b }) => math.dotPow(a, b),
  maximum: ({ a, b }) => math.maximum(a, b),
  minimum: ({ a, b }) => math.minimum(a, b),
  hypot: ({ a, b }) => math.sqrt(math.add(math.square(a), math.square(b))),
  atan2: ({ a, b }) => math.atan2(a, b),
  matmul: ({ a, b }) => math.multiply(a, b),
  outer: ({ a, b }) => math.outer(a as Variable, b as Variable),
  inv: ({ a }) => math.inv(a as Variable),
  det: ({ a }) => math.det(a as Variable),
  trace: ({ a }) => math.trace(math.multiply(a as Variable, a)),
  solve: ({ a, b }) => (shape(b).length === 1 ? solved(a, b) : byColumns(a, b)),
  'shared input': ({ x }) => {
    const product = math.dotMultiply(math.exp(x), x)
    const last = math.multiply(product, math.transpose(x as Variable))
    return math.add(math.dotMultiply(x, math.tanh(x)), last)
  },
}

/** mathjs solves for one column. */
function solved(a: Value, b: Value): Value {
  return math.reshape(math.lusolve(a as Variable, b as Variable), [-1])
}

function byColumns(a: Value, b: Value): Value {
  const [rows, columns] = shape(b).map((length) => [...Array(length).keys()])
  return columns.reduce<Value>(
    (y, column) => {
      const part = math.lusolve(a as Variable, subset(b, index(rows, [column])) as Variable)
      return subset(y, index(rows, [column]), part)
    },
    math.zeros(shape(b)),
  )
}

/** Axes in the file's own way of counting, which knows −1. */
function axesOf({ axis }: GoldenCase, x: Value): readonly number[] | undefined {
  if (typeof axis !== 'number') return axis ?? undefined
  return [axis < 0 ? axis + shape(x).length : axis]
}

type Options = { readonly keepDims?: boolean }
type Reduce = (x: Variable, axes?: Axes, options?: Options) => Value

const everywhere = (x: Value): Axes => [...shape(x).keys()]

/** mathjs's word for the divisor of a variance. */
function spread(name: 'variance' | 'std', word: string): Reduce {
  return (x, axes = everywhere(x), options = {}) => {
    const size = shape(math.sum(x, axes, options))
    const value = (math[name] as (...args: unknown[]) => Value)(x, axes, word)
    return size.length === 0 ? value : math.reshape(value as Variable, size)
  }
}

const reductions: Readonly<Record<string, Reduce>> = {
  sum: math.sum,
  mean: math.mean,
  prod: math.prod,
  max: math.max,
  min: math.min,
  logsumexp: math.logSumExp,
  softmax: math.softmax,
  logSoftmax: math.logSoftmax,
  cumsum: (x, axes) => math.cumsum(x, (axes as number[])[0]),
  'variance (n)': spread('variance', 'uncorrected'),
  'variance (n-1)': spread('variance', 'unbiased'),
  'std (n)': spread('std', 'uncorrected'),
  'std (n-1)': spread('std', 'unbiased'),
  // the file's norm of a matrix is that of all its elements
  'norm 1': (x, axes = everywhere(x), options = {}) => math.norm(x, 1, axes, options),
  'norm 2': (x, axes = everywhere(x), options = {}) => math.norm(x, 2, axes, options),
}

function reduction(c: GoldenCase): OfInputs {
  const { keepDims } = c
  return ({ x }) => {
    const axes = axesOf(c, x)
    const rest = keepDims ? [{ keepDims }] : []
    const given = (axes ? [axes, ...rest] : rest) as [Axes, Options]
    return reductions[c.op](x as Variable, ...given)
  }
}

const rearrangements: Readonly<Record<string, (c: GoldenCase) => OfInputs>> = {
  transpose:
    () =>
    ({ x }) =>
      math.permute(x as Variable, [...shape(x).keys()].reverse()),
  permute:
    ({ axes }) =>
    ({ x }) =>
      math.permute(x as Variable, axes!),
  reshape:
    ({ out }) =>
    ({ x }) =>
      math.reshape(x as Variable, (out as GoldenArray).shape),
  flatten:
    () =>
    ({ x }) =>
      math.flatten(x as Variable),
  gather:
    ({ indices }) =>
    ({ x }) =>
      math.take(x as Variable, indices!),
  slice:
    () =>
    ({ x }) =>
      subset(x, index([0, 1], [0, 1], 1)), // [:, 0:2, -1]
  'slice with step':
    () =>
    ({ x }) =>
      subset(x, index([1, 0], [0, 2], [0, 1])), // [::-1, ::2]
  flip:
    ({ axis }) =>
    ({ x }) =>
      math.flip(x as Variable, axis as number),
  'squeeze and expand':
    () =>
    ({ x }) =>
      math.squeeze(math.expandDims(math.take(x as Variable, [0], 2), 1), 3),
  broadcastTo:
    ({ out }) =>
    ({ x }) =>
      math.broadcastTo(math.take(x as Variable, [0], 1), (out as GoldenArray).shape),
  pad:
    ({ widths }) =>
    ({ x }) =>
      math.pad(x as Variable, widths as readonly [number, number][]),
  tile:
    ({ repeats }) =>
    ({ x }) =>
      math.tile(x as Variable, repeats as readonly number[]),
  stack:
    ({ axis }) =>
    ({ a, b }) =>
      math.stack(a as Variable, b as Variable, axis as number),
  concat:
    ({ axis }) =>
    ({ a, b }) =>
      math.concat(a as Variable, b as Variable, axis as number),
  where:
    ({ condition }) =>
    ({ a, b }) =>
      math.where(math.matrix(condition as number[][]), math.square(a), math.sin(b)),
}
