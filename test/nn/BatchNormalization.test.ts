import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { BatchNormalization } from '../../src/nn/BatchNormalization.js'
import { assertClose, type GoldenArray, golden } from '../golden/golden.js'
import { assertThreeGradientsAgree, matrixOf } from './support.js'

type Arrays<Name extends string> = Record<Name, GoldenArray>

interface BatchCase
  extends Arrays<'x' | 'gamma' | 'beta' | 'dout' | 'out' | 'dgamma' | 'dbeta' | 'dx'> {
  layer: string
  name: string
  per: string
  batch2: GoldenArray
  batch3: GoldenArray
  afterThreeBatches: { startAtOne: Arrays<'runningMean' | 'runningVar' | 'inference'> }
}

const { cases } = golden<{ cases: BatchCase[] }>('layers')
const batchCases = cases.filter(({ layer }) => layer === 'BatchNormalization')
const tolerance = { relative: 1e-12, absolute: 1e-13 }

function layerOf({ gamma, beta, per }: BatchCase): BatchNormalization {
  const options = per === 'activation' ? ({ per } as const) : {}
  return new BatchNormalization(matrixOf(gamma), matrixOf(beta), options)
}

const normalization = <P extends Matrix | Variable>({ gamma, beta }: Record<string, P>) =>
  new BatchNormalization(gamma, beta)
const small = () => new BatchNormalization(math.ones([2]), math.zeros([2]))

