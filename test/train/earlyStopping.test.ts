import assert from 'node:assert/strict'
import { split } from '../../src/data/table.js'
import { spirals } from '../../src/data/toys.js'
import { math } from '../../src/math/instance.js'
import { flat } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { MultiLayerNet } from '../../src/nn/models/MultiLayerNet.js'
import { Adam } from '../../src/train/Adam.js'
import { EarlyStopping } from '../../src/train/EarlyStopping.js'
import { Trainer } from '../../src/train/Trainer.js'

const { train, validation } = split(spirals({ perClass: 40, noise: 0.3 }), { validation: 0.3 })
const newNet = () =>
  new MultiLayerNet({
    inputSize: 2,
    hiddenSizes: [20],
    outputSize: 3,
    batchNormalization: true,
    dropout: 0.2,
  })
const all = { x: validation.batch([...Array(validation.length).keys()]).x, t: validation.labels }

describe('early stopping', () => {
  it('stops after `patience` epochs without a better one, and goes back to the best', async () => {
    const net = newNet()
    const options = { optimizer: new Adam({ lr: 0.02 }), batchSize: 42, epochs: 500, patience: 7 }
    const { epochs } = await new Trainer(net, { train, validation }, options).fit()
    const accuracies = epochs.map(({ validationAccuracy = Number.NaN }) => validationAccuracy)
    const best = Math.max(...accuracies)
    assert.ok(epochs.length < 501, 'it stopped early')
    assert.equal(epochs.length - 1 - accuracies.indexOf(best), 7)
    assert.equal(net.accuracy(all.x, all.t), best)
  })

  it('keeps what the last epoch learned when that was the best', async () => {
    const net = newNet()
    const options = { optimizer: new Adam({ lr: 0.02 }), batchSize: 7, epochs: 1, patience: 3 }
    const { epochs } = await new Trainer(net, { train, validation }, options).fit()
    const [before, after] = epochs.map(({ validationAccuracy = Number.NaN }) => validationAccuracy)
    assert.ok(after > before)
    assert.equal(net.accuracy(all.x, all.t), after)
  })

  it('goes back to the start when no epoch is better', async () => {
    const net = newNet()
    const start = net.state()
    const optimizer = { update: ({ W1 }: Record<string, Matrix>) => void flat(W1).fill(0) }
    const options = { optimizer, batchSize: 42, epochs: 9, patience: 2 }
    const best = net.accuracy(all.x, all.t)
    const { epochs } = await new Trainer(net, { train, validation }, options).fit()
    assert.ok(epochs.slice(1).every(({ validationAccuracy = 1 }) => validationAccuracy <= best))
    assert.equal(epochs.length, 3)
    assert.deepEqual(flat(net.params.W1), flat(start.W1))
  })

  it('puts back what batch normalization measured, too', () => {
    const net = newNet()
    const { x, t } = train.batch([...Array(train.length).keys()])
    net.gradient(x, t)
    const stopping = new EarlyStopping(net, 2)
    const before = flat(net.predict(all.x))
    const record = { epoch: 1, iteration: 1, trainAccuracy: 0 }
    assert.equal(stopping.isOver({ ...record, validationAccuracy: 0.5 }), false)
    net.gradient(x, t)
    flat(net.params.W1).fill(1)
    assert.equal(stopping.isOver({ ...record, validationAccuracy: 0.4 }), false)
    assert.equal(stopping.isOver({ ...record, validationAccuracy: 0.5 }), true)
    assert.notDeepEqual(flat(net.predict(all.x)), before)
    stopping.putBack()
    assert.deepEqual(flat(net.predict(all.x)), before)
  })

  it('refuses validation data of NaN, whose accuracy never rises, and changes nothing', async () => {
    const net = newNet()
    const start = net.state()
    const whole = validation.batch([...Array(validation.length).keys()])
    const spoiled = {
      ...validation,
      batch: () => ({ x: math.dotMultiply(whole.x, NaN), t: whole.t }),
    }
    const options = { optimizer: new Adam(), batchSize: 42, epochs: 9, patience: 2 }
    const trainer = new Trainer(net, { train, validation: spoiled }, options)
    await assert.rejects(trainer.fit(), {
      name: 'DomainError',
      given: 'NaN before the first update',
      mend: /firstNotFinite/,
    })
    assert.deepEqual(flat(net.params.W1), flat(start.W1))
    const { patience: _, ...without } = options
    await new Trainer(net, { train, validation: spoiled }, { ...without, epochs: 1 }).fit()
  })

  it('needs validation data, and a whole number of epochs', () => {
    const options = { optimizer: new Adam(), batchSize: 10, epochs: 2 }
    const refuses = (data: object, more: object, given: string) =>
      assert.throws(() => new Trainer(newNet(), { train, ...data }, { ...options, ...more }), {
        name: 'DomainError',
        given,
      })
    refuses({}, { patience: 3 }, 'training data without it')
    refuses({ validation }, { patience: 0 }, '0')
    refuses({ validation }, { patience: 3, evaluate: false }, 'evaluate: false')
    refuses({ validation }, { patience: 3, resumeAt: 1 }, 'resumeAt: 1')
  })
})

describe('a resumed training', () => {
  it('has the same bits as one that was never interrupted', async () => {
    const options = { batchSize: 10, iterations: 40, seed: 3, evaluate: false }
    const whole = newNet()
    const history = await new Trainer(whole, { train }, { ...options, optimizer: new Adam() }).fit()

    const first = newNet()
    const optimizer = new Adam()
    await new Trainer(first, { train }, { ...options, iterations: 17, optimizer }).fit()
    const saved = { net: first.state(), optimizer: optimizer.state() }

    const second = newNet()
    const resumed = new Adam()
    second.restore(saved.net)
    resumed.restore(saved.optimizer)
    const rest = await new Trainer(
      second,
      { train },
      { ...options, optimizer: resumed, resumeAt: 17 },
    ).fit()
    assert.deepEqual(rest.loss, history.loss.slice(17))
    for (const [name, matrix] of Object.entries(whole.state())) {
      assert.deepEqual(flat(second.state()[name]), flat(matrix), name)
    }
  })
})
