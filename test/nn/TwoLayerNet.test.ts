import assert from 'node:assert/strict'
import { loadMnist } from '../../src/data/mnist.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, flips, shape } from '../../src/math/storage.js'
import { TwoLayerNet } from '../../src/nn/models/TwoLayerNet.js'
import { Sigmoid } from '../../src/nn/Sigmoid.js'
import { SGD } from '../../src/train/SGD.js'

const sizes = { inputSize: 4, hiddenSize: 3, outputSize: 2 }
const names = ['W1', 'b1', 'W2', 'b2'] as const

describe('TwoLayerNet', () => {
  it('has the shapes that its sizes say, and biases of 0', () => {
    const { params } = new TwoLayerNet(sizes)
    assert.deepEqual(Object.keys(params), [...names])
    assert.deepEqual(
      names.map((name) => [...shape(params[name])]),
      [[4, 3], [3], [3, 2], [2]],
    )
    assert.deepEqual([...flat(params.b1), ...flat(params.b2)], [0, 0, 0, 0, 0])
  })

  it('draws weights of the standard deviation asked for, the same for the same seed', () => {
    const wide = { inputSize: 300, hiddenSize: 100, outputSize: 10, weightInitStd: 0.2 }
    const weights = (seed: number) => flat(new TwoLayerNet({ ...wide, seed }).params.W1)
    const meanSquare = weights(5).reduce((sum, w) => sum + w * w, 0) / 30_000
    assert.ok(Math.abs(Math.sqrt(meanSquare) - 0.2) < 0.003)
    assert.deepEqual(weights(5), weights(5))
    assert.notDeepEqual(weights(5), weights(6))
  })

  it('has a sigmoid, and weights of the spread 0.01, when nothing else is said', () => {
    const net = new TwoLayerNet({ inputSize: 300, hiddenSize: 100, outputSize: 10 })
    assert.ok(net.layers[1] instanceof Sigmoid)
    const spread = Math.sqrt(math.mean(math.square(net.params.W1)))
    assert.ok(Math.abs(spread - 0.01) < 0.0002)
  })

  it('copies the parameters it is given', () => {
    const { params } = new TwoLayerNet(sizes)
    const net = new TwoLayerNet({ ...sizes, params })
    flat(net.params.W1)[0] = 7
    assert.notEqual(flat(params.W1)[0], 7)
    assert.deepEqual(flat(net.params.W2), flat(params.W2))
  })

  for (const activation of ['sigmoid', 'relu'] as const) {
    it(`finds the same gradient by backpropagation and by central differences: ${activation}`, () => {
      const net = new TwoLayerNet({ ...sizes, activation, weightInitStd: 1, seed: 2 })
      const x = new Random(3).normal([5, 4])
      const t = [0, 1, 1, 0, 1]
      const before = names.map((name) => [...flat(net.params[name])])
      const numerical = net.numericalGradient(x, t)
      const backprop = net.gradient(x, t)
      for (const name of names) {
        const [a, b] = [flat(numerical[name]), flat(backprop[name])]
        assert.equal(a.length, b.length)
        a.forEach((value, i) => {
          assert.ok(Math.abs(value - b[i]) < 1e-8, `${name}[${i}]: ${value} and ${b[i]}`)
        })
      }
      assert.deepEqual(
        names.map((name) => [...flat(net.params[name])]),
        before,
      )
    })
  }

  it('leaves every matrix in its flat storage through a training step', () => {
    const net = new TwoLayerNet(sizes)
    const x = new Random(3).normal([5, 4])
    const before = flips()
    new SGD().update(net.params, net.gradient(x, [0, 1, 1, 0, 1]))
    assert.equal(flips(), before)
  })

  it('passes the gradient check on three digits with errors below 1e-9', async () => {
    const { train } = await loadMnist()
    const { x, t } = train.batch([0, 1, 2])
    const net = new TwoLayerNet({ inputSize: 784, hiddenSize: 20, outputSize: 10, seed: 1 })
    const numerical = net.numericalGradient(x, t)
    const backprop = net.gradient(x, t)
    for (const name of names) {
      const error = math.max(math.abs(math.subtract(numerical[name], backprop[name])))
      assert.ok(error < 1e-9, `${name}: ${error}`)
      assert.ok(math.max(math.abs(backprop[name])) > 1e-4, `${name} learns`)
    }
  })

  it('begins at a loss of about log 10 on ten classes', () => {
    const net = new TwoLayerNet({ inputSize: 784, hiddenSize: 50, outputSize: 10 })
    const loss = net.loss(new Random(1).uniform([20, 784]), new Array(20).fill(3))
    assert.ok(Math.abs(loss - Math.log(10)) < 0.1)
  })

  it('refuses sizes, activations and deviations that make no network', () => {
    const make = (options: object) => () => new TwoLayerNet({ ...sizes, ...options })
    assert.throws(make({ hiddenSize: 0 }), { name: 'DomainError', given: 'hiddenSize: 0' })
    assert.throws(make({ activation: 'swish' }), { name: 'DomainError', given: "'swish'" })
    assert.throws(make({ weightInitStd: 0 }), { name: 'DomainError' })
    const { params } = new TwoLayerNet({ ...sizes, hiddenSize: 5 })
    assert.throws(make({ params }), { name: 'ShapeError', given: 'W1 of shape 4×5' })
  })

  it('refuses an x of another width, and labels of another length', () => {
    const net = new TwoLayerNet(sizes)
    assert.throws(() => net.predict(math.zeros([2, 5])), { name: 'ShapeError' })
    assert.throws(() => net.loss(math.zeros([2, 4]), [0]), { name: 'ShapeError' })
    assert.throws(() => net.loss(math.zeros([2, 4]), [0, 2]), { name: 'DomainError' })
  })
})
