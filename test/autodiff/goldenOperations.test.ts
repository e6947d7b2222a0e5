import { grad } from '../../src/autodiff/grad.js'
import type { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import type { Num, Value } from '../../src/math/types.js'
import {
  assertClose,
  type GoldenArray,
  type GoldenValue,
  golden,
  numbers,
} from '../golden/golden.js'
import { type GoldenCase, inOurs } from './goldenCases.js'
import { mapValues } from './support.js'

interface ElementwiseCase {
  readonly op: string
  readonly x?: GoldenArray
  readonly y?: GoldenArray
  readonly first?: GoldenArray
  readonly second?: GoldenArray
}

interface Ops {
  readonly header: { readonly tolerance: { relative: number; absolute: number } }
  readonly elementwise: readonly ElementwiseCase[]
  readonly cases: readonly GoldenCase[]
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

/** The same of functions with a kink. */
const kinked: Readonly<Record<string, (x: Value) => Value>> = {
  'maximum(x, 0)': (x) => math.maximum(x, 0),
  'max of all': (x) => math.max(x as Variable),
  amax: (x) => math.max(x as Variable),
  'max along an axis': (x) => math.max(x as Variable, 0),
}

describe('golden: gradients at kinks, by torch', () => {
  for (const { op, x, gradientInTorch } of ops.kinks) {
    // where torch shares a gradient among equals, ours goes to the first, as along an axis
    const shared = op === 'max of all' || op === 'amax'
    it(`${op} has ${shared ? 'all of it at the first of equals' : 'the same one'}`, () => {
      const expected = ops.kinks.find((kink) => kink.op === 'max along an axis')!.gradientInTorch
      const gradient = grad(kinked[op] ?? elementwiseOf(op))(numbers(x)) as Num
      assertClose(gradient, numbers(shared ? expected : gradientInTorch), tolerance)
    })
  }
})

describe('golden: cases with gradients and Hessian-vector products, by jax', () => {
  ops.cases.forEach((c, number) => {
    it(`${c.op}, case ${number}`, () => {
      const f = inOurs(c)
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
