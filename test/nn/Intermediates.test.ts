import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { backend } from '../../src/math/kernels/index.js'
import { Random } from '../../src/math/random.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { Affine } from '../../src/nn/Affine.js'
import { BatchNormalization } from '../../src/nn/BatchNormalization.js'
import { Convolution } from '../../src/nn/Convolution.js'
import { Identity } from '../../src/nn/Identity.js'
import type { ForwardOptions, Layer } from '../../src/nn/Layer.js'
import { Pooling } from '../../src/nn/Pooling.js'
import { Relu } from '../../src/nn/Relu.js'
import { Sequential } from '../../src/nn/Sequential.js'
import { Sigmoid } from '../../src/nn/Sigmoid.js'
import { Tanh } from '../../src/nn/Tanh.js'

const random = new Random(7)
const N = 40

/** Images N×1×8×8 to N×30, with 1,000 numbers or more between any two layers. */
function layers(between: readonly Layer[] = []): Layer[] {
  return [
    new Convolution(random.normal([4, 1, 3, 3]), random.normal([4])),
    new BatchNormalization(math.ones([4]), math.zeros([4])),
    new Relu(),
    ...between,
    new Pooling(2, 2),
    new Affine(random.normal([36, 50]), random.normal([50])),
    new Tanh(),
    new Affine(random.normal([50, 30]), random.normal([30])),
    new Sigmoid(),
    new Affine(random.normal([30, 30]), random.normal([30])),
  ]
}

const images = () => random.normal([N, 1, 8, 8])
const gradients = () => random.normal([N, 30])

function step(net: Layer): Matrix[] {
  const [x, dout] = [images(), gradients()]
  const y = net.forward(x)
  const dx = net.backward(dout)
  return [x, y, dout, dx, ...Object.values(net.grads)]
}

const copies = (matrices: readonly Matrix[]) => matrices.map((matrix) => flat(matrix).slice())

/** What was seen of a pass is still the same after others. */
function assertLastingUnder(net: Layer, seen: readonly Matrix[]): void {
  const before = copies(seen)
  for (let i = 0; i < 4; i++) {
    step(net)
    net.forward(images(), { training: false })
  }
  assert.deepEqual(copies(seen), before)
}

/** Keeps all that it sees. */
class Witness implements Layer {
  readonly params = {}
  readonly grads = {}
  readonly seen: Matrix[] = []

  // the layers of this test see matrices only
  forward(x: unknown, _?: ForwardOptions) {
    const y = math.add(x as Matrix, 1)
    this.seen.push(x as Matrix, y)
    return y as never
  }

  backward(dout: Matrix): Matrix {
    const dx = math.add(dout, 0)
    this.seen.push(dout, dx)
    return dx
  }
}

class KeptByHeirs extends Relu {
  readonly seen: Matrix[] = []

  override backward(dout: Matrix): Matrix {
    const dx = super.backward(dout)
    this.seen.push(dout, dx)
    return dx
  }
}

describe('what passes between layers', () => {
  // the loops make an array for each result
  if (backend() !== 'loops') {
    it('gives its memory to later results, so that a training makes no new one', () => {
      const relu = new Relu()
      const affine = (D: number, M: number) => new Affine(random.normal([D, M]), random.normal([M]))
      const net = new Sequential([affine(29, 30), relu, affine(30, 30), new Relu(), affine(30, 31)])
      const buffers = new Set<ArrayBufferLike>()
      const forward = relu.forward.bind(relu)
      relu.forward = ((x: Matrix, options?: ForwardOptions) => {
        buffers.add(flat(x).buffer)
        return forward(x, options)
      }) as typeof relu.forward
      for (let i = 0; i < 20; i++) {
        net.forward(random.normal([N, 29]))
        net.backward(random.normal([N, 31]))
      }
      assert.ok(buffers.size < 6, `${buffers.size} arrays in 20 steps`)
    })
  }

  it('never was the caller’s', () => {
    const net = new Sequential(layers())
    assertLastingUnder(net, [...step(net), net.forward(images(), { training: false })])
  })

  it('stays as it is beside a layer that may have kept it', () => {
    for (const witness of [new Witness(), new KeptByHeirs()]) {
      const net = new Sequential(layers([witness]))
      step(net)
      assertLastingUnder(net, witness.seen.slice())
    }
  })

  it('stays as it is beside a layer that hands on the matrix itself', () => {
    const x = images()
    const net = new Sequential([new Identity(), new Relu(), new Identity()])
    const before = copies([x, net.forward(x)])
    for (let i = 0; i < 4; i++) net.backward(net.forward(images()))
    assert.deepEqual(copies([x, net.forward(x)]), before)
  })

  it('serves a backward as often as it is called', () => {
    const net = new Sequential(layers())
    net.forward(images())
    const dout = gradients()
    const first = copies([net.backward(dout), ...Object.values(net.grads)])
    assert.deepEqual(copies([net.backward(dout), ...Object.values(net.grads)]), first)
  })

  it('gives the same numbers as fresh memory', () => {
    const all = layers()
    const net = new Sequential(all)
    for (let i = 0; i < 3; i++) {
      const [x, dout] = [images(), gradients()]
      const y = net.forward(tensor(flat(x).slice(), [N, 1, 8, 8]))
      const dx = net.backward(dout)
      const byHand = all.reduce((h, layer) => layer.forward(h), x)
      const back = all.reduceRight((d, layer) => layer.backward(d), dout)
      assert.deepEqual(copies([y, dx]), copies([byHand, back]))
    }
  })
})
