import assert from 'node:assert/strict'
import { collapsed, graph } from '../../src/autodiff/graph.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { Affine } from '../../src/nn/Affine.js'
import { BatchNormalization } from '../../src/nn/BatchNormalization.js'
import { Dropout } from '../../src/nn/Dropout.js'
import { Flatten } from '../../src/nn/Flatten.js'
import type { Layer } from '../../src/nn/Layer.js'
import { MeanSquaredErrorWithLoss } from '../../src/nn/MeanSquaredErrorWithLoss.js'
import { Relu } from '../../src/nn/Relu.js'
import { Sequential } from '../../src/nn/Sequential.js'
import { Tanh } from '../../src/nn/Tanh.js'
import { Adam } from '../../src/train/Adam.js'
import { assertThreeGradientsAgree } from './support.js'

/** Images N×1×2×2 → 3 hidden units → 2 numbers. */
function network<P extends Matrix | Variable>(params: Record<string, P>): Sequential<P> {
  return new Sequential<P>([
    new Flatten(),
    new Affine(params['1.W'], params['1.b']),
    new BatchNormalization(params['2.gamma'], params['2.beta']),
    new Tanh(),
    new Dropout(0.2, { seed: 5 }),
    new Affine(params['5.W'], params['5.b']),
  ])
}

function parameters(random: Random): Record<string, Matrix> {
  return {
    '1.W': random.normal([4, 3]),
    '1.b': random.normal([3]),
    '2.gamma': random.normal([3]),
    '2.beta': random.normal([3]),
    '5.W': random.normal([3, 2]),
    '5.b': random.normal([2]),
  }
}

describe('Sequential', () => {
  it('has the same gradients by hand, by autodiff and by central differences', () => {
    const random = new Random(11)
    const x = random.normal([6, 1, 2, 2])
    assertThreeGradientsAgree(network, x, parameters(random), random)
  })

  it('names parameters by the place of their layer, and holds the matrices themselves', () => {
    const params = parameters(new Random(12))
    const net = network(params)
    assert.deepEqual(Object.keys(net.params), Object.keys(params))
    for (const [name, param] of Object.entries(params)) assert.equal(net.params[name], param)
  })

  it('learns what an optimizer teaches it', () => {
    const random = new Random(13)
    const net = network(parameters(random))
    const [x, t] = [random.normal([20, 1, 2, 2]), random.normal([20, 2])]
    const lastLayer = new MeanSquaredErrorWithLoss()
    const loss = () => lastLayer.forward(net.forward(x, { training: false }), t)
    const optimizer = new Adam({ lr: 0.02 })
    for (let step = 0; step < 100; step++) net.forward(x) // the running statistics settle
    const before = loss()
    for (let step = 0; step < 150; step++) {
      lastLayer.forward(net.forward(x), t)
      net.backward(lastLayer.backward())
      optimizer.update(net.params, net.grads)
    }
    assert.ok(loss() < before / 2, `${before} to ${loss()}`)
  })

  it('names the steps of a graph by their layer and its place', () => {
    const net = new Sequential([new Relu(), new Tanh()])
    const y = net.forward(new Variable(math.ones([2, 2]), 'x'))
    const { nodes } = collapsed(graph(math.sum(y)))
    const layers = nodes.filter(({ kind }) => kind === 'layer').map(({ label }) => label)
    assert.deepEqual(layers.sort(), ['Relu 0', 'Tanh 1'])
  })

  it('may stand in a sequence itself', () => {
    const params = parameters(new Random(14))
    const outer = new Sequential([network(params), new Relu()])
    const x = new Random(15).normal([3, 1, 2, 2])
    const inner = network(params).forward(x, { training: false })
    assert.deepEqual(flat(outer.forward(x, { training: false })), flat(math.relu(inner)))
    assert.ok('0.5.W' in outer.params)
  })

  it('says which layer, at which place, refused its input', () => {
    const net = new Sequential([
      new Affine(math.ones([4, 3]), math.zeros([3])),
      new Relu(),
      new Affine(math.ones([5, 2]), math.zeros([2])),
    ])
    assert.throws(() => net.forward(math.ones([2, 4])), {
      name: 'ShapeError',
      where: 'Sequential, layer 2: Affine.forward',
      given: 'x of shape 2×3',
    })
    assert.throws(() => net.backward(math.ones([2, 2])), {
      name: 'DomainError',
      where: 'Sequential, layer 2: Affine.backward',
    })
  })

  it('refuses to be empty', () => {
    assert.throws(() => new Sequential([]), { name: 'DomainError', given: '[]' })
  })

  it('refuses what is no list of layers', () => {
    const make = Sequential as new (...layers: unknown[]) => Sequential
    const refuses = (layers: unknown, given: string) =>
      assert.throws(() => new make(layers), { name: 'DomainError', given })
    refuses(new Relu(), 'an object of Relu')
    refuses([Relu], '[a function]')
    refuses([new Relu(), undefined], '[an object of Relu, undefined]')
  })

  it('refuses one layer at two places, since its second forward would hide the first', () => {
    const relu = new Relu()
    const refuses = (layers: readonly Layer[]) =>
      assert.throws(() => new Sequential(layers), {
        name: 'DomainError',
        given: 'one Relu at two places',
      })
    refuses([relu, new Tanh(), relu])
    refuses([relu, new Sequential([new Tanh(), relu])])
    refuses([new Sequential([relu]), new Sequential([relu])])
  })

  it('takes a layer that calls something else its layers', () => {
    class Sized extends Relu {
      readonly layers = [64, 64]
    }
    assert.doesNotThrow(() => new Sequential([new Sized(), new Tanh()]))
  })

  it('refuses dropouts of one seed, which would switch off the same units', () => {
    const refuses = (layers: readonly Layer[], given: string) =>
      assert.throws(() => new Sequential(layers), { name: 'DomainError', given })
    refuses([new Dropout(0.5), new Tanh(), new Dropout(0.2)], 'two Dropouts of the same seed')
    const inside = new Sequential([new Dropout(0.5, { seed: 3 })])
    refuses([new Dropout(0.5, { seed: 3 }), inside], 'two Dropouts of the same seed')
    const mask = math.ones([1, 2])
    const chosen = [new Dropout(0.5, { mask }), new Dropout(0.5, { mask }), new Dropout(0)]
    assert.doesNotThrow(() => new Sequential([...chosen, new Dropout(), new Dropout(0)]))
    assert.doesNotThrow(() => new Sequential([new Dropout(), new Dropout(0.5, { seed: 1 })]))
  })

  it('refuses a layer that lacks a part of one', () => {
    const whole = { params: {}, grads: {}, forward: (x: Matrix) => x, backward: (d: Matrix) => d }
    assert.doesNotThrow(() => new Sequential([whole as Layer]))
    for (const part of ['params', 'grads', 'forward', 'backward'] as const) {
      const layer = { ...whole, [part]: undefined }
      assert.throws(() => new Sequential([layer as never]), {
        name: 'DomainError',
        given: '[an object]',
        mend: /params, grads, forward and backward/,
      })
    }
  })
})
