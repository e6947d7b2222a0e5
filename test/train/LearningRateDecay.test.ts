import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, tensor } from '../../src/math/storage.js'
import { Adam } from '../../src/train/Adam.js'
import {
  exponentialDecay,
  inverseTimeDecay,
  LearningRateDecay,
  stepDecay,
} from '../../src/train/LearningRateDecay.js'
import { SGD } from '../../src/train/SGD.js'

describe('learning-rate decay', () => {
  it('falls in stairs, smoothly, or as 1/t', () => {
    const steps = [0, 1, 2, 3, 4]
    assert.deepEqual(steps.map(stepDecay({ every: 2, factor: 0.5 })), [1, 1, 0.5, 0.5, 0.25])
    const smooth = steps.map(exponentialDecay({ every: 2, factor: 0.25 }))
    assert.deepEqual(smooth, [1, 0.5, 0.25, 0.125, 0.0625])
    assert.deepEqual(steps.map(inverseTimeDecay({ every: 1 })), [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5])
  })

  it('makes the steps of SGD shorter', () => {
    const params = { W: tensor([0], [1]) }
    const optimizer = new LearningRateDecay(
      new SGD({ lr: 0.5 }),
      stepDecay({ every: 1, factor: 0.5 }),
    )
    const walked = [1, 2, 3].map(() => {
      optimizer.update(params, { W: tensor([-1], [1]) })
      return flat(params.W)[0]
    })
    assert.deepEqual(walked, [0.5, 0.75, 0.875])
    assert.equal(optimizer.lr, 0.0625)
  })

  for (const make of [() => new SGD(), () => new Adam()]) {
    const decayed = () => new LearningRateDecay(make(), inverseTimeDecay({ every: 2 }))

    it(`lets ${make().constructor.name} resume bit for bit`, () => {
      const random = new Random(1)
      const grads = Array.from({ length: 6 }, () => ({ W: random.normal([2, 3]) }))
      const [whole, interrupted] = [{ W: math.ones([2, 3]) }, { W: math.ones([2, 3]) }]
      const [first, before, after] = [decayed(), decayed(), decayed()]
      for (const g of grads) first.update(whole, g)
      for (const g of grads.slice(0, 3)) before.update(interrupted, g)
      after.restore(before.state())
      for (const g of grads.slice(3)) after.update(interrupted, g)
      assert.deepEqual([...flat(interrupted.W)], [...flat(whole.W)])
      assert.equal(after.lr, first.lr)
    })
  }

  it('refuses a decay that gives no rate, before anything moves', () => {
    const params = { W: math.ones([2]) }
    for (const share of [Number.NaN, -0.5, Infinity]) {
      const optimizer = new LearningRateDecay(new SGD(), () => share)
      assert.throws(() => optimizer.update(params, { W: math.ones([2]) }), {
        name: 'DomainError',
        given: `${share} after 0 updates`,
      })
    }
    assert.deepEqual([...flat(params.W)], [1, 1])
  })

  it('may end at a rate of 0', () => {
    const params = { W: math.ones([2]) }
    new LearningRateDecay(new SGD(), () => 0).update(params, { W: math.ones([2]) })
    assert.deepEqual([...flat(params.W)], [1, 1])
  })

  it('does not count an update that was refused', () => {
    const optimizer = new LearningRateDecay(new SGD(), inverseTimeDecay({ every: 1 }))
    assert.throws(() => optimizer.update({ W: math.ones([2]) }, {}), { name: 'ShapeError' })
    assert.equal(optimizer.lr, 0.01)
  })

  it('refuses states of another kind, and settings out of range', () => {
    const decay = inverseTimeDecay({ every: 1 })
    const [sgd, adam] = [new SGD(), new Adam()].map((inner) => new LearningRateDecay(inner, decay))
    const refused = { name: 'DomainError', where: 'LearningRateDecay.restore' }
    const noParts = { name: 'DomainError', where: 'LearningRateDecay' }
    assert.throws(() => new LearningRateDecay(undefined as never, decay), noParts)
    for (const inner of [sgd, { lr: 0.1 }, { update() {} }]) {
      assert.throws(() => new LearningRateDecay(inner as never, decay), noParts)
    }
    assert.throws(() => new LearningRateDecay(sgd, decay), { mend: /multiply the two decays/ })
    const wrongRate = Object.assign(new SGD(), { lr: 'x' as never })
    assert.throws(() => new LearningRateDecay(wrongRate, decay), { given: "lr: 'x'" })
    assert.throws(() => sgd.restore(undefined as never), refused)
    const options = { every: 2, factor: 0.5 } as never
    assert.throws(() => new LearningRateDecay(new SGD(), options), noParts)
    assert.throws(() => sgd.restore(adam.state()), refused)
    assert.throws(() => adam.restore(sgd.state()), refused)
    assert.throws(() => sgd.restore({ steps: 0.5 }), refused)
    for (const options of [
      { every: 0, factor: 0.5 },
      { every: 2, factor: 0 },
      { every: 2, factor: 1.5 },
      { every: NaN, factor: 0.5 },
    ]) {
      assert.throws(() => stepDecay(options), { name: 'DomainError', where: 'stepDecay' })
      assert.throws(() => exponentialDecay(options), { name: 'DomainError' })
    }
    assert.throws(() => inverseTimeDecay({ every: -1 }), { name: 'DomainError' })
  })
})
