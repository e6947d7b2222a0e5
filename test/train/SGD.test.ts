import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { TwoLayerNet } from '../../src/nn/models/TwoLayerNet.js'
import { SGD } from '../../src/train/SGD.js'
import { assertClose, type GoldenArray, golden } from '../golden/golden.js'
import { matrixOf } from '../nn/support.js'

type NetworkParameters = Record<'W1' | 'b1' | 'W2' | 'b2', GoldenArray>

interface OptimizersFile {
  bowl: { rule: string; lr: number; xy: GoldenArray }[]
  network: NetworkParameters & {
    x: GoldenArray
    labels: GoldenArray
    runs: { rule: string; lr: number; loss: GoldenArray; final: NetworkParameters }[]
  }
}

const { bowl, network } = golden<OptimizersFile>('optimizers')
const tolerance = { relative: 1e-10, absolute: 1e-12 }

describe('SGD', () => {
  it('walks the book’s path down x²/20 + y²', () => {
    const { lr, xy } = find(bowl)
    const [start, ...points] = xy.data as [number, number][]
    const params = { xy: tensor(start, [2]) }
    const optimizer = new SGD({ lr })
    for (const point of points) {
      const [x, y] = flat(params.xy)
      optimizer.update(params, { xy: tensor([x / 10, 2 * y], [2]) })
      assertClose(params.xy, tensor(point, [2]), tolerance)
    }
  })

  it('trains a small network along the recorded losses, to the recorded parameters', () => {
    const { lr, loss, final } = find(network.runs)
    const x = matrixOf(network.x)
    const labels = matrixOf(network.labels)
    const net = smallNet()
    const optimizer = new SGD({ lr })
    const [before, ...after] = flat(matrixOf(loss))
    assertClose(net.loss(x, labels), before, tolerance, 'loss')
    for (const expected of after) {
      optimizer.update(net.params, net.gradient(x, labels))
      assertClose(net.loss(x, labels), expected, tolerance, 'loss')
    }
    for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
      assertClose(net.params[name], matrixOf(final[name]), tolerance, name)
    }
  })

  it('changes the matrices it was given, and leaves gradients alone', () => {
    const W = tensor([1, 2], [2])
    const buffer = flat(W)
    const dW = tensor([10, 20], [2])
    new SGD({ lr: 0.5 }).update({ W }, { W: dW })
    assert.equal(flat(W), buffer)
    assert.deepEqual([...buffer], [-4, -8])
    assert.deepEqual([...flat(dW)], [10, 20])
  })

  it('has the book’s learning rate when none is given', () => {
    assert.equal(new SGD().lr, 0.01)
  })

  for (const lr of [0, -0.1, NaN, Infinity]) {
    it(`refuses the learning rate ${lr}`, () => {
      assert.throws(() => new SGD({ lr }), { name: 'DomainError', given: `lr: ${lr}` })
    })
  }

  it('changes nothing when a gradient is missing or has another shape', () => {
    const params = { W: math.ones([2, 2]), b: math.ones([2]) }
    const update = (grads: Record<string, Matrix>) => () => new SGD().update(params, grads)
    assert.throws(update({ W: math.ones([2, 2]) }), { name: 'ShapeError', given: /for W only/ })
    assert.throws(update({ W: math.ones([2, 2]), b: math.ones([1]) }), { name: 'ShapeError' })
    assert.deepEqual([...flat(params.W), ...flat(params.b)], [1, 1, 1, 1, 1, 1])
  })
})

/** The entry of the plain rule among the golden runs. */
function find<Run extends { rule: string }>(runs: readonly Run[]): Run {
  const run = runs.find(({ rule }) => rule === 'SGD')
  assert.ok(run)
  return run
}

function smallNet(): TwoLayerNet {
  const { W1, b1, W2, b2 } = network
  const params = { W1: matrixOf(W1), b1: matrixOf(b1), W2: matrixOf(W2), b2: matrixOf(b2) }
  const [inputSize, hiddenSize] = W1.shape
  const [, outputSize] = W2.shape
  return new TwoLayerNet({ inputSize, hiddenSize, outputSize, activation: 'relu', params })
}
