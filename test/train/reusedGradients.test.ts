import assert from 'node:assert/strict'
import type { Dataset } from '../../src/data/Dataset.js'
import { backend } from '../../src/math/kernels/index.js'
import { Random } from '../../src/math/random.js'
import { flat } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { Affine } from '../../src/nn/Affine.js'
import { Network } from '../../src/nn/models/Network.js'
import { Relu } from '../../src/nn/Relu.js'
import type { Optimizer } from '../../src/train/Optimizer.js'
import { SGD } from '../../src/train/SGD.js'
import { Trainer, type TrainerOptions } from '../../src/train/Trainer.js'

type Gradient = Readonly<Record<string, Matrix>>

/** The gradients of its weights have 6,000 and 2,000 numbers: enough to serve again. */
function newNet(first = new Affine(new Random(1).normal([120, 50]), new Random(2).normal([50]))) {
  const second = new Affine(new Random(3).normal([50, 40]), new Random(4).normal([40]))
  return new Network([first, new Relu(), second], { inputShape: [120] })
}

function batches(count: number): { x: Matrix; t: number[] }[] {
  const random = new Random(5)
  return Array.from({ length: count }, (_, i) => ({
    x: random.normal([30, 120]),
    t: Array.from({ length: 30 }, (_, n) => (n + i) % 40),
  }))
}

const copies = (gradient: Gradient) => Object.values(gradient).map((g) => flat(g).slice())

/** As many updates as there are batches; what is given for reuse is the gradient of the last. */
function train(net: Network, see: (gradient: Gradient) => void, count = 12): void {
  const optimizer = new SGD({ lr: 0.1 })
  let spent: Gradient | undefined
  for (const { x, t } of batches(count)) {
    const { gradient } = net.lossAndGradient(x, t, { reuse: spent })
    see(gradient)
    optimizer.update(net.params, gradient)
    spent = gradient
  }
}

/** An affine layer that remembers its gradients. */
class Remembering extends Affine {
  readonly seen: Gradient[] = []

  override parameterGradients(dout: Matrix): void {
    super.parameterGradients(dout)
    this.seen.push(this.grads)
  }
}

describe('a gradient that is given for reuse', () => {
  it('changes no number of those that follow', () => {
    const [net, other] = [newNet(), newNet()]
    const reused: Float64Array[][] = []
    train(net, (gradient) => reused.push(copies(gradient)))
    const optimizer = new SGD({ lr: 0.1 })
    const fresh = batches(12).map(({ x, t }) => {
      const { gradient } = other.lossAndGradient(x, t)
      optimizer.update(other.params, gradient)
      return copies(gradient)
    })
    assert.deepEqual(reused, fresh)
  })

  // the loops make an array for each result
  if (backend() !== 'loops') {
    it('lends its memory to them', () => {
      const arrays = new Set<Float64Array>()
      train(newNet(), ({ W1 }) => arrays.add(flat(W1)), 20)
      assert.ok(arrays.size < 8, `${arrays.size} arrays in 20 steps`)
    })
  }

  it('is the only one that may change', () => {
    const net = newNet()
    const [{ x, t }] = batches(1)
    const kept: Gradient[] = []
    let spent: Gradient | undefined
    for (let i = 0; i < 12; i++) {
      const { gradient } = net.lossAndGradient(x, t, { reuse: spent })
      kept.push(net.gradient(x, t))
      spent = gradient
    }
    const [first, ...others] = kept.map(copies)
    for (const other of others) assert.deepEqual(other, first)
  })

  it('is left alone by a layer of a derived class, which may have kept it', () => {
    const layer = new Remembering(new Random(1).normal([120, 50]), new Random(2).normal([50]))
    const then: Float64Array[][] = []
    train(newNet(layer), () => then.push(copies(layer.seen[then.length])))
    assert.deepEqual(layer.seen.map(copies), then)
  })

  it('may be none of this network, and is left alone then', () => {
    const [{ x, t }] = batches(1)
    const [net, other] = [newNet(), newNet()]
    const { gradient } = other.lossAndGradient(x, t)
    const before = copies(gradient)
    for (let i = 0; i < 6; i++) net.lossAndGradient(x, t, { reuse: gradient })
    assert.deepEqual(copies(gradient), before)
  })

  it('is no use with weight decay, which adds to it', () => {
    const [{ x, t }] = batches(1)
    const net = new Network(newNet().layers, { inputShape: [120], weightDecay: 0.1 })
    const { gradient } = net.lossAndGradient(x, t)
    const again = net.lossAndGradient(x, t, { reuse: gradient }).gradient
    assert.deepEqual(copies(again), copies(gradient))
  })

  it('is an option that is checked', () => {
    const [{ x, t }] = batches(1)
    const misspelt = { reuses: {} } as never
    assert.throws(() => newNet().lossAndGradient(x, t, misspelt), {
      name: 'DomainError',
      mend: 'write reuse',
    })
  })
})

describe('gradients in Trainer', () => {
  const data: Dataset = {
    length: 360,
    shape: [120],
    classes: 40,
    labels: Array.from({ length: 360 }, (_, i) => i % 40),
    batch: () => {
      const [{ x, t }] = batches(1)
      return { x, t: t as never }
    },
  }

  /** Which of the gradients were offered for reuse. */
  async function reusesOf(options: Partial<TrainerOptions>): Promise<boolean[]> {
    const net = newNet()
    const reuses: boolean[] = []
    const lossAndGradient = net.lossAndGradient.bind(net)
    net.lossAndGradient = (x, t, made) => {
      reuses.push(made?.reuse !== undefined)
      return lossAndGradient(x, t, made)
    }
    const settings = { optimizer: new SGD(), batchSize: 30, iterations: 3, evaluate: false }
    await new Trainer(net, { train: data }, { ...settings, ...options }).fit()
    return reuses
  }

  it('serve the next ones', async () => {
    assert.deepEqual(await reusesOf({}), [false, true, true])
  })

  it('stay as they are where a callback or an optimizer might have kept them', async () => {
    class RemembersThem extends SGD {}
    const replaced: Optimizer = Object.assign(new SGD(), { update: () => {} })
    for (const optimizer of [new RemembersThem(), replaced, { update: () => {} }]) {
      assert.deepEqual(await reusesOf({ optimizer }), [false, false, false])
    }
    assert.deepEqual(await reusesOf({ callbacks: {} }), [false, false, false])
  })
})
