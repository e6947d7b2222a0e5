import assert from 'node:assert/strict'
import fc from 'fast-check'
import { grad } from '../../src/autodiff/grad.js'
import { numericalGradient } from '../../src/autodiff/numerical.js'
import { operations } from '../../src/autodiff/op.js'
import { isReal } from '../../src/autodiff/refusal.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { broadcastSize } from '../../src/math/shapes.js'
import { shape, tensor } from '../../src/math/storage.js'
import type { Num, Value } from '../../src/math/types.js'
import { assertClose, elements } from '../golden/golden.js'
import {
  assertAllClose,
  caseOf,
  casesAtSample,
  checkFirst,
  checkSecond,
  checkValue,
  FIRST,
} from './checkOperation.js'
import { kinks } from './kinks.js'
import { call, drawn, type Inputs, type Operation, weighted, weightsFor } from './support.js'

const functions = math as unknown as Record<string, (...args: unknown[]) => Value>

describe('each operation of the table', () => {
  for (const operation of operations.values()) {
    describe(operation.name, () => {
      for (const sample of operation.samples) {
        it(`has the derivatives of its differences: ${describeArguments(sample)}`, () => {
          const random = new Random(1)
          const rounds = [1, 2, 3].map(() => caseOf(operation, sample, random))
          for (const one of [...casesAtSample(operation, sample), ...rounds]) {
            checkValue(one)
            checkFirst(one)
            checkSecond(one)
          }
        })
      }
    })
  }
})

/** Whether the function stretches two arguments to fit each other. */
function isElementwisePair({ name, domain }: Operation): boolean {
  if (domain.length < 2 || domain.slice(0, 2).includes(null)) return false
  const sizeOf = (a: number[], b: number[]) =>
    String(shape(functions[name](math.ones(a), math.ones(b))))
  try {
    return sizeOf([2, 1, 3], [1, 2, 1]) === '2,2,3' && sizeOf([2, 3], [3]) === '2,3'
  } catch {
    return false // a product, say
  }
}

/** Whether the function works element by element on one argument. */
function isElementwise({ name, domain, samples }: Operation): boolean {
  const ofNumbers = samples.some(([x]) => typeof x === 'number')
  if (domain.length !== 1 || !ofNumbers) return false
  try {
    return String(shape(functions[name](tensor([], [0, 3])))) === '0,3'
  } catch {
    return false
  }
}

/** mathjs's own functions lose the shape of an empty matrix, or refuse it. */
function takesEmpty(compute: () => Value): boolean {
  try {
    return isReal(compute())
  } catch {
    return false
  }
}

const pairs = [...operations.values()].filter(isElementwisePair)
const unaries = [...operations.values()].filter(isElementwise)

describe(`the ${pairs.length} operations on pairs`, () => {
  it('are found by what they do', () => {
    const names = pairs.map(({ name }) => name)
    for (const name of ['add', 'dotDivide', 'dotPow', 'maximum', 'atan2', 'leakyRelu']) {
      assert.ok(names.includes(name), name)
    }
    assert.ok(!names.includes('multiply') && !names.includes('kron'))
  })

  for (const operation of pairs) {
    const { name } = operation
    const f = (a: Value, b: Value) => math.sum(functions[name](a, b) as Variable)

    it(`${name} sums the gradient back over every axis that broadcasting stretched`, () => {
      fc.assert(
        fc.property(pairsOfSizes(), fc.integer({ min: 0, max: 1e6 }), ([left, right], seed) => {
          const random = new Random(seed)
          const inputs = drawn(operation, { 0: ofSize(left), 1: ofSize(right) }, random)
          const weights = weightsFor(call(operation, [], inputs) as Num)
          const loss = weighted(operation, [null, null], weights)
          const found = grad(loss)(inputs) as Inputs
          assertAllClose(found, numericalGradient(loss, inputs) as Inputs, FIRST)
          assert.deepEqual(shape(found[0]), left)
          assert.deepEqual(shape(found[1]), right)
        }),
        { numRuns: 25, seed: 1 },
      )
    })

    it(`${name} of one Variable with itself adds both gradients`, () => {
      const x = math.matrix([0.7, 1.2, 2.5])
      const twice = (v: Value) => f(v, v)
      // maximum(x, x) = x: differences know it, and halves on both sides add up to it
      assertClose(grad(twice)(x), numericalGradient(twice, x) as Num, FIRST)
    })

    if (!takesEmpty(() => f(tensor([], [0, 3]), math.ones([3])))) continue
    it(`${name} passes an empty matrix on, with an empty gradient`, () => {
      const [empty, row] = [new Variable(tensor([], [0, 3])), math.matrix([1, 2, 3])]
      f(empty, row).backward()
      assert.deepEqual(shape(empty.grad!), [0, 3])
    })
  }
})

