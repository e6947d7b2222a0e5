import assert from 'node:assert/strict'
import type { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { Affine } from '../../src/nn/Affine.js'
import { BatchNormalization } from '../../src/nn/BatchNormalization.js'
import { Convolution } from '../../src/nn/Convolution.js'
import type { Layer } from '../../src/nn/Layer.js'
import { MultiLayerNet, type MultiLayerNetOptions } from '../../src/nn/models/MultiLayerNet.js'
import { Network } from '../../src/nn/models/Network.js'
import { Relu } from '../../src/nn/Relu.js'
import { Sequential } from '../../src/nn/Sequential.js'

const small: MultiLayerNetOptions = { inputSize: 4, hiddenSizes: [5, 3], outputSize: 2 }
const x = new Random(3).normal([6, 4])
const t = [0, 1, 1, 0, 1, 0]

describe('Network', () => {
  it('refuses examples without a shape', () => {
    for (const inputShape of [[0], [-4], [1.5], undefined as never]) {
      assert.throws(() => new Network([new Relu()], { inputShape }), { name: 'DomainError' })
    }
  })

  it('refuses parameters that would get one name: W of the eleventh layer, and W1 of the first', () => {
    const own = new Own({ W: math.ones([4]), W1: math.ones([4]) })
    const make = (before: number) =>
      new Network([...Array.from({ length: before }, () => affine(4, 4)), own], { inputShape: [4] })
    assert.deepEqual(Object.keys(make(1).params), ['W1', 'b1', 'W2', 'W11'])
    assert.throws(() => make(10), { name: 'DomainError', given: 'W11 twice' })
  })

  it('refuses an option of lossAndGradient that there is not', () => {
    const net = new MultiLayerNet(small)
    assert.throws(() => net.lossAndGradient(x, t, { reus: {} } as never), {
      name: 'DomainError',
      where: 'Network.lossAndGradient',
      given: 'the option reus',
    })
  })

  it('says which layer left no gradient, and gives no other one for it', () => {
    const own = new Own({ W: math.ones([4]) })
    const net = new Network([affine(4, 4), own, affine(4, 2)], { inputShape: [4] })
    assert.throws(() => net.gradient(x, t), {
      name: 'DomainError',
      expected: 'a gradient of W from layer 1, which has a parameter W',
      given: 'none',
    })
    own.grads = { other: math.ones([1]), W: math.ones([4]) }
    assert.deepEqual(Object.keys(net.gradient(x, t)), Object.keys(net.params))
  })
})

function affine(inputs: number, outputs: number): Affine {
  return new Affine(math.ones([inputs, outputs]), math.zeros([outputs]))
}

/** Lets all pass, and leaves the gradients that it is given. */
class Own implements Layer {
  grads: Layer['grads'] = {}
  constructor(readonly params: Layer['params']) {}
  forward(h: Matrix): Matrix
  forward(h: Variable): Variable
  forward(h: Matrix | Variable) {
    return h
  }
  backward(dout: Matrix): Matrix {
    return dout
  }
}

describe('a network’s state', () => {
  const trained = () => {
    const net = new MultiLayerNet({ ...small, batchNormalization: true, dropout: 0.1, seed: 5 })
    net.gradient(x, t)
    return net
  }

  it('is a copy, and makes another network predict the same bits', () => {
    const net = trained()
    const state = net.state()
    assert.deepEqual(Object.keys(state).slice(-6), [
      'runningMean1',
      'runningVariance1',
      'random1',
      'runningMean2',
      'runningVariance2',
      'random2',
    ])
    const other = new MultiLayerNet({ ...small, batchNormalization: true, dropout: 0.1, seed: 6 })
    other.restore(state)
    assert.deepEqual(flat(other.predict(x)), flat(net.predict(x)))
    flat(state.W1).fill(0)
    flat(state.runningMean1).fill(7)
    assert.deepEqual(flat(other.predict(x)), flat(net.predict(x)))
  })

  it('is refused when it is of another network, and nothing is changed then', () => {
    const net = trained()
    const before = flat(net.predict(x))
    const { b3: _, ...without } = net.state()
    const wrong = { ...net.state(), W3: math.zeros([3, 5]) }
    const refuses = (state: object, given: string) =>
      assert.throws(() => net.restore({ ...state }), { name: 'ShapeError', given })
    refuses(without, 'no b3')
    refuses(wrong, 'W3 of shape 3×5')
    refuses({ ...net.state(), W9: math.zeros([1]) }, 'W9 of shape [1]')
    const random1 = math.dotMultiply(net.state().random1, 0)
    const spoiled = {
      ...net.state(),
      W1: math.zeros([4, 5]),
      runningMean1: math.ones([5]),
      random1,
    }
    assert.throws(() => net.restore(spoiled), { name: 'DomainError' })
    const negative = { ...net.state(), runningVariance1: math.unaryMinus(math.ones([5])) }
    assert.throws(() => net.restore(negative), { name: 'DomainError', given: '-1' })
    assert.throws(() => net.restore(undefined as never), {
      name: 'DomainError',
      given: 'undefined',
    })
    assert.throws(() => net.restore(JSON.parse(JSON.stringify(net.state()))), {
      name: 'DomainError',
      where: 'Network.restore',
      expected: 'W1, a matrix',
      mend: /JSON\.parse\(text, math\.reviver\)/,
    })
    assert.deepEqual(flat(net.predict(x)), before)
  })
})

describe('the parameters of a network', () => {
  it('cannot be replaced, for the layers would keep the old ones', () => {
    const net = new MultiLayerNet(small)
    const sequence = new Sequential(net.layers)
    assert.throws(() => Object.assign(net.params, { W1: math.zeros([4, 5]) }), /read only.*W1/)
    assert.throws(() => Object.assign(sequence.params, { '0.W': math.zeros([4, 5]) }), /read only/)
  })

  it('cannot be replaced in a layer, for the optimizer would move the old ones', () => {
    const gamma = math.ones([2])
    const layers = {
      W: [affine(2, 2), new Convolution(math.ones([1, 1, 2, 2]), math.zeros([1]))],
      gamma: [new BatchNormalization(gamma, math.zeros([2]))],
    }
    for (const [name, made] of Object.entries(layers)) {
      for (const { params } of made)
        assert.throws(() => Object.assign(params, { [name]: math.ones([2]) }), /read only/)
    }
  })
})

describe('a loss that is no number', () => {
  it('is traced to the data, a parameter or a layer', () => {
    const net = new MultiLayerNet(small)
    assert.equal(net.firstNotFinite(x), undefined)
    assert.equal(net.firstNotFinite(math.dotMultiply(x, Infinity)), 'x')
    flat(net.params.W1).fill(1e200)
    flat(net.params.W2).fill(1e200)
    assert.equal(net.firstNotFinite(x), 'the output of layer 2, Affine')
    flat(net.params.b2)[1] = NaN
    assert.equal(net.firstNotFinite(x), 'b2')
  })
})
