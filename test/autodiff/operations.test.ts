import assert from 'node:assert/strict'
import fc from 'fast-check'
import { grad } from '../../src/autodiff/grad.js'
import { numericalGradient } from '../../src/autodiff/numerical.js'
import { operations } from '../../src/autodiff/op.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { broadcastSize } from '../../src/math/shapes.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix, Num, Value } from '../../src/math/types.js'
import { assertClose, elements } from '../golden/golden.js'
import {
  call,
  drawn,
  type Inputs,
  inputsOf,
  mapValues,
  type Operation,
  weighted,
  weightsFor,
} from './support.js'

const FIRST = { relative: 1e-6, absolute: 1e-7 }
const SECOND = { relative: 1e-5, absolute: 1e-6 }

/** First and second derivatives by rules, each against central differences of the one before. */
function checkDerivatives(
  operation: Operation,
  args: readonly unknown[],
  inputs: Record<string, Num>,
): void {
  const weights = weightsFor(call(operation, args, inputs) as Num)
  const f = weighted(operation, args, weights)
  const first = grad(f)
  assertAllClose(first(inputs) as Inputs, numericalGradient(f, inputs) as Inputs, FIRST)

  const directions = Object.values(inputs).map((x) => weightsFor(x))
  const slope = (at: Inputs): Value =>
    Object.values(first(at) as Inputs)
      .map((g, i) => math.sum(math.dotMultiply(g, directions[i]) as Variable) as Value)
      .reduce((a, b) => math.add(a, b))
  assertAllClose(grad(slope)(inputs) as Inputs, numericalGradient(slope, inputs) as Inputs, SECOND)
}

function assertAllClose(actual: Inputs, expected: Inputs, tolerance: typeof FIRST): void {
  assert.deepEqual(Object.keys(actual), Object.keys(expected))
  for (const [name, value] of Object.entries(expected)) {
    assertClose(actual[name], value, tolerance, `gradient by argument ${name}`)
  }
}

describe('each operation of the table', () => {
  for (const operation of operations.values()) {
    describe(operation.name, () => {
      for (const sample of operation.samples) {
        it(`has the derivatives of its differences: ${describeArguments(sample)}`, () => {
          const random = new Random(1)
          const inputs = inputsOf(operation, sample)
          const value = call(operation, sample, inputs)
          const variables = mapValues(inputs, (x) => new Variable(x))
          assertClose(call(operation, sample, variables), value, { relative: 0, absolute: 0 })
          for (let round = 0; round < 3; round++) {
            checkDerivatives(operation, sample, drawn(operation, inputs, random))
          }
        })
      }
    })
  }
})

const elementwisePairs = [
  'add',
  'subtract',
  'dotMultiply',
  'dotDivide',
  'dotPow',
  'maximum',
] as const

describe('operations on pairs', () => {
  for (const name of elementwisePairs) {
    it(`${name} sums the gradient back over every axis that broadcasting stretched`, () => {
      const operation = operations.get(name)!
      fc.assert(
        fc.property(pairsOfSizes(), fc.integer({ min: 0, max: 1e6 }), ([left, right], seed) => {
          const random = new Random(seed)
          const inputs = drawn(operation, { 0: ofSize(left), 1: ofSize(right) }, random)
          const weights = weightsFor(call(operation, [], inputs) as Num)
          const f = weighted(operation, [null, null], weights)
          const found = grad(f)(inputs) as Inputs
          assertAllClose(found, numericalGradient(f, inputs) as Inputs, FIRST)
          assert.deepEqual(shape(found[0]), left)
          assert.deepEqual(shape(found[1]), right)
        }),
        { numRuns: 25, seed: 1 },
      )
    })

    it(`${name} of one Variable with itself adds both gradients`, () => {
      const f = (x: Value) => math.sum(math[name](x, x) as Variable)
      const x = math.matrix([0.7, 1.2, 2.5])
      // maximum(x, x) = x: differences know it, and halves on both sides add up to it
      assertClose(grad(f)(x), numericalGradient(f, x) as Num, FIRST)
    })

    it(`${name} passes an empty matrix on, with an empty gradient`, () => {
      const x = new Variable(tensor([], [0, 3]))
      math.sum(math[name](x, math.matrix([1, 2, 3])) as Variable).backward()
      assert.deepEqual(shape(x.grad!), [0, 3])
    })
  }

  it('multiply(x, x) has the gradient of the square', () => {
    const x = math.matrix([
      [0.5, -1],
      [2, 0.3],
    ])
    const f = (m: Matrix): Value => math.sum(math.multiply(m, m))
    assertClose(grad(f)(x), numericalGradient(f, x) as Num, FIRST)
  })

  it('take more than two arguments where mathjs does', () => {
    const [x, y, z] = [2, 3, 4].map((value) => new Variable(value))
    const anyNumber = math as unknown as Record<string, (...args: Variable[]) => Variable>
    anyNumber.multiply(x, y, z).backward()
    assert.deepEqual([x.grad, y.grad, z.grad], [12, 8, 6])
    const most = grad((v: number) => math.evaluate('max(v, 1, 5) + mean(v, 2) + sum(v, 3)', { v }))
    assert.equal(most(7), 2.5)
    assert.equal(most(2), 1.5)
  })
})

