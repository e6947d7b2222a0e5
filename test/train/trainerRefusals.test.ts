import assert from 'node:assert/strict'
import { SGD } from '../../src/train/SGD.js'
import { Trainer, type TrainerOptions } from '../../src/train/Trainer.js'
import { blobs, smallNet } from './toys.js'

const train = blobs(60)
const test = blobs(30, 2)
const short: TrainerOptions = { optimizer: new SGD({ lr: 0.5 }), batchSize: 20, epochs: 3 }

describe('Trainer, asked for what it cannot do', () => {
  const refuses = (options: object, given: string | RegExp, data = { train }) =>
    assert.throws(() => new Trainer(smallNet(), data, { ...short, ...options }), {
      name: 'DomainError',
      given,
    })

  it('refuses to begin without a network, data or an optimizer, and says what is missing', () => {
    const missing = (args: readonly unknown[], expected: RegExp, given: string) =>
      assert.throws(() => new Trainer(...(args as ConstructorParameters<typeof Trainer>)), {
        name: 'DomainError',
        expected,
        given,
      })
    missing([smallNet(), { train }], /optimizer/, 'undefined')
    missing([smallNet(), { train }, { epochs: 1 }], /optimizer/, 'undefined')
    missing([smallNet(), { train }, { ...short, optimizer: {} }], /optimizer/, 'an object')
    assert.throws(() => new Trainer(smallNet(), { train }, { ...short, optimizer: SGD as never }), {
      given: 'a function',
      mend: /new SGD/,
    })
    const words = { ...short, optimizer: 'sgd' }
    assert.throws(() => new Trainer(smallNet(), { train }, words as never), { mend: /new SGD/ })
    const misspelt = { optimiser: new SGD(), epochs: 1 }
    missing([smallNet(), { train }, misspelt], /optimizer/, 'the option optimiser')
    missing([undefined, { train }, short], /network/, 'undefined')
    missing([smallNet, { train }, short], /network/, 'a function')
    missing([smallNet(), train, short], /part train/, 'an object')
    missing([smallNet(), Promise.resolve({ train }), short], /part train/, 'an object of Promise')
    missing([smallNet(), { train: { length: 1 } }, short], /data\.train/, 'an object without batch')
    missing([smallNet(), { train: [[1, 2]] }, short], /data\.train/, '[[1, 2]] without batch')
    missing([smallNet(), { train: null }, short], /data\.train/, 'null without batch')
    missing([smallNet(), { train: undefined }, short], /data\.train/, 'undefined without batch')
    missing([smallNet(), { train, test: 5 }, short], /data\.test/, '5 without batch')
  })

  it('refuses a batch larger than the data, or of no whole size', () => {
    refuses({ batchSize: 61 }, '61')
    refuses({ batchSize: 0 }, '0')
    refuses({ batchSize: 1.5 }, '1.5')
  })

  it('refuses both epochs and iterations, neither, and none at all', () => {
    refuses({ iterations: 5 }, 'both')
    refuses({ epochs: undefined }, 'neither')
    refuses({ epochs: 0 }, '0')
    refuses({ epochs: undefined, iterations: -1 }, '-1')
    refuses({ epochs: 1 / 3 }, '0.3333333333333333')
    refuses({ resumeAt: 9 }, '9')
    refuses({ resumeAt: -1 }, '-1')
  })

  it('refuses empty data, and labels of another number than the examples', () => {
    refuses({}, '0', { train: blobs(0) })
    refuses({}, '60 examples with 59 labels', { train: { ...train, labels: [...Array(59)] } })
    refuses({}, '60 examples with no labels', { train: { ...train, labels: null as never } })
  })

  it('refuses a part of the data or a callback that there is not, since it would be left out', () => {
    refuses({}, 'the part tests', { train, tests: test } as never)
    refuses({}, 'the part valid', { train, valid: test } as never)
    refuses({ callbacks: { onBatch: () => {} } }, 'the option onBatch')
    refuses({ callbacks: { onStep: 3 } }, 'onStep: 3')
    refuses({ callbacks: [{ onStep: () => {} }] }, 'callbacks: [an object]')
    const counting = { steps: 0, onStep: () => void counting.steps++ }
    new Trainer(smallNet(), { train }, { ...short, callbacks: counting })
  })

  it('refuses a signal that cannot be aborted', () => {
    refuses({ signal: {} }, 'an object')
    refuses({ signal: new AbortController() }, 'an object of AbortController')
  })

  it('refuses a sampling that it does not know', () => {
    refuses({ sampling: 'sometimes' }, /sometimes/)
  })
})
