import assert from 'node:assert/strict'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { Affine } from '../../src/nn/Affine.js'
import { Dropout, type DropoutOptions } from '../../src/nn/Dropout.js'
import { normalWeights, weightStd } from '../../src/nn/initialWeights.js'
import { DeepConvNet } from '../../src/nn/models/DeepConvNet.js'
import { MultiLayerNet, type MultiLayerNetOptions } from '../../src/nn/models/MultiLayerNet.js'
import { Network } from '../../src/nn/models/Network.js'
import { SimpleConvNet } from '../../src/nn/models/SimpleConvNet.js'
import { Sequential } from '../../src/nn/Sequential.js'
import { summary } from '../../src/nn/summary.js'
import { assertClose } from '../golden/golden.js'

const small: MultiLayerNetOptions = { inputSize: 4, hiddenSizes: [5, 3], outputSize: 2 }
const random = new Random(3)
const x = random.normal([6, 4])
const t = [0, 1, 1, 0, 1, 0]

const spreadOf = (W: Matrix) => Math.sqrt(math.mean(math.square(W)))

/** Central differences find the gradient that backpropagation found. */
function assertGradientRight(net: Network, images = x, labels = t) {
  const numerical = net.numericalGradient(images, labels)
  const analytic = net.gradient(images, labels)
  assert.deepEqual(Object.keys(analytic), Object.keys(net.params))
  for (const name of Object.keys(net.params)) {
    assertClose(analytic[name], numerical[name], { relative: 1e-6, absolute: 1e-8 }, name)
  }
}

const shapesOf = (net: Network) =>
  Object.fromEntries(Object.entries(net.params).map(([name, W]) => [name, [...shape(W)]]))