describe('kinks', () => {
  it('give powers of 0 the gradients of jax and torch, and finite second ones', () => {
    const at = { a: math.matrix([0, 0, 0, 2]), b: math.matrix([0, 1, 2, 0]) }
    const f = ({ a, b }: { a: Value; b: Value }): Value => math.sum(math.dotPow(a, b) as Variable)
    const first = grad(f)(at) as typeof at
    assert.deepEqual([...flat(first.a)], [0, 1, 0, 0])
    assert.deepEqual([...flat(first.b)], [0, 0, 0, Math.LN2])
    const slope = (of: 'a' | 'b') => (x: typeof at) =>
      math.sum((grad(f)(x) as Record<string, Value>)[of] as Variable)
    const ofA = grad(slope('a'))(at) as typeof at
    assert.deepEqual(
      [...flat(ofA.a)].map((x) => x + 0),
      [0, 0, 2, 0],
    )
    assert.equal(flat(ofA.b)[3], 0.5)
    const ofB = grad(slope('b'))(at) as typeof at
    assert.deepEqual([...flat(ofB.b)].slice(0, 3), [0, 0, 0])
    assert.ok([...flat(ofA.b), ...flat(ofB.a)].every(Number.isFinite))
    assert.deepEqual(
      [...flat(grad((x: Matrix) => math.sum(math.dotPow(x, 0)))(at.a))],
      [0, 0, 0, 0],
    )
  })

  it('have gradient 0 for relu, abs, step and sign at 0', () => {
    for (const name of ['relu', 'abs', 'step', 'sign'] as const) {
      assert.equal(grad((x: number) => math[name](x))(0), 0, name)
    }
  })

  it('share the gradient of maximum and minimum at a tie', () => {
    for (const name of ['maximum', 'minimum'] as const) {
      assert.equal(grad((x: number) => math[name](x, 3))(3), 0.5, name)
    }
  })

  it('have the left slope for leakyRelu and elu at 0, and 1 for clip at its bounds', () => {
    assert.equal(grad((x: number) => math.leakyRelu(x, 0.2))(0), 0.2)
    assert.equal(grad((x: number) => math.elu(x, 0.7))(0), 0.7)
    const clipped = grad((x: number) => math.clip(x, -1, 2))
    assert.deepEqual([-1.5, -1, 0, 2, 2.5].map(clipped), [0, 1, 1, 1, 0])
  })

  it('have gradient 0 for norm and hypot at 0, and for std of equal elements', () => {
    const zeros = math.zeros([3])
    for (const f of [(x: Matrix) => math.norm(x), (x: Matrix) => math.std(x)]) {
      assert.deepEqual([...flat(grad(f)(zeros))], [0, 0, 0])
    }
    assert.deepEqual(grad((x: number, y: number) => math.hypot(x, y), [0, 1])(0, 0), [0, 0])
  })

  it('leave the gradient of det at a singular matrix to its cofactors', () => {
    const singular = math.matrix([
      [1, 2],
      [2, 4],
    ])
    const found = grad((x: Matrix) => math.det(x))(singular)
    assertClose(
      found,
      math.matrix([
        [4, -2],
        [-2, 1],
      ]),
      { relative: 0, absolute: 1e-15 },
    )
  })

  it('give the gradient of max and min to the first of equals', () => {
    const x = math.matrix([1, 3, 3, 1])
    assert.deepEqual([...flat(grad((m: Matrix) => math.max(m))(x))], [0, 1, 0, 0])
    assert.deepEqual([...flat(grad((m: Matrix) => math.min(m))(x))], [1, 0, 0, 0])
  })
})

function describeArguments(args: readonly unknown[]): string {
  return args
    .map((arg) => {
      const text = JSON.stringify(arg) ?? String(arg)
      return text.length > 30 ? `${text.slice(0, 30)}…` : text
    })
    .join(', ')
}

function ofSize(size: readonly number[]): Num {
  return size.length === 0 ? 1 : math.ones(size)
}

/** Pairs of sizes that broadcast, of up to three axes of up to three places. */
function pairsOfSizes() {
  const size = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 })
  return fc
    .tuple(size, size, fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }))
    .map(([base, other, stretch]): [number[], number[]] => {
      const right = base.slice(Math.min(other.length, base.length))
      return [base, right.map((length, d) => (stretch[d] ? 1 : length))]
    })
}

it('pairs of sizes of these tests do broadcast', () => {
  fc.assert(
    fc.property(pairsOfSizes(), ([a, b]) => {
      assert.equal(broadcastSize(a, b, 'test').length, Math.max(a.length, b.length))
      assert.ok(elements(ofSize(a)).length > 0)
    }),
    { seed: 1 },
  )
})
