import assert from 'node:assert/strict'
import type { Dataset } from '../../src/data/Dataset.js'
import { math } from '../../src/math/instance.js'
import { backend } from '../../src/math/kernels/index.js'
import { Random } from '../../src/math/random.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { Affine } from '../../src/nn/Affine.js'
import { Identity } from '../../src/nn/Identity.js'
import type { Layer } from '../../src/nn/Layer.js'
import { Network } from '../../src/nn/models/Network.js'
import { Relu } from '../../src/nn/Relu.js'
import * as optimizers from '../../src/train/index.js'
import type { Optimizer } from '../../src/train/Optimizer.js'
import { SGD } from '../../src/train/SGD.js'
import { Trainer, type TrainerOptions } from '../../src/train/Trainer.js'

type Gradient = Readonly<Record<string, Matrix>>

/** An affine layer that remembers its gradients. */
class Remembering extends Affine {
  readonly seen: Gradient[] = []

  override parameterGradients(dout: Matrix): void {
    super.parameterGradients(dout)
    this.seen.push(this.grads)
  }
}

/** A layer that changes nothing, and fails on the way back when it is told to. */
class Failing extends Identity {
  fails = false

  override backward(dout: Matrix): Matrix {
    if (this.fails) throw new Error('as told')
    return super.backward(dout)
  }
}

const random = (seed: number, size: number[]) => new Random(seed).normal(size)

/** The gradients of its weights have 6,000, 2,500 and 2,500 numbers: enough to serve again. */
function newNet(First: typeof Affine<Matrix> = Affine, last: Layer = new Identity()): Network {
  const layers = [
    new First(random(1, [120, 50]), random(2, [50])),
    new Relu(),
    new Affine(random(3, [50, 50]), random(4, [50])),
    new Relu(),
    new Affine(random(5, [50, 50]), random(6, [50])),
    last,
  ]
  return new Network(layers, { inputShape: [120] })
}

const STEPS = 12
const batches = Array.from({ length: STEPS }, (_, i) => ({
  x: random(10 + i, [30, 120]),
  t: Array.from({ length: 30 }, (_, n) => (n + i) % 50),
}))

const copies = (gradient: Gradient) => Object.values(gradient).map((g) => flat(g).slice())
const arraysOf = (gradient: Gradient) => Object.values(gradient).map(flat)

/** An update for each batch; what is given for reuse is the gradient of the last. */
function train(net: Network, see: (gradient: Gradient) => void): void {
  const optimizer = new SGD({ lr: 0.1 })
  let spent: Gradient = {}
  for (const { x, t } of batches) {
    const { gradient } = net.lossAndGradient(x, t, { reuse: spent })
    see(gradient)
    optimizer.update(net.params, gradient)
    spent = gradient
  }
}

/** What the same training gives in new memory. */
function freshGradients(): Float64Array[][] {
  const [net, optimizer] = [newNet(), new SGD({ lr: 0.1 })]
  return batches.map(({ x, t }) => {
    const gradient = net.gradient(x, t)
    optimizer.update(net.params, gradient)
    return copies(gradient)
  })
}

