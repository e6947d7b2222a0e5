import assert from 'node:assert/strict'
import { flat } from '../../src/math/storage.js'
import { MultiLayerNet } from '../../src/nn/models/MultiLayerNet.js'
import type { Optimizer } from '../../src/train/Optimizer.js'
import { setProgressView } from '../../src/train/progressView.js'
import { SGD } from '../../src/train/SGD.js'
import { Trainer, type TrainerOptions } from '../../src/train/Trainer.js'
import { blobs, parametersOf, recorded, smallNet } from './toys.js'

const train = blobs(60)
const test = blobs(30, 2)
const sizes = { inputSize: 2, outputSize: 2 }
const spoiled = (data: typeof train) => ({
  ...data,
  batch: (indices: ArrayLike<number>) => {
    const { x, t } = data.batch(indices)
    flat(x)[3] = NaN
    return { x, t }
  },
})
const short: TrainerOptions = { optimizer: new SGD({ lr: 0.5 }), batchSize: 20, epochs: 3 }

describe('Trainer', () => {
  it('learns: the loss falls and the accuracy rises on both parts of the data', async () => {
    const options = { ...short, epochs: 20 }
    const { loss, epochs } = await new Trainer(smallNet(), { train, test }, options).fit()
    assert.equal(loss.length, 60)
    assert.ok(loss.at(-1)! < loss[0] / 2)
    assert.ok(epochs.at(-1)!.trainAccuracy > 0.95)
    assert.ok(epochs.at(-1)!.testAccuracy! > 0.95)
  })

  it('measures before the first update, after each epoch and after the last update', async () => {
    const options = { ...short, epochs: undefined, iterations: 7 }
    const { epochs } = await new Trainer(smallNet(), { train, test }, options).fit()
    assert.deepEqual(
      epochs.map(({ epoch, iteration }) => [epoch, iteration]),
      [
        [0, 0],
        [1, 3],
        [2, 6],
        [7 / 3, 7],
      ],
    )
  })

  it('records the accuracy that the model has at that moment', async () => {
    const net = smallNet()
    const { epochs } = await new Trainer(net, { train, test }, short).fit()
    const { x, t } = test.batch(Array.from({ length: 30 }, (_, i) => i))
    assert.equal(epochs.at(-1)!.testAccuracy, net.accuracy(x, t))
  })

  it('takes 100 examples at a time when nothing else is said', async () => {
    const { data, batches } = recorded(blobs(300))
    const options = { optimizer: new SGD(), epochs: 1, evaluate: false }
    await new Trainer(smallNet(), { train: data }, options).fit()
    assert.deepEqual(
      batches.map(({ length }) => length),
      [100, 100, 100],
    )
  })

  it('leaves out the test accuracy without test data, and all of them when told to', async () => {
    const history = await new Trainer(smallNet(), { train }, short).fit()
    assert.ok(history.epochs.every((record) => !('testAccuracy' in record)))
    const none = await new Trainer(smallNet(), { train }, { ...short, evaluate: false }).fit()
    assert.deepEqual(none.epochs, [])
    assert.deepEqual(none.loss, history.loss)
  })

  it('gives the same bits for the same seed, and others for another', async () => {
    const run = async (seed: number) => {
      const net = smallNet()
      const history = await new Trainer(net, { train }, { ...short, seed }).fit()
      return [...history.loss, ...parametersOf(net)]
    }
    assert.deepEqual(await run(4), await run(4))
    assert.notDeepEqual(await run(4), await run(5))
  })

  it('sees every example once per epoch without replacement', async () => {
    const { data, batches } = recorded(blobs(50))
    const options = { ...short, epochs: 2, evaluate: false }
    await new Trainer(smallNet(), { train: data }, options).fit()
    assert.deepEqual(
      batches.map((batch) => batch.length),
      [20, 20, 10, 20, 20, 10],
    )
    const everyone = Array.from({ length: 50 }, (_, i) => i)
    const epoch = (start: number) => batches.slice(start, start + 3).flat()
    for (const start of [0, 3]) {
      assert.deepEqual(
        epoch(start).sort((a, b) => a - b),
        everyone,
      )
    }
  })

  it('draws full batches from all examples with replacement', async () => {
    const { data, batches } = recorded(blobs(50))
    const options = { ...short, evaluate: false, sampling: 'withReplacement' } as const
    await new Trainer(smallNet(), { train: data }, options).fit()
    assert.equal(batches.length, 9)
    assert.ok(batches.every((batch) => batch.length === 20))
    const firstEpoch = new Set(batches.slice(0, 3).flat())
    assert.ok(firstEpoch.size < 50, 'some examples are drawn twice, so that others are missed')
  })

  it('tells its callbacks what happens, in order', async () => {
    const told: string[] = []
    const callbacks = {
      onStart: ({ iterations }: { iterations: number }) => void told.push(`start ${iterations}`),
      onStep: async ({ iteration }: { iteration: number }) => {
        await Promise.resolve()
        told.push(`step ${iteration}`)
      },
      onEpoch: ({ epoch }: { epoch: number }) => void told.push(`epoch ${epoch}`),
      onEnd: () => void told.push('end'),
    }
    await new Trainer(smallNet(), { train }, { ...short, epochs: 1, callbacks }).fit()
    assert.deepEqual(told, ['start 3', 'epoch 0', 'step 1', 'step 2', 'step 3', 'epoch 1', 'end'])
  })

  it('shows its progress in the view that was set, one for each run', async () => {
    let views = 0
    let steps = 0
    assert.throws(() => setProgressView(3 as never), { name: 'DomainError', given: '3' })
    setProgressView(() => {
      views++
      return { onStep: () => void steps++ }
    })
    try {
      await new Trainer(smallNet(), { train }, short).fit()
      await new Trainer(smallNet(), { train }, short).fit()
    } finally {
      setProgressView()
    }
    await new Trainer(smallNet(), { train }, short).fit()
    assert.deepEqual({ views, steps }, { views: 2, steps: 18 })
  })
})

