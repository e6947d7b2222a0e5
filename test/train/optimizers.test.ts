import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { TwoLayerNet } from '../../src/nn/models/TwoLayerNet.js'
import { AdaGrad } from '../../src/train/AdaGrad.js'
import { Adam } from '../../src/train/Adam.js'
import { AdamW } from '../../src/train/AdamW.js'
import { Momentum } from '../../src/train/Momentum.js'
import { Nesterov } from '../../src/train/Nesterov.js'
import type { Optimizer } from '../../src/train/Optimizer.js'
import { RMSProp } from '../../src/train/RMSProp.js'
import { SGD } from '../../src/train/SGD.js'
import type { OptimizerState, StatefulOptimizer } from '../../src/train/StatefulOptimizer.js'
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

const stateful: Record<string, () => StatefulOptimizer<string>> = {
  Momentum: () => new Momentum(),
  Nesterov: () => new Nesterov(),
  AdaGrad: () => new AdaGrad(),
  RMSProp: () => new RMSProp(),
  Adam: () => new Adam({ form: 'paper' }),
  AdamW: () => new AdamW(),
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
    const all = { SGD: () => new SGD(), ...stateful }
    for (const [rule, make] of Object.entries(all)) {
      const params = { W: tensor([1, 2], [2]) }
      const update = (lr: unknown) =>
        Object.assign(make(), { lr }).update(params, { W: tensor([1, 1], [2]) })
      for (const lr of [NaN, -1, Infinity, '0.1', undefined]) {
        assert.throws(() => update(lr), {
          name: 'DomainError',
          where: `${rule}.update`,
          given: `lr: ${typeof lr === 'string' ? `'${lr}'` : lr}`,
        })
      }
      update(0)
      assert.deepEqual([...flat(params.W)], [1, 2])
    }
  })

  it('refuse to restore what is no state', () => {
    for (const [rule, make] of Object.entries(stateful)) {
      const refuses = (state: unknown, given: string) =>
        assert.throws(() => make().restore(state as OptimizerState), {
          name: 'DomainError',
          where: `${rule}.restore`,
          given,
        })
      refuses(undefined, 'undefined')
      refuses(5, '5')
      refuses({ rule, steps: 1 }, 'memory: undefined')
      refuses({ rule, steps: 1, memory: { W: null } }, 'nothing')
    }
  })

  it('refuse learning rates and options outside their range, and say which', () => {
    const refusals: [() => Optimizer, string][] = [
      [() => new Momentum({ lr: 0 }), 'lr: 0'],
      [() => new Momentum({ momentum: 1 }), 'momentum: 1'],
      [() => new Nesterov({ momentum: -0.1 }), 'momentum: -0.1'],
      [() => new Nesterov({ lr: -1 }), 'lr: -1'],
      [() => new AdaGrad({ lr: NaN }), 'lr: NaN'],
      [() => new AdaGrad({ epsilon: 0 }), 'epsilon: 0'],
      [() => new AdaGrad({ epsilon: Infinity }), 'epsilon: Infinity'],
      [() => new RMSProp({ decay: NaN }), 'decay: NaN'],
      [() => new Adam({ beta2: 1 }), 'beta2: 1'],
      [() => new Adam({ form: 'torch' as 'paper' }), "'torch'"], // as JavaScript may call it
      [() => new AdamW({ weightDecay: -1 }), 'weightDecay: -1, lr: 0.001'],
      [() => new AdamW({ weightDecay: 10, lr: 0.1 }), 'weightDecay: 10, lr: 0.1'],
    ]
    for (const [make, given] of refusals) assert.throws(make, { name: 'DomainError', given })
    assert.equal(new AdamW({ weightDecay: 0 }).weightDecay, 0)
  })
})