describe('a gradient that is given for reuse', () => {
  it('changes no number of those that follow', () => {
    const reused: Float64Array[][] = []
    train(newNet(), (gradient) => reused.push(copies(gradient)))
    assert.deepEqual(reused, freshGradients())
  })

  // the loops make an array for each result
  if (backend() !== 'loops') {
    it('lends its memory to them', () => {
      const arrays = new Set<Float64Array>()
      const net = newNet()
      train(net, ({ W1 }) => {
        arrays.add(flat(W1))
        net.gradient(batches[0].x, batches[0].t) // this one is new, and takes none of it
      })
      assert.ok(arrays.size < 6, `${arrays.size} arrays in ${STEPS} steps`)
    })
  }

  it('is the only one that may change', () => {
    const net = newNet()
    const kept: { gradient: Gradient; before: Float64Array[] }[] = []
    train(net, () => {
      const { x, t } = batches[kept.length]
      const gradient = net.gradient(x, t)
      kept.push({ gradient, before: copies(gradient) })
    })
    for (const { gradient, before } of kept) assert.deepEqual(copies(gradient), before)
  })

  it('cannot be read again, and says why', () => {
    const net = newNet()
    const [{ x, t }] = batches
    const { gradient } = net.lossAndGradient(x, t, { reuse: {} })
    const inLayer = net.layers[0].grads.W
    net.lossAndGradient(x, t, { reuse: gradient })
    const mend = /^copy what is to be kept before/
    const readings = [flat, math.sum, math.clone, String, JSON.stringify]
    for (const read of readings as ((matrix: Matrix) => unknown)[]) {
      for (const spent of [gradient.W1, gradient.b3, inLayer]) {
        assert.throws(() => read(spent), { name: 'DomainError', mend })
      }
    }
    assert.ok(Number.isFinite(math.sum(net.layers[0].grads.W)))
  })

  it('comes back once, however often it is given', () => {
    const net = newNet()
    const given: Gradient = {}
    const kept: { gradient: Gradient; before: Float64Array[] }[] = []
    for (const [i, { x, t }] of batches.entries()) {
      const { gradient } = net.lossAndGradient(x, t, { reuse: given })
      assert.equal(new Set(arraysOf(gradient)).size, 6)
      if (i % 3 === 0) kept.push({ gradient, before: copies(gradient) })
      else
        for (const [name, g] of Object.entries(gradient))
          Object.assign(given, { [`${name} ${i}`]: g })
    }
    for (const { gradient, before } of kept) assert.deepEqual(copies(gradient), before)
  })

  it('comes back once also where the first call failed', () => {
    const last = new Failing()
    const [net, optimizer] = [newNet(Affine, last), new SGD({ lr: 0.1 })]
    let spent: Gradient = {}
    const reused = batches.map(({ x, t }) => {
      last.fails = true
      assert.throws(() => net.lossAndGradient(x, t, { reuse: spent }), /as told/)
      last.fails = false
      const { gradient } = net.lossAndGradient(x, t, { reuse: spent })
      optimizer.update(net.params, gradient)
      spent = gradient
      return copies(gradient)
    })
    assert.deepEqual(reused, freshGradients())
  })

  it('is left alone by a layer of a derived class, which may have kept it', () => {
    const net = newNet(Remembering)
    const { seen } = net.layers[0] as Remembering
    const before: Float64Array[][] = []
    train(net, () => before.push(copies(seen[before.length])))
    assert.deepEqual(seen.map(copies), before)
  })

  it('may be none of this network, and is left alone then', () => {
    const [{ x, t }, ...others] = batches
    const { gradient } = newNet().lossAndGradient(x, t, { reuse: {} })
    const before = copies(gradient)
    const net = newNet()
    for (const { x, t } of others) net.lossAndGradient(x, t, { reuse: gradient })
    assert.deepEqual(copies(gradient), before)
  })

  it('is an option that is checked', () => {
    const [{ x, t }] = batches
    const misspelt = { reuses: {} } as never
    assert.throws(() => newNet().lossAndGradient(x, t, misspelt), {
      name: 'DomainError',
      mend: 'write reuse',
    })
  })
})

// the loops make an array for each result
if (backend() !== 'loops') {
  describe('the gradients of Trainer', () => {
    /** In how many arrays the gradients of the first weights lie, after each of the steps. */
    async function arraysIn(net: Network, options: Partial<TrainerOptions> = {}): Promise<number> {
      const arrays = new Set<Float64Array>()
      const see = () => {
        const { W } = net.layers[0].grads
        if (W) arrays.add(flat(W))
      }
      const train: Dataset = {
        length: 30 * STEPS,
        shape: [120],
        classes: 50,
        labels: Array.from({ length: 30 * STEPS }, (_, i) => i % 50),
        batch: (indices) => {
          see()
          const { x, t } = batches[indices[0] % STEPS]
          return { x, t: tensor(t, [30]) }
        },
      }
      const settings = { optimizer: new SGD(), batchSize: 30, iterations: STEPS, evaluate: false }
      await new Trainer(net, { train }, { ...settings, ...options }).fit()
      see()
      return arrays.size
    }

    const noRules = ['StatefulOptimizer', 'LearningRateDecay'] // abstract; it may hold any other
    const rules = Object.entries(optimizers).filter(
      ([name, value]) =>
        typeof value === 'function' &&
        'update' in (value.prototype ?? {}) &&
        !noRules.includes(name),
    )
    for (const [name, Rule] of rules) {
      it(`serve the next ones with ${name}`, async () => {
        const optimizer = new (Rule as new () => Optimizer)()
        assert.ok((await arraysIn(newNet(), { optimizer })) < 6)
      })
    }

    it('stay as they are where a callback, an optimizer or a network might have kept them', async () => {
      class OfAnother extends SGD {}
      class Wrapped extends Network {
        override lossAndGradient(...given: Parameters<Network['lossAndGradient']>) {
          return super.lossAndGradient(...given)
        }
      }
      const replaced: Optimizer = Object.assign(new SGD(), { update: () => {} })
      const between: Optimizer = Object.create(
        Object.assign(Object.create(SGD.prototype), { update: () => {} }),
      )
      for (const optimizer of [new OfAnother(), replaced, between, { update: () => {} }]) {
        assert.equal(await arraysIn(newNet(), { optimizer }), STEPS)
      }
      assert.equal(await arraysIn(newNet(), { callbacks: {} }), STEPS)
      assert.equal(await arraysIn(new Wrapped(newNet().layers, { inputShape: [120] })), STEPS)
    })
  })
}