describe('Trainer, stopped', () => {
  const endless = { ...short, epochs: undefined, iterations: 10_000_000, evaluate: false }

  it('stops at its signal while others run, and keeps the parameters of that moment', async () => {
    const controller = new AbortController()
    const net = smallNet()
    let ended = 0
    const options = {
      ...endless,
      signal: controller.signal,
      callbacks: { onEnd: () => void ended++ },
    }
    const trainer = new Trainer(net, { train }, options)
    let ticks = 0
    const clock = setInterval(() => ++ticks === 3 && controller.abort(new Error('enough')), 1)
    await assert.rejects(trainer.fit(), /enough/)
    clearInterval(clock)
    const updates = trainer.history.loss.length
    assert.ok(updates > 0)
    assert.equal(ended, 1)

    const again = smallNet()
    const same = { ...endless, iterations: updates }
    await new Trainer(again, { train }, same).fit()
    assert.deepEqual(parametersOf(net), parametersOf(again))
  })

  it('throws its own error, also where a listener throws at the end', async () => {
    const onEnd = () => {
      throw new Error('of the listener')
    }
    const signal = AbortSignal.abort(new Error('of the training'))
    const stopped = new Trainer(smallNet(), { train }, { ...endless, signal, callbacks: { onEnd } })
    await assert.rejects(stopped.fit(), /of the training/)
    const whole = new Trainer(smallNet(), { train }, { ...short, callbacks: { onEnd } })
    await assert.rejects(whole.fit(), /of the listener/)
  })

  it('listens to the interrupt of the notebook’s kernel', async () => {
    const key = Symbol.for('notegrad.kernel')
    const controller = new AbortController()
    Reflect.set(globalThis, key, { signal: controller.signal })
    try {
      setTimeout(() => controller.abort(new Error('KeyboardInterrupt')), 5)
      await assert.rejects(new Trainer(smallNet(), { train }, endless).fit(), /KeyboardInterrupt/)
    } finally {
      Reflect.deleteProperty(globalThis, key)
    }
  })

  it('stops when the loss is NaN, and puts back the parameters of the last finite loss', async () => {
    const net = smallNet()
    const seen: number[][] = []
    const spoiling: Optimizer = {
      update({ W1 }) {
        seen.push(parametersOf(net))
        flat(W1)[0] = seen.length === 3 ? NaN : flat(W1)[0] + 0.1
      },
    }
    const trainer = new Trainer(net, { train }, { ...short, optimizer: spoiling })
    await assert.rejects(trainer.fit(), {
      name: 'DomainError',
      where: 'Trainer.fit',
      given: 'loss NaN, first of all in W1, at iteration 4',
    })
    assert.deepEqual(parametersOf(net), seen[2])
    assert.equal(trainer.history.loss.length, 3)
  })

  it('refuses parameters that the last update made infinite, though no loss follows', async () => {
    const spoiling: Optimizer = { update: ({ W1 }) => void flat(W1).fill(Infinity) }
    const options = { ...short, optimizer: spoiling, iterations: 1, evaluate: false } as const
    const trainer = new Trainer(smallNet(), { train }, { ...options, epochs: undefined })
    await assert.rejects(trainer.fit(), { given: 'NaN or Infinity among them at iteration 1' })
  })

  it('puts back what batch normalization measured before the loss became NaN', async () => {
    const net = new MultiLayerNet({ ...sizes, hiddenSizes: [4], batchNormalization: true })
    const spoiling: Optimizer = { update: ({ W1 }) => void flat(W1).fill(NaN) }
    const trainer = new Trainer(net, { train }, { ...short, optimizer: spoiling })
    await assert.rejects(trainer.fit(), /loss NaN, first of all in W1, at iteration 2/)
    assert.ok(Object.values(net.state()).every((matrix) => flat(matrix).every(Number.isFinite)))
  })

  it('says when it is the data that hold NaN', async () => {
    const trainer = new Trainer(smallNet(), { train: spoiled(train) }, short)
    await assert.rejects(trainer.fit(), { given: 'loss NaN, first of all in x, at iteration 1' })
  })

  it('measures NaN on data of NaN, and goes on', async () => {
    const data = { train, test: spoiled(test) }
    const { epochs } = await new Trainer(smallNet(), data, short).fit()
    assert.ok(epochs.every(({ testAccuracy }) => Number.isNaN(testAccuracy)))
    assert.ok(epochs.every(({ trainAccuracy }) => Number.isFinite(trainAccuracy)))
  })

  it('refuses a second training before the first has ended', async () => {
    const trainer = new Trainer(smallNet(), { train }, short)
    const first = trainer.fit()
    await assert.rejects(trainer.fit(), { name: 'DomainError', where: 'Trainer.fit' })
    assert.equal((await first).loss.length, 9)
    assert.equal((await trainer.fit()).loss.length, 9)
  })

  it('notices parameters that the last update made NaN', async () => {
    const net = smallNet()
    const before = parametersOf(net)
    const spoiling: Optimizer = { update: ({ b2 }) => void flat(b2).fill(NaN) }
    const options = { ...short, epochs: undefined, iterations: 1, optimizer: spoiling }
    await assert.rejects(new Trainer(net, { train }, options).fit(), /at iteration 1/)
    assert.deepEqual(parametersOf(net), before)
  })
})