describe(`the ${unaries.length} operations element by element`, () => {
  it('are found by what they do', () => {
    const names = unaries.map(({ name }) => name)
    for (const name of ['exp', 'acoth', 'gelu', 'lgamma', 'floor']) assert.ok(names.includes(name))
    assert.ok(unaries.length > 50 && !names.includes('sum'))
  })

  for (const operation of unaries) {
    it(`${operation.name} keeps axes of length 0 and 1 in its gradient`, () => {
      const random = new Random(5)
      const inside = operation.samples.find(([x]) => typeof x === 'number')?.[0] as number
      for (const size of [[1], [1, 1, 1], [3, 1], [1, 3]]) {
        const { loss, inputs } = caseOf(operation, [math.full(size, inside).valueOf()], random)
        const found = grad(loss)(inputs) as Inputs
        assertAllClose(found, numericalGradient(loss, inputs) as Inputs, FIRST)
        assert.deepEqual(shape(found[0]), size)
      }
      for (const size of [[0], [0, 3], [2, 0]]) {
        const x = new Variable(tensor([], size))
        if (!takesEmpty(() => functions[operation.name](x.value))) continue
        math.sum(functions[operation.name](x) as Variable).backward()
        assert.deepEqual(shape(x.grad!), size)
      }
    })
  }
})

describe('operations along an axis', () => {
  const along = ['sum', 'mean', 'max', 'min', 'prod', 'variance', 'logSumExp', 'softmax'] as const

  for (const name of [...along, 'logSoftmax', 'cumsum'] as const) {
    it(`${name} has gradients along an axis of length 1`, () => {
      const operation = operations.get(name)!
      for (const size of [
        [3, 1],
        [1, 3],
        [1, 1],
      ]) {
        for (const axis of [0, 1]) {
          const sample = [math.ones(size).valueOf(), axis]
          const one = caseOf(operation, sample, new Random(2))
          checkFirst(one)
          checkSecond(one)
          assert.deepEqual(shape((grad(one.loss)(one.inputs) as Inputs)[0]), size)
        }
      }
    })
  }

  it('have empty gradients of empty matrices', () => {
    for (const name of ['sum', 'prod', 'cumsum', 'softmax'] as const) {
      for (const axis of [0, 1]) {
        const x = new Variable(tensor([], [0, 3]))
        if (name === 'softmax' && axis === 0) continue // no element to be the largest
        math.sum(functions[name](x, axis) as Variable).backward()
        assert.deepEqual(shape(x.grad!), [0, 3], `${name} ${axis}`)
      }
    }
  })
})

describe('products', () => {
  const square = math.matrix([
    [0.5, -1],
    [2, 0.3],
  ])

  for (const name of ['multiply', 'kron', 'lusolve', 'sylvester'] as const) {
    it(`${name} of one Variable with itself has the gradient of its differences`, () => {
      const used = name === 'sylvester' ? 3 : 2
      const f = (x: Value): Value => {
        const args = name === 'lusolve' ? [x, functions.subset(x, math.index([0, 1], [0]))] : []
        const result = functions[name](...(args.length > 0 ? args : Array(used).fill(x)))
        return math.sum(math.sin(result) as Variable)
      }
      assertClose(grad(f)(square), numericalGradient(f, square) as Num, FIRST)
    })
  }

  it('take more than two arguments where mathjs does', () => {
    const [x, y, z] = [2, 3, 4].map((value) => new Variable(value))
    ;(functions.multiply(x, y, z) as Variable).backward()
    assert.deepEqual([x.grad, y.grad, z.grad], [12, 8, 6])
    const most = grad((v: number) => math.evaluate('max(v, 1, 5) + mean(v, 2) + sum(v, 3)', { v }))
    assert.equal(most(7), 2.5)
    assert.equal(most(2), 1.5)
  })
})

describe('map', () => {
  it('differentiates by what the callback uses, too, and takes functions of math', () => {
    const w = new Variable(3)
    const x = new Variable(math.matrix([1, 2]))
    const y = functions.map(x, (v: Value) => math.multiply(math.square(v), w))
    math.sum(y as Variable).backward()
    assert.deepEqual([w.grad, String(x.grad)], [5, '[6, 12]'])
    const roots = grad((v: Value) => math.sum(functions.map(v, math.sqrt) as Variable))
    assert.equal(String(roots(math.matrix([4, 16]))), '[0.25, 0.125]')
    const f = math.evaluate('f(x, i) = x^2 * i[1]')
    const inExpression = (text: string) =>
      String(grad((v: Value) => math.evaluate(text, { v, f }))(math.matrix([4, 16])))
    assert.equal(inExpression('sum(map(v, sqrt))'), '[0.25, 0.125]')
    assert.equal(inExpression('sum(map(v, f))'), '[8, 64]')
    const constant = grad((v: Value) => math.sum(functions.map(v, () => 2) as Variable))
    assert.equal(String(constant(math.matrix([4, 16]))), '[0, 0]')
  })
})

describe('where there is no derivative', () => {
  for (const [name, check] of Object.entries(kinks)) {
    it(`${name} gives what the notation says`, check)
  }
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