describe('BatchNormalization', () => {
  it('has four golden cases', () => assert.equal(batchCases.length, 4))

  for (const example of batchCases) {
    it(`agrees with jax in training: ${example.name}`, () => {
      const layer = layerOf(example)
      assertClose(layer.forward(matrixOf(example.x)), matrixOf(example.out), tolerance, 'y')
      const dx = layer.backward(matrixOf(example.dout))
      // the header's exception: 1/s is 1000 in a constant column, and rounding with it
      const constant = example.name.includes('constant')
      const absolute = constant ? 1e-12 : tolerance.absolute
      assertClose(dx, matrixOf(example.dx), { ...tolerance, absolute }, 'dx')
      assertClose(layer.grads.gamma, matrixOf(example.dgamma), tolerance, 'dgamma')
      assertClose(layer.grads.beta, matrixOf(example.dbeta), tolerance, 'dbeta')
    })

    it(`agrees with jax at inference, after three batches: ${example.name}`, () => {
      const layer = layerOf(example)
      const { runningMean, runningVar, inference } = example.afterThreeBatches.startAtOne
      for (const batch of [example.x, example.batch2, example.batch3]) {
        layer.forward(matrixOf(batch))
      }
      assertClose(layer.runningMean, matrixOf(runningMean), tolerance, 'running mean')
      assertClose(layer.runningVariance, matrixOf(runningVar), tolerance, 'running variance')
      const y = layer.forward(matrixOf(example.x), { training: false })
      assertClose(y, matrixOf(inference), tolerance, 'y at inference')
      assertClose(layer.runningMean, matrixOf(runningMean), tolerance, 'mean after inference')
    })
  }

  it('has the same gradients by hand, by autodiff and by central differences', () => {
    const rows = fc.integer({ min: 4, max: 8 })
    const columns = fc.integer({ min: 1, max: 4 })
    fc.assert(
      fc.property(rows, columns, fc.integer({ min: 0, max: 1e6 }), (N, D, seed) => {
        const random = new Random(seed)
        const params = { gamma: random.normal([D]), beta: random.normal([D]) }
        assertThreeGradientsAgree(normalization, random.normal([N, D]), params, random)
      }),
      { seed: 4, numRuns: 20 },
    )
  })

  for (const per of ['channel', 'activation'] as const) {
    it(`has the same gradients for images, by hand, autodiff and differences: per ${per}`, () => {
      const length = fc.integer({ min: 1, max: 3 })
      const sizes = fc.tuple(fc.integer({ min: 4, max: 6 }), length, length, length)
      fc.assert(
        fc.property(sizes, fc.integer({ min: 0, max: 1e6 }), ([N, C, H, W], seed) => {
          const random = new Random(seed)
          const D = per === 'channel' ? C : C * H * W
          const params = { gamma: random.normal([D]), beta: random.normal([D]) }
          const make = <P extends Matrix | Variable>({ gamma, beta }: Record<string, P>) =>
            new BatchNormalization(gamma, beta, { per })
          assertThreeGradientsAgree(make, random.normal([N, C, H, W]), params, random)
        }),
        { seed: 5, numRuns: 10 },
      )
    })
  }

  it('takes a single image in training, whose pixels are rows enough for a channel', () => {
    const y = small().forward(new Random(2).normal([1, 2, 4, 4]))
    assertClose(math.mean(y), 0, { relative: 0, absolute: 1e-12 })
    const perActivation = new BatchNormalization(math.ones([32]), math.zeros([32]), {
      per: 'activation',
    })
    assert.throws(() => perActivation.forward(math.ones([1, 2, 4, 4])), { name: 'ShapeError' })
  })

  it('gives each column mean 0 and variance 1, whatever its scale', () => {
    const x = math.add(math.dotMultiply(new Random(1).normal([50, 2]), 300), 7000)
    const y = small().forward(x)
    const near = { relative: 1e-9, absolute: 1e-9 }
    assertClose(math.mean(y, 0), math.zeros([2]), near)
    assertClose(math.mean(math.square(y), 0), math.ones([2]), near)
  })

  it('passes numbers through before it has seen a batch, but for epsilon', () => {
    const x = new Random(3).normal([1, 2])
    const y = small().forward(x, { training: false })
    assertClose(y, x, { relative: 1e-6, absolute: 0 })
  })

  it('refuses a backward that no forward in training precedes', () => {
    const layer = small()
    const backward = () => layer.backward(math.ones([3, 2]))
    assert.throws(backward, { name: 'DomainError', where: 'BatchNormalization.backward' })
    layer.forward(math.ones([3, 2]))
    layer.forward(math.ones([3, 2]), { training: false })
    assert.throws(backward, { name: 'DomainError', given: /training: false/ })
  })

  it('refuses a single row in training, and keeps its statistics', () => {
    const layer = small()
    assert.throws(() => layer.forward(math.ones([1, 2])), {
      name: 'ShapeError',
      where: 'BatchNormalization.forward',
      expected: /two or more rows/,
      mend: /the last of an epoch too/,
    })
    assert.deepEqual([...flat(layer.runningMean)], [0, 0])
    assert.deepEqual(shape(layer.forward(math.ones([1, 2]), { training: false })), [1, 2])
  })

  it('refuses another number of columns or channels, and other numbers of axes', () => {
    for (const size of [[3, 4], [2], [3, 2, 2], [3, 1, 2, 2]]) {
      assert.throws(() => small().forward(math.ones(size)), {
        name: 'ShapeError',
        expected: 'x of shape N×2, or images N×2×H×W, as gamma has 2 numbers',
      })
    }
  })

  it('refuses a dout that broadcasting would stretch', () => {
    const layer = small()
    layer.forward(math.ones([3, 2]))
    assert.throws(() => layer.backward(math.ones([1, 2])), { name: 'ShapeError' })
  })

  it('refuses parameters that do not fit together, and options out of range', () => {
    const [gamma, beta] = [math.ones([2]), math.zeros([2])]
    const name = 'DomainError'
    assert.throws(() => new BatchNormalization(gamma, math.zeros([3])), { name: 'ShapeError' })
    assert.throws(() => new BatchNormalization(gamma, beta, { momentum: 1 }), { name })
    assert.throws(() => new BatchNormalization(gamma, beta, { epsilon: 0 }), { name })
    assert.throws(() => new BatchNormalization(gamma, beta, { epsilon: Infinity }), { name })
    assert.throws(() => new BatchNormalization(gamma, beta, { per: 'row' as never }), { name })
  })
})
