import assert from 'node:assert/strict'
import { grad } from '../../src/autodiff/grad.js'
import type { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { type BackendName, backend, kernels, setBackend } from '../../src/math/kernels/index.js'
import type { Kernels } from '../../src/math/kernels/Kernels.js'
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
import { Adam } from '../../src/train/Adam.js'

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
    new Sigmoid(),
    new Tanh(),
    new Affine(random.normal([50, 30]), random.normal([30])),
    new Sigmoid(),
    new Affine(random.normal([30, 30]), random.normal([30])),
  ]
}

const images = (count = N) => random.normal([count, 1, 8, 8])
const gradients = (count = N) => random.normal([count, 30])

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
      const affine = (D: number, M: number) => new Affine(random.normal([D, M]), random.normal([M]))
      const net = new Sequential([
        affine(29, 30),
        new Relu(),
        affine(30, 30),
        new Relu(),
        affine(30, 31),
      ])
      const buffers = new Set<ArrayBufferLike>()
      // its own methods stay: a layer with others would be left alone
      const used = kernels() as { -readonly [K in keyof Kernels]: Kernels[K] }
      const { reluWithMask } = used
      used.reluWithMask = (x) => {
        buffers.add(x.buffer)
        return reluWithMask(x)
      }
      try {
        for (let i = 0; i < 20; i++) {
          net.forward(random.normal([N, 29]))
          net.backward(random.normal([N, 31]))
        }
      } finally {
        used.reluWithMask = reluWithMask
      }
      assert.ok(buffers.size > 0)
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

  for (const name of ['forward', 'backward'] as const) {
    it(`stays as it is where the ${name} of a layer was replaced by one that records it`, () => {
      const [first, second] = [new Relu(), new Relu()]
      const net = new Sequential(layers([first, second]))
      step(net)
      const seen: (readonly [Matrix, Float64Array])[] = []
      const record = (matrix: Matrix) => {
        seen.push([matrix, flat(matrix).slice()])
        return matrix
      }
      const original = first[name].bind(first) as (x: Matrix, options?: ForwardOptions) => Matrix
      const recording = (x: Matrix, options?: ForwardOptions) =>
        record(original(record(x), options))
      Object.assign(first, { [name]: recording })
      for (let i = 0; i < 4; i++) {
        step(net)
        net.forward(images(), { training: false })
      }
      for (const [matrix, before] of seen) assert.deepEqual(flat(matrix), before)
    })
  }

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

  it('gives the same numbers as fresh memory, in batches of any length', () => {
    const all = layers()
    const net = new Sequential(all)
    for (const count of [N, N, N, N, 2 * N, N, 2 * N, 2 * N, 2 * N, 2 * N, N, 1]) {
      const [x, dout] = [images(count), gradients(count)]
      const y = net.forward(tensor(flat(x).slice(), [count, 1, 8, 8]))
      const dx = net.backward(dout)
      const byHand = all.reduce((h, layer) => layer.forward(h), x)
      const back = all.reduceRight((d, layer) => layer.backward(d), dout)
      assert.deepEqual(copies([y, dx]), copies([byHand, back]))
    }
  })

  it('gives the same training on wasm and by loops', () => {
    const trained = (name: BackendName) => {
      setBackend(name)
      const net = new Sequential(convolutionNet(new Random(3)))
      const [optimizer, data] = [new Adam({ lr: 0.01 }), new Random(4)]
      for (const count of [N, N, N, N, N, 10, N, N, N, N]) {
        net.forward(data.normal([2 * N, 1, 8, 8]), { training: false })
        net.forward(data.normal([count, 1, 8, 8]))
        net.parameterGradients(data.normal([count, 10]))
        optimizer.update(net.params, net.grads)
      }
      return copies(Object.values(net.params))
    }
    const before = backend()
    try {
      assert.deepEqual(trained('wasm'), trained('loops'))
    } finally {
      setBackend(before)
    }
  })

  it('is left alone where Variables remember it', () => {
    const batches = [1, 2, 3, 4].map(() => images())
    const [head, W, b] = [
      convolutionNet(random).slice(0, 3),
      random.normal([36, 50]),
      random.normal([50]),
    ]
    const gradient = (isSequence: boolean) =>
      grad((W: Matrix | Variable) => {
        const all = [...head, new Affine(W, b), new Tanh(), new Relu()]
        const net = new Sequential(all)
        // layers and operations take Variables wherever they take matrices
        const byHand = (x: Matrix) => all.reduce((h, layer) => layer.forward(h) as Matrix, x)
        const runs = batches.map((x) => (isSequence ? (net.forward(x) as Matrix) : byHand(x)))
        return math.sum(math.square(runs.reduce((sum, y) => math.add(sum, y) as Matrix)))
      })(W)
    assert.deepEqual(gradient(true), gradient(false))
  })
})

/** The book's, but smaller. */
function convolutionNet(random: Random): Layer[] {
  return [
    new Convolution(random.normal([4, 1, 3, 3]), random.normal([4])),
    new Relu(),
    new Pooling(2, 2),
    new Affine(random.normal([36, 50]), random.normal([50])),
    new Relu(),
    new Affine(random.normal([50, 10]), random.normal([10])),
  ]
}