describe('MultiLayerNet', () => {
  it('names its parameters from 1, each with the shape that its sizes say', () => {
    assert.deepEqual(shapesOf(new MultiLayerNet({ ...small, batchNormalization: true })), {
      W1: [4, 5],
      b1: [5],
      gamma1: [5],
      beta1: [5],
      W2: [5, 3],
      b2: [3],
      gamma2: [3],
      beta2: [3],
      W3: [3, 2],
      b3: [2],
    })
  })

  for (const [name, options] of Object.entries({
    'sigmoid, weights of 1': { activation: 'sigmoid', weightInitStd: 1 },
    'tanh, weight decay': { activation: 'tanh', weightDecay: 0.3 },
    'ReLU, batch normalization': { batchNormalization: true, seed: 1 },
  } satisfies Record<string, Partial<MultiLayerNetOptions>>)) {
    it(`has the gradient of its loss: ${name}`, () => {
      assertGradientRight(new MultiLayerNet({ ...small, ...options }))
    })
  }

  it('adds half the weight decay times the squares of the weights, and not of the biases', () => {
    const plain = new MultiLayerNet(small)
    const net = new MultiLayerNet({ ...small, weightDecay: 0.5 })
    flat(net.params.b1).fill(1)
    flat(plain.params.b1).fill(1)
    const squares = ['W1', 'W2', 'W3'].map((name) => math.sum(math.square(net.params[name])))
    const penalty = 0.25 * (squares[0] + squares[1] + squares[2])
    assertClose(net.loss(x, t) - plain.loss(x, t), penalty, { relative: 1e-12, absolute: 0 })
  })

  it('draws weights of He’s spread for ReLU, of Xavier’s for tanh, or of the one asked for', () => {
    const wide = { inputSize: 400, hiddenSizes: [200], outputSize: 2 }
    const assertSpread = (options: Partial<MultiLayerNetOptions>, variance: number) => {
      const { W1, W2 } = new MultiLayerNet({ ...wide, ...options }).params
      assert.ok(Math.abs(spreadOf(W1) / Math.sqrt(variance / 400) - 1) < 0.01)
      assert.ok(Math.abs(spreadOf(W2) / Math.sqrt(variance / 200) - 1) < 0.1)
    }
    assertSpread({}, 2)
    assertSpread({ activation: 'tanh' }, 1)
    assertSpread({ activation: 'sigmoid' }, 1)
    const { W1 } = new MultiLayerNet({ ...wide, weightInitStd: 0.3 }).params
    assert.ok(Math.abs(spreadOf(W1) / 0.3 - 1) < 0.01)
  })

  it('draws none for a unit without inputs', () => {
    for (const inputs of [0, -1, 1.5, Number.NaN]) {
      for (const rule of ['he', 'xavier', 0.1] as const) {
        assert.throws(() => weightStd(rule, inputs), { given: `inputs: ${inputs}` })
      }
    }
  })

  it('draws none without a source of random numbers', () => {
    const given = 'undefined'
    const drawn = () => normalWeights([2, 3], 0.01, undefined as never)
    assert.throws(drawn, { name: 'DomainError', where: 'normalWeights', given })
  })

  it('switches off other units behind each layer', () => {
    const net = new MultiLayerNet({ ...small, hiddenSizes: [5, 5], dropout: 0.5 })
    net.loss(x, t, { training: true })
    const masks = net.layers.filter((layer) => layer instanceof Dropout).map(({ mask }) => mask)
    assert.equal(masks.length, 2)
    assert.notDeepEqual([...flat(masks[0] as Matrix)], [...flat(masks[1] as Matrix)])
  })

  it('switches off units in training only, and refuses numerical gradients then', () => {
    const net = new MultiLayerNet({ ...small, dropout: 0.5 })
    assert.deepEqual(flat(net.predict(x)), flat(net.predict(x)))
    assert.notEqual(net.loss(x, t, { training: true }), net.loss(x, t, { training: true }))
    assert.throws(() => net.numericalGradient(x, t), { name: 'DomainError', given: /Dropout/ })
  })

  it('refuses them for dropout inside a sequence, and not for dropout that is the same each time', () => {
    const layers = (options: DropoutOptions) => [
      new Sequential([new Affine(math.ones([4, 3]), math.zeros([3])), new Dropout(0.5, options)]),
      new Affine(math.ones([3, 2]), math.zeros([2])),
    ]
    const net = (options: DropoutOptions) => new Network(layers(options), { inputShape: [4] })
    assert.throws(() => net({}).numericalGradient(x, t), { given: /Dropout/ })
    assertGradientRight(net({ mask: math.ones([6, 3]) }))
    assertGradientRight(new MultiLayerNet({ ...small, dropout: 0 }))
  })

  it('leaves running statistics alone when it finds its gradient numerically', () => {
    const net = new MultiLayerNet({ ...small, batchNormalization: true })
    net.gradient(x, t)
    const before = flat(net.predict(x))
    net.numericalGradient(x, t)
    assert.deepEqual(flat(net.predict(x)), before)
  })

  it('refuses sizes and options that make no network', () => {
    const refuses = (options: object, given: string | RegExp) =>
      assert.throws(() => new MultiLayerNet({ ...small, ...options }), {
        name: 'DomainError',
        given,
      })
    refuses({ hiddenSizes: [] }, 'hiddenSizes.length: 0')
    refuses({ hiddenSizes: [5, 1.5] }, 'hiddenSizes[1]: 1.5')
    refuses({ activation: 'cosine' }, "'cosine'")
    refuses({ weightInitStd: 0 }, '0')
    refuses({ weightInitStd: 'large' }, "'large'")
    refuses({ weightDecay: -1 }, '-1')
    refuses({ weightDecay: Infinity }, 'Infinity')
    refuses({ dropout: 1 }, '1')
  })
})

