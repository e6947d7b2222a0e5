import assert from 'node:assert/strict'
import { flat, tensor } from '../../src/math/storage.js'
import { TwoLayerNet } from '../../src/nn/models/TwoLayerNet.js'
import { AdaGrad } from '../../src/train/AdaGrad.js'
import { Adam } from '../../src/train/Adam.js'
import { AdamW } from '../../src/train/AdamW.js'
import { Momentum } from '../../src/train/Momentum.js'
import { Nesterov } from '../../src/train/Nesterov.js'
import type { Optimizer } from '../../src/train/Optimizer.js'
import { RMSProp } from '../../src/train/RMSProp.js'
import { SGD } from '../../src/train/SGD.js'
import { assertClose, type GoldenArray, golden, type Tolerance } from '../golden/golden.js'
import { matrixOf } from '../nn/support.js'

type NetworkParameters = Record<'W1' | 'b1' | 'W2' | 'b2', GoldenArray>

/** A recorded run, with the options of its rule by the names that our constructors have. */
interface Run {
  rule: string
  source: string
  lr: number
}

interface OptimizersFile {
  bowl: (Run & { formula: string; xy: GoldenArray })[]
  network: NetworkParameters & {
    x: GoldenArray
    labels: GoldenArray
    runs: (Run & { loss: GoldenArray; final: NetworkParameters })[]
  }
}

const { bowl, network } = golden<OptimizersFile>('optimizers')

const rules: Record<string, (options?: object) => Optimizer> = {
  SGD: (options) => new SGD(options),
  Momentum: (options) => new Momentum(options),
  Nesterov: (options) => new Nesterov(options),
  AdaGrad: (options) => new AdaGrad(options),
  RMSProp: (options) => new RMSProp(options),
  'Adam (book)': (options) => new Adam(options),
  'Adam (paper)': (options) => new Adam({ ...options, form: 'paper' }),
  'AdamW (torch)': (options) => new AdamW(options),
}

describe('optimizers', () => {
  it('are all eight in the golden file', () => {
    assert.deepEqual(bowl.map(({ rule }) => rule).sort(), Object.keys(rules).sort())
    assert.deepEqual(network.runs.map(({ rule }) => rule).sort(), Object.keys(rules).sort())
  })

  for (const { rule, source: _, formula: __, xy, ...options } of bowl) {
    it(`${rule} walks the recorded path down x²/20 + y²`, () => {
      const [start, ...points] = xy.data as [number, number][] // rows of a 31×2 array
      const params = { xy: tensor(start, [2]) }
      const optimizer = rules[rule](options)
      for (const point of points) {
        const [x, y] = flat(params.xy)
        optimizer.update(params, { xy: tensor([x / 10, 2 * y], [2]) })
        assertClose(params.xy, tensor(point, [2]), toleranceOf(rule))
      }
    })
  }

  for (const { rule, source: _, loss, final, ...options } of network.runs) {
    it(`${rule} trains a small network along the recorded losses`, () => {
      const x = matrixOf(network.x)
      const labels = matrixOf(network.labels)
      const net = smallNet()
      const optimizer = rules[rule](options)
      const [before, ...after] = flat(matrixOf(loss))
      assertClose(net.loss(x, labels), before, toleranceOf(rule), 'loss')
      for (const expected of after) {
        optimizer.update(net.params, net.gradient(x, labels))
        assertClose(net.loss(x, labels), expected, toleranceOf(rule), 'loss')
      }
      for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
        assertClose(net.params[name], matrixOf(final[name]), toleranceOf(rule), name)
      }
    })
  }

  it('have the book’s defaults', () => {
    const { lr, momentum } = new Momentum()
    assert.deepEqual({ lr, momentum }, { lr: 0.01, momentum: 0.9 })
    assert.deepEqual([new Nesterov().lr, new Nesterov().momentum], [0.01, 0.9])
    assert.deepEqual([new AdaGrad().lr, new AdaGrad().epsilon], [0.01, 1e-7])
    const rmsProp = new RMSProp()
    assert.deepEqual([rmsProp.lr, rmsProp.decay, rmsProp.epsilon], [0.01, 0.99, 1e-7])
    const adam = new Adam()
    assert.deepEqual([adam.lr, adam.beta1, adam.beta2], [0.001, 0.9, 0.999])
    assert.deepEqual([adam.form, adam.epsilon], ['book', 1e-7])
    assert.equal(new Adam({ form: 'paper' }).epsilon, 1e-8)
    assert.deepEqual([new AdamW().weightDecay, new AdamW().epsilon], [0.01, 1e-8])
  })

  it('refuse an update when lr was set to what is no learning rate; 0 may be the end of a decay', () => {
    for (const make of Object.values(rules)) {
      const params = { W: tensor([1, 2], [2]) }
      const update = (lr: unknown) =>
        Object.assign(make(), { lr }).update(params, { W: tensor([1, 1], [2]) })
      for (const lr of [NaN, -1, Infinity, '0.1', undefined]) {
        assert.throws(() => update(lr), {
          name: 'DomainError',
          where: `${make().constructor.name}.update`,
          given: `lr: ${typeof lr === 'string' ? `'${lr}'` : lr}`,
        })
      }
      update(0)
      assert.deepEqual([...flat(params.W)], [1, 2])
    }
  })

  it('refuse learning rates and options outside their range, and say which', () => {
    const refusals: [() => Optimizer, string][] = [
      [() => new Momentum({ momentum: 1 }), 'momentum: 1'],
      [() => new Nesterov({ momentum: -0.1 }), 'momentum: -0.1'],
      [() => new Nesterov({ lr: -1 }), 'lr: -1'],
      [() => new AdaGrad({ epsilon: Infinity }), 'epsilon: Infinity'],
      [() => new RMSProp({ decay: NaN }), 'decay: NaN'],
      [() => new Adam({ beta2: 1 }), 'beta2: 1'],
      [() => new Adam({ form: 'torch' as 'paper' }), "'torch'"], // as JavaScript may call it
      [() => new AdamW({ weightDecay: -1 }), 'weightDecay: -1, lr: 0.001'],
      [() => new AdamW({ weightDecay: 10, lr: 0.1 }), 'weightDecay: 10, lr: 0.1'],
    ]
    for (const [make, given] of refusals) assert.throws(make, { name: 'DomainError', given })
    for (const Class of [SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam, AdamW]) {
      const name = 'DomainError'
      for (const lr of [0, NaN])
        assert.throws(() => new Class({ lr }), { name, given: `lr: ${lr}` })
      if (!('epsilon' in new Class())) continue
      assert.throws(() => new Class({ epsilon: 0 } as object), { name, given: 'epsilon: 0' })
    }
    assert.equal(new AdamW({ weightDecay: 0 }).weightDecay, 0)
  })
})

function toleranceOf(rule: string): Tolerance {
  const nearZero = rule === 'AdaGrad' || rule === 'RMSProp' // as the golden file's header says
  return { relative: 1e-10, absolute: nearZero ? 1e-10 : 1e-12 }
}

function smallNet(): TwoLayerNet {
  const { W1, b1, W2, b2 } = network
  const params = { W1: matrixOf(W1), b1: matrixOf(b1), W2: matrixOf(W2), b2: matrixOf(b2) }
  const [inputSize, hiddenSize] = W1.shape
  const [, outputSize] = W2.shape
  return new TwoLayerNet({ inputSize, hiddenSize, outputSize, activation: 'relu', params })
}
