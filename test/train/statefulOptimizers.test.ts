import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { AdaGrad } from '../../src/train/AdaGrad.js'
import { Adam } from '../../src/train/Adam.js'
import { AdamW } from '../../src/train/AdamW.js'
import { Momentum } from '../../src/train/Momentum.js'
import { Nesterov } from '../../src/train/Nesterov.js'
import { RMSProp } from '../../src/train/RMSProp.js'
import type { OptimizerState, StatefulOptimizer } from '../../src/train/StatefulOptimizer.js'

const stateful: Record<string, () => StatefulOptimizer<string>> = {
  Momentum: () => new Momentum(),
  Nesterov: () => new Nesterov(),
  AdaGrad: () => new AdaGrad(),
  RMSProp: () => new RMSProp(),
  Adam: () => new Adam({ form: 'paper' }),
  AdamW: () => new AdamW(),
}

describe('optimizers with a state', () => {
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
        JSON.parse(JSON.stringify(state)), // without math.reviver
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