for (const [rule, make] of Object.entries(stateful)) {
  describe(rule, () => {
    it('resumes bit for bit from a saved state, which later updates leave alone', () => {
      const random = new Random(6)
      const grads = Array.from({ length: 6 }, () => draw(random))
      const whole = draw(new Random(1))
      const interrupted = draw(new Random(1))
      const first = make()
      for (const g of grads) first.update(whole, g)

      const before = make()
      for (const g of grads.slice(0, 3)) before.update(interrupted, g)
      const state = before.state()
      const saved = stateBits(state)
      before.restore(state)
      before.update(draw(random), draw(random))
      const after = make()
      after.update({ other: math.ones([2]) }, { other: math.ones([2]) })
      after.restore(state)
      for (const g of grads.slice(3)) after.update(interrupted, g)

      assert.deepEqual(bits(interrupted), bits(whole))
      assert.deepEqual(stateBits(after.state()), stateBits(first.state()))
      assert.deepEqual(stateBits(state), saved)
    })

    it('keeps its state in a file of JSON, bit for bit', () => {
      const [optimizer, other] = [make(), make()]
      optimizer.update(draw(new Random(4)), draw(new Random(5)))
      const file = JSON.stringify(optimizer.state())
      other.restore(JSON.parse(file, math.reviver))
      assert.deepEqual(stateBits(other.state()), stateBits(optimizer.state()))
    })

    it('moves some of the parameters, and keeps what it remembers of the others', () => {
      const optimizer = make()
      const { W, b } = draw(new Random(2))
      const grads = draw(new Random(3))
      optimizer.update({ W, b }, grads)
      const [WBefore, bBefore, kept] = [bits({ W }), bits({ b }), bits(optimizer.state().memory.b)]
      optimizer.update({ W }, { W: grads.W })
      assert.notDeepEqual(bits({ W }), WBefore)
      assert.deepEqual([bits({ b }), bits(optimizer.state().memory.b)], [bBefore, kept])
    })

    it('changes the matrices it was given, and leaves gradients alone', () => {
      const params = draw(new Random(2))
      const { W, b } = params
      const grads = draw(new Random(3))
      const [WBefore, bBefore, gradsBefore] = [bits({ W }), bits({ b }), bits(grads)]
      make().update({ ...params }, grads)
      assert.notDeepEqual(bits({ W }), WBefore)
      assert.notDeepEqual(bits({ b }), bBefore)
      assert.deepEqual(bits(grads), gradsBefore)
    })

    it('moves nothing, and stays finite, where every gradient has been 0', () => {
      const params = { W: math.zeros([2]) }
      make().update(params, { W: math.zeros([2]) })
      assert.deepEqual([...flat(params.W)], [0, 0])
    })

    it('changes nothing when a gradient, or the memory of a parameter, does not fit', () => {
      const optimizer = make()
      const params = draw(new Random(4))
      optimizer.update(params, draw(new Random(5)))
      const before = bits(params)
      const state = stateBits(optimizer.state())
      const where = `${rule}.update`
      assert.throws(() => optimizer.update(params, { W: params.W }), { name: 'ShapeError', where })
      const larger = { W: params.W, b: math.ones([9]) }
      assert.throws(() => optimizer.update(larger, larger), { name: 'ShapeError', where })
      const other = { W: params.W, c: params.b }
      assert.throws(() => optimizer.update(other, other), { name: 'DomainError', where })
      assert.deepEqual(bits(params), before)
      assert.deepEqual(stateBits(optimizer.state()), state)
    })

    it('refuses the parameters of another network, of which it remembers nothing', () => {
      const optimizer = make()
      const [params, others, grads] = [4, 5, 6].map((seed) => draw(new Random(seed)))
      optimizer.update(params, grads)
      const before = bits(others)
      const state = optimizer.state()
      assert.throws(() => optimizer.update({ ...params, b: others.b }, grads), {
        name: 'DomainError',
        given: 'another b',
        mend: /an optimizer for each network.*in place/,
      })
      assert.deepEqual(stateBits(optimizer.state()), stateBits(state))
      optimizer.restore(state) // into a network like the one that was saved
      optimizer.update(others, grads)
      assert.notDeepEqual(bits(others), before)
      assert.throws(() => optimizer.update(params, grads), { given: 'another W' })
    })

    it('refuses a state that is not its own, and keeps the one it has', () => {
      const optimizer = make()
      optimizer.update(draw(new Random(4)), draw(new Random(5)))
      const state = optimizer.state()
      const where = `${rule}.restore`
      const bad: OptimizerState[] = [
        { ...state, rule: 'SGD' },
        { ...state, steps: -1 },
        { ...state, memory: { W: {} } },
      ]
      for (const one of bad) {
        assert.throws(() => optimizer.restore(one), { name: 'DomainError', where })
      }
      assert.deepEqual(stateBits(optimizer.state()), stateBits(state))
    })
  })
}

it('an optimizer refuses a state whose letters differ in shape', () => {
  const memory = { W: { m: math.zeros([2]), v: math.zeros([3]) } }
  assert.throws(() => new Adam().restore({ rule: 'Adam', steps: 1, memory }), {
    name: 'ShapeError',
    where: 'Adam.restore',
    given: 'shape [3]',
  })
})

function toleranceOf(rule: string): Tolerance {
  const nearZero = rule === 'AdaGrad' || rule === 'RMSProp' // as the golden file's header says
  return { relative: 1e-10, absolute: nearZero ? 1e-10 : 1e-12 }
}

function draw(random: Random): { W: Matrix; b: Matrix } {
  return { W: random.normal([2, 3]), b: random.normal([3]) }
}

/** The numbers themselves, by name: deepEqual of plain lists tells −0 from 0 and every bit. */
function bits(tensors: Readonly<Record<string, Matrix>>): unknown {
  return Object.entries(tensors).map(([name, x]) => [name, shape(x), [...flat(x)]])
}

function stateBits({ rule, steps, memory }: OptimizerState): unknown {
  return [rule, steps, Object.entries(memory).map(([name, kept]) => [name, bits(kept)])]
}

function smallNet(): TwoLayerNet {
  const { W1, b1, W2, b2 } = network
  const params = { W1: matrixOf(W1), b1: matrixOf(b1), W2: matrixOf(W2), b2: matrixOf(b2) }
  const [inputSize, hiddenSize] = W1.shape
  const [, outputSize] = W2.shape
  return new TwoLayerNet({ inputSize, hiddenSize, outputSize, activation: 'relu', params })
}