describe('the convolution networks', () => {
  it('SimpleConvNet has the gradient of its loss', () => {
    const options = { inputShape: [2, 8, 8], filters: 3, filterSize: 3, hiddenSize: 4 } as const
    const net = new SimpleConvNet({ ...options, outputSize: 2, weightInitStd: 0.5, seed: 2 })
    assert.deepEqual(shapesOf(net), {
      W1: [3, 2, 3, 3],
      b1: [3],
      W2: [27, 4],
      b2: [4],
      W3: [4, 2],
      b3: [2],
    })
    assertGradientRight(net, random.normal([3, 2, 8, 8]), [0, 1, 1])
  })

  it('SimpleConvNet goes with pads and strides', () => {
    const net = new SimpleConvNet({ inputShape: [1, 9, 12], filterSize: 3, pad: 1, stride: 2 })
    assert.deepEqual([...shape(net.predict(math.zeros([2, 1, 9, 12])))], [2, 10])
    const wide = new SimpleConvNet({ inputShape: [1, 9, 9], filterSize: 3, pad: 2, filters: 2 })
    assert.deepEqual(shapesOf(wide).W2, [2 * 5 * 5, 100])
  })

  it('SimpleConvNet draws weights of the spread 0.01 when none is given', () => {
    assert.ok(Math.abs(spreadOf(new SimpleConvNet().params.W2) / 0.01 - 1) < 0.01)
  })

  it('SimpleConvNet draws all weights of the spread asked for', () => {
    const { W1, W2, W3 } = new SimpleConvNet({ filters: 200, weightInitStd: 0.3 }).params
    for (const W of [W1, W2, W3]) assert.ok(Math.abs(spreadOf(W) / 0.3 - 1) < 0.06)
  })

  it('SimpleConvNet refuses images that the filters leave nothing of', () => {
    const onlyOne = new SimpleConvNet({ inputShape: [1, 6, 6], filters: 3 }) // 6×6, 2×2, 1×1
    assert.deepEqual(shapesOf(onlyOne).W2, [3, 100])
    assert.throws(() => new SimpleConvNet({ inputShape: [1, 5, 5] }), ShapeError)
    assert.throws(() => new SimpleConvNet({ filters: 0 }), DomainError)
  })

  it('DeepConvNet has the layers of the book', () => {
    const net = new DeepConvNet()
    const convolutions = ['Convolution', 'Relu', 'Convolution', 'Relu', 'Pooling']
    const { layers } = summary(net)
    assert.deepEqual(
      layers.map(({ layer }) => layer),
      [...Array(3).fill(convolutions).flat(), 'Affine', 'Relu', 'Dropout', 'Affine', 'Dropout'],
    )
    const pixels = layers.filter(({ layer }) => layer === 'Convolution')
    assert.deepEqual(
      pixels.map(({ output }) => output.join('×')),
      ['16×28×28', '16×28×28', '32×14×14', '32×16×16', '64×8×8', '64×8×8'],
    )
    const ratios = net.layers.filter((layer) => layer instanceof Dropout).map(({ ratio }) => ratio)
    assert.deepEqual(ratios, [0.5, 0.5])
  })

  it('DeepConvNet draws all weights of He’s spread', () => {
    const { params } = new DeepConvNet()
    const inputs = [9, 16 * 9, 16 * 9, 32 * 9, 32 * 9, 64 * 9, 1024, 50]
    inputs.forEach((count, i) => {
      const W = params[`W${i + 1}`]
      const spread = spreadOf(W) / Math.sqrt(2 / count)
      const room = 4 / Math.sqrt(2 * flat(W).length) // four standard deviations
      assert.ok(Math.abs(spread - 1) < room, `W${i + 1}: ${spread}`)
    })
  })

  it('DeepConvNet learns through all of its layers', () => {
    const net = new DeepConvNet({ seed: 1 })
    const { gradient } = net.lossAndGradient(random.uniform([2, 1, 28, 28]), [3, 8])
    for (const [name, g] of Object.entries(gradient)) {
      assert.ok(math.max(math.abs(g)) > 0, `${name} learns`)
    }
    const [of50, of10] = net.layers.filter((layer) => layer instanceof Dropout)
    const begins = [...flat(of50.mask as Matrix)].slice(0, 10)
    assert.notDeepEqual(begins, [...flat(of10.mask as Matrix)].slice(0, 10))
  })
})
