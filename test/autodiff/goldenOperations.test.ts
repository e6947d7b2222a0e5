import assert from 'node:assert/strict'
import { grad } from '../../src/autodiff/grad.js'
import type { Variable } from '../../src/autodiff/Variable.js'
import type { Axes } from '../../src/math/axes.js'
import { math } from '../../src/math/instance.js'
import { shape } from '../../src/math/storage.js'
import type { Num, Value } from '../../src/math/types.js'
import {
  assertClose,
  type GoldenArray,
  type GoldenValue,
  golden,
  numbers,
} from '../golden/golden.js'
import { mapValues } from './support.js'

interface ElementwiseCase {
  readonly op: string
  readonly x?: GoldenArray
  readonly y?: GoldenArray
  readonly first?: GoldenArray
  readonly second?: GoldenArray
}

interface Case {
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

interface Ops {
  readonly header: { readonly tolerance: { relative: number; absolute: number } }
  readonly elementwise: readonly ElementwiseCase[]
  readonly cases: readonly Case[]
  readonly kinks: readonly { op: string; x: GoldenValue; gradientInTorch: GoldenValue }[]
}

const ops = golden<Ops>('ops')
const { tolerance } = ops.header

/** Elementwise functions of the file under another name than in math. */
const elementwise: Readonly<Record<string, (x: Value) => Value>> = {
  reciprocal: (x) => math.dotDivide(1, x),
  rsqrt: (x) => math.dotPow(x, -0.5),
  'gelu exact': (x) => math.gelu(x),
  'gelu tanh': (x) => math.geluTanh(x),
  'leakyRelu 0.01': (x) => math.leakyRelu(x as Variable, 0.01),
  'elu 1': (x) => math.elu(x as Variable, 1),
  'pow 2.5': (x) => math.dotPow(x, 2.5),
  'pow -2': (x) => math.dotPow(x, -2),
  'pow 0': (x) => math.dotPow(x, 0),
  '2 to the x': (x) => math.dotPow(2, x),
}

function elementwiseOf(name: string): (x: Value) => Value {
  const functions = math as unknown as Record<string, (x: Value) => Value>
  return elementwise[name] ?? functions[name]
}

describe('golden: elementwise functions, by mpmath', () => {
  for (const { op, ...values } of ops.elementwise) {
    it(`${op} has the value and two derivatives`, () => {
      const ofElements = elementwiseOf(op)
      const f = (x: Value): Value => math.sum(ofElements(x) as Variable)
      const x = numbers(values.x!)
      const second = (at: Num) => grad((v: Num) => math.sum(grad(f)(v) as unknown as Variable))(at)
      assertClose(ofElements(x), numbers(values.y!), tolerance, 'value')
      assertClose(grad(f)(x) as Num, numbers(values.first!), tolerance, 'first derivative')
      assertClose(second(x) as Num, numbers(values.second!), tolerance, 'second derivative')
    })
  }
})

/** A case of the file in our functions; undefined where one of them is not there yet. */
function inOurs(c: Case): ((inputs: Record<string, Value>) => Value) | undefined {
  const found = pairs[c.op] ?? reductions(c) ?? rearrangements(c)
  if (found === undefined) return undefined
  return c.thenCubed ? (inputs) => math.dotPow(found(inputs), 3) : found
}

type OfInputs = (inputs: Record<string, Value>) => Value

const pairs: Readonly<Record<string, OfInputs>> = {
  add: ({ a, b }) => math.add(a, b),
  subtract: ({ a, b }) => math.subtract(a, b),
  dotMultiply: ({ a, b }) => math.dotMultiply(a, b),
  dotDivide: ({ a, b }) => math.dotDivide(a, b),
  dotPow: ({ a, b }) => math.dotPow(a, b),
  maximum: ({ a, b }) => math.maximum(a, b),
  minimum: ({ a, b }) => math.minimum(a, b),
  hypot: ({ a, b }) => math.sqrt(math.add(math.square(a), math.square(b))),
  inv: ({ x, a }) => math.inv((x ?? a) as never) as Value,
  'shared input': ({ x }) => {
    const product = math.dotMultiply(math.exp(x), x)
    const last = math.multiply(product, math.transpose(x as Variable))
    return math.add(math.dotMultiply(x, math.tanh(x)), last)
  },
}

/** The last axis in the file's own way of counting. */
function axesOf({ axis }: Case, x: Value): readonly number[] | undefined {
  if (typeof axis !== 'number') return axis ?? undefined
  return [axis < 0 ? axis + shape(x).length : axis]
}

type Options = { readonly keepDims?: boolean }
type Reduce = (x: Variable, axes?: Axes, options?: Options) => Value

function reductions(c: Case): OfInputs | undefined {
  const { keepDims } = c
  const along =
    (reduce: Reduce): OfInputs =>
    ({ x }) => {
      const axes = axesOf(c, x)
      const rest = keepDims ? [{ keepDims }] : []
      return reduce(x as Variable, ...((axes ? [axes, ...rest] : rest) as [Axes, Options]))
    }
  const reduces: Readonly<Record<string, Reduce>> = {
    sum: math.sum,
    mean: math.mean,
    max: math.max,
    min: math.min,
    logsumexp: math.logSumExp,
    softmax: math.softmax,
    logSoftmax: math.logSoftmax,
    // the file's norm of a matrix is that of all its elements
    'norm 1': (x, axes = [...shape(x).keys()], options = {}) => math.norm(x, 1, axes, options),
    'norm 2': (x, axes = [...shape(x).keys()], options = {}) => math.norm(x, 2, axes, options),
  }
  return reduces[c.op] && along(reduces[c.op])
}

function rearrangements(c: Case): OfInputs | undefined {
  const { axes, indices } = c
  const size = c.shape ?? (c.out as GoldenArray).shape
  switch (c.op) {
    case 'matmul':
      return ({ a, b }) => math.multiply(a, b)
    case 'outer':
      return ({ a, b }) => math.outer(a as Variable, b as Variable)
    case 'transpose':
      return shapeOf(c.x).length === 2 ? ({ x }) => math.transpose(x as Variable) : undefined
    case 'permute':
      return axes && (({ x }) => math.permute(x as Variable, axes))
    case 'reshape':
    case 'flatten':
      return ({ x }) => math.reshape(x as Variable, size)
    case 'gather':
      return indices && (({ x }) => math.take(x as Variable, indices))
    default:
      return undefined
  }
}

function shapeOf(value: unknown): readonly number[] {
  return typeof value === 'object' && value !== null ? (value as GoldenArray).shape : []
}

/** How many cases of each kind have no function yet; a new function must shorten this list. */
const casesNotYet: Readonly<Record<string, number>> = {
  'slice with step': 1,
  'squeeze and expand': 1,
  'std (n)': 4,
  'std (n-1)': 4,
  'variance (n)': 4,
  'variance (n-1)': 4,
  atan2: 2,
  broadcastTo: 1,
  concat: 2,
  cumsum: 2,
  det: 1,
  flip: 1,
  pad: 1,
  prod: 5,
  slice: 1,
  solve: 2,
  stack: 1,
  tile: 1,
  trace: 1,
  transpose: 1, // of a stack of matrices
  where: 1,
}

describe('golden: cases with gradients and Hessian-vector products, by jax', () => {
  it('are all compared, or counted as not there yet', () => {
    const missing: Record<string, number> = {}
    for (const c of ops.cases) if (!inOurs(c)) missing[c.op] = (missing[c.op] ?? 0) + 1
    assert.deepEqual(missing, casesNotYet)
  })

  ops.cases.forEach((c, number) => {
    const f = inOurs(c)
    if (f === undefined) return
    it(`${c.op}, case ${number}`, () => {
      const inputs = mapValues(c.gradient, (_, name) => numbers(c[name] as GoldenValue))
      const g = numbers(c.g)
      const directions = mapValues(c.v, (v) => numbers(v))
      const loss = (at: Record<string, Value>): Value =>
        math.sum(math.dotMultiply(g, f(at)) as Variable)
      const slope = (at: Record<string, Num>): Value =>
        Object.entries(grad(loss)(at) as Record<string, Value>)
          .map(([name, d]) => math.sum(math.dotMultiply(d, directions[name]) as Variable) as Value)
          .reduce((a, b) => math.add(a, b))
      assertClose(f(inputs), numbers(c.out), tolerance, 'value')
      assertEach(grad(loss)(inputs) as Record<string, Num>, c.gradient)
      assertEach(grad(slope)(inputs) as Record<string, Num>, c.hessianVector)
    })
  })
})

function assertEach(actual: Record<string, Num>, expected: Record<string, GoldenValue>): void {
  for (const [name, value] of Object.entries(expected)) {
    assertClose(actual[name], numbers(value), tolerance, name)
  }
}
