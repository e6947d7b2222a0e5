import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import type { Matrix, Num } from '../../src/math/types.js'
import {
  assertClose,
  type GoldenArray,
  type GoldenValue,
  golden,
  numbers,
} from '../golden/golden.js'

interface Ops {
  readonly header: { readonly tolerance: { relative: number; absolute: number } }
  readonly elementwise: readonly { op: string; x: GoldenArray; y: GoldenArray }[]
  readonly cases: readonly WhereCase[]
}

interface WhereCase {
  readonly op: string
  readonly condition: readonly (readonly number[])[]
  readonly a: GoldenValue
  readonly b: GoldenValue
  readonly out: GoldenValue
}

const ops = golden<Ops>('ops')
const { tolerance } = ops.header

/** What the file names otherwise, or with a parameter. */
const inOurs: Readonly<Record<string, (x: Matrix) => Num>> = {
  reciprocal: (x) => math.dotPow(x, -1),
  rsqrt: (x) => math.dotPow(x, -0.5),
  'gelu exact': (x) => math.gelu(x),
  'gelu tanh': (x) => math.geluTanh(x),
  'leakyRelu 0.01': (x) => math.leakyRelu(x, 0.01),
  'elu 1': (x) => math.elu(x, 1),
  'pow 2.5': (x) => math.dotPow(x, 2.5),
  'pow -2': (x) => math.dotPow(x, -2),
  'pow 0': (x) => math.dotPow(x, 0),
  '2 to the x': (x) => math.dotPow(2, x),
}

const named = math as unknown as Record<string, (x: Matrix) => Num>

describe('golden: values of elementwise functions, by mpmath', () => {
  for (const { op, x, y } of ops.elementwise) {
    it(op, () => {
      const f = inOurs[op] ?? named[op]
      assertClose(f(numbers(x) as Matrix), numbers(y), tolerance)
    })
  }
})

describe('golden: where, by jax', () => {
  it('takes squares of a where the condition is 1, sines of b elsewhere', () => {
    const found = ops.cases.filter(({ op }) => op === 'where')
    assert.equal(found.length, 1)
    const [{ condition, a, b, out }] = found
    const chosen = math.where(
      math.matrix(condition.map((row) => [...row])),
      math.square(numbers(a)),
      math.sin(numbers(b)),
    )
    assertClose(chosen, numbers(out), tolerance)
  })
})

describe('golden: special functions, by mpmath', () => {
  const { header: _, ...functions } =
    golden<Record<string, { x: number[]; y: number[] }>>('special')
  for (const [name, { x, y }] of Object.entries(functions)) {
    it(`${name} has at least fourteen digits`, () => {
      const [f, order] = name.split(' ')
      const at = math.matrix(x)
      const found = order === undefined ? named[f](at) : math.polygamma(Number(order), at)
      assertClose(found, math.matrix(y), { relative: 1e-14, absolute: 0 })
    })
  }
})
