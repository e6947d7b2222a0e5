import assert from 'node:assert/strict'
import { complexStep, isAnalytic } from '../../src/autodiff/complexStep.js'
import { grad } from '../../src/autodiff/grad.js'
import { operations } from '../../src/autodiff/op.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { tensor } from '../../src/math/storage.js'
import type { Matrix, Num, Value } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'
import { argumentsOf, call, drawn, type Inputs, inputsOf, weighted, weightsFor } from './support.js'

describe('complexStep', () => {
  const analytic = [...operations.values()].filter((operation) => operation.analytic)

  for (const operation of analytic) {
    it(`gives the derivative of ${operation.name} by its rule, to rounding`, () => {
      const random = new Random(2)
      for (const sample of operation.samples) {
        const inputs = drawn(operation, inputsOf(operation, sample), random)
        if (!isAnalytic(operation, argumentsOf(sample, inputs))) continue
        const f = weighted(operation, sample, weightsFor(call(operation, sample, inputs) as Num))
        const [found, expected] = [complexStep(f, inputs as Inputs), grad(f)(inputs)]
        for (const [place, g] of Object.entries(expected)) {
          assertClose((found as Inputs)[place], g as Num, { relative: 1e-11, absolute: 1e-12 })
        }
      }
    })
  }

  it('has the form of its argument, and 0 for what does not matter', () => {
    const f = ({ W, b }: { W: Matrix; b: number; c: number[] }): Value =>
      math.multiply(math.sum(math.exp(W)), math.square(b))
    const W = tensor([0, 1], [2, 1])
    const found = complexStep(f, { W, b: 3, c: [5] })
    assertClose(found.W, tensor([9, 9 * Math.E], [2, 1]), { relative: 1e-15, absolute: 0 })
    assertClose(found.b, 6 * (1 + Math.E), { relative: 1e-15, absolute: 0 })
    assert.deepEqual(found.c, [0])
    assert.equal(String(W), '[[0], [1]]')
  })

  it('errs by rounding alone for a layer of sigmoids, far into its tails', () => {
    const random = new Random(1)
    const [x, b] = [random.normal([2, 3]), random.normal([2])]
    for (const std of [1, 300]) {
      const layer = (W: Matrix) => math.sum(math.sigmoid(math.add(math.multiply(x, W), b)))
      const W = random.normal([3, 2], { std })
      const found = complexStep(layer as (W: Matrix) => Value, W)
      assertClose(found, grad(layer as (W: Matrix) => Value)(W) as Matrix, {
        relative: 1e-13,
        absolute: 1e-16,
      })
    }
  })

  it('says so where a function is not analytic, or not known to mathjs beside the real line', () => {
    const refused = (f: (x: number) => Value, name: string) =>
      assert.throws(
        () => complexStep(f, 0.5),
        (error: DomainError) => error instanceof DomainError && error.given.endsWith(` ${name}`),
      )
    refused((x) => math.exp(math.abs(x)), 'abs')
    refused((x) => math.maximum(x, 2), 'maximum')
    refused((x) => math.erf(x), 'erf')
    refused((x) => math.relu(math.sin(x)), 'relu')
    const v = math.matrix([1, 2])
    refused((x) => math.multiply(math.multiply(x, v), v), 'multiply')
  })

  it('refuses a function that gives no number, and a step that is not above 0', () => {
    assert.throws(() => complexStep((x: Matrix) => math.exp(x), math.matrix([1, 2])), ShapeError)
    assert.throws(() => complexStep((x: number) => math.exp(x), 1, 0), DomainError)
  })

  it('lets no NaN pass for a slope of 0', () => {
    assert.throws(() => complexStep(() => Number.NaN, 1), { name: 'ShapeError', given: /NaN/ })
    // the logarithm of a negative number is complex itself, and its imaginary part no slope
    const outside = (x: Matrix) => math.sum(math.log(x))
    assert.throws(() => complexStep(outside, math.matrix([-1, 2])), {
      name: 'DomainError',
      where: 'complexStep',
      given: /NaN/,
    })
  })
})
