import assert from 'node:assert/strict'
import { Random } from '../../src/math/random.js'
import { flat } from '../../src/math/storage.js'
import type { Optimizer } from '../../src/train/Optimizer.js'
import { SGD } from '../../src/train/SGD.js'
import { logUniform, randomSearch, type Trial, uniform } from '../../src/train/search.js'
import { Trainer } from '../../src/train/Trainer.js'
import { blobs, smallNet } from './toys.js'

const space = { lr: logUniform(1e-6, 1e-2), ratio: uniform(0, 0.5) }

describe('randomSearch', () => {
  it('finds the best of its trials, and draws the same ones for the same seed', async () => {
    const told: number[] = []
    const search = (seed: number) =>
      randomSearch({
        space,
        trials: 40,
        seed,
        score: ({ lr, ratio }) => -Math.abs(Math.log10(lr) + 3) - ratio,
        onTrial: (_, done) => void told.push(done),
      })
    const trials = await search(1)
    assert.equal(trials.length, 40)
    assert.deepEqual(
      told,
      Array.from({ length: 40 }, (_, i) => i + 1),
    )
    const scores = trials.map(({ score }) => score)
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    )
    assert.deepEqual(await search(1), trials)
    assert.notDeepEqual(await search(2), trials)
  })

  it('waits for each score, and puts trainings that failed last', async () => {
    const scores = [0.2, Number.NaN, 0.9]
    const trials: readonly Trial<'x'>[] = await randomSearch({
      space: { x: uniform(0, 1) },
      trials: 3,
      score: async (_, trial) => scores[trial],
    })
    assert.deepEqual(
      trials.map(({ score }) => score),
      [0.9, 0.2, Number.NaN],
    )
  })

  it('takes a training that diverged for the worst, and throws other errors', async () => {
    const data = blobs(60)
    const spoiling: Optimizer = { update: ({ W1 }) => void flat(W1).fill(Number.NaN) }
    const trials = await randomSearch({
      space: { lr: uniform(0, 2) },
      trials: 6,
      async score({ lr }) {
        const optimizer = lr > 1 ? spoiling : new SGD({ lr })
        const options = { optimizer, batchSize: 20, epochs: 1, evaluate: false }
        await new Trainer(smallNet(), { train: data }, options).fit()
        return lr
      },
    })
    const failed = trials.filter(({ parameters }) => parameters.lr > 1)
    assert.ok(failed.length > 0 && failed.length < 6)
    assert.deepEqual(trials.slice(-failed.length), failed)
    assert.ok(failed.every(({ score }) => Number.isNaN(score)))
    const faulty = { space, trials: 2, score: () => Promise.reject(new Error('a fault')) }
    await assert.rejects(randomSearch(faulty), /a fault/)
  })

  it('refuses a score that is no number, such as a forgotten return or a history', async () => {
    for (const [score, given] of [
      [undefined, 'one that gives undefined'],
      [{ loss: [] }, 'one that gives an object'],
    ] as const) {
      const search = randomSearch({ space, trials: 2, score: async () => score as never })
      await assert.rejects(search, { name: 'DomainError', where: 'randomSearch', given })
    }
  })

  it('draws evenly, or evenly in the logarithm', () => {
    const [random, even] = [new Random(4), new Random(4)]
    const exponent = () => Math.log10(logUniform(1e-6, 1e-2)(random))
    for (let i = 0; i < 20; i++) {
      assert.equal(uniform(2, 6)(random), 2 + 4 * even.uniform())
      assert.ok(Math.abs(exponent() - (-6 + 4 * even.uniform())) < 1e-13)
    }
  })

  it('refuses ranges and searches that are none', async () => {
    assert.throws(() => logUniform(0, 1), { name: 'DomainError', given: '0, 1' })
    assert.throws(() => uniform(2, 1), { name: 'DomainError', given: '2, 1' })
    const nothing = { space: {}, trials: 3, score: () => 0 }
    await assert.rejects(randomSearch(nothing), {
      given: 'space: {}, trials: 3, score: a function',
    })
    const none = { space, trials: 0, score: () => 0 }
    await assert.rejects(randomSearch(none), { given: /trials: 0/ })
    const refuses = (search: unknown, given: RegExp) =>
      assert.rejects(randomSearch(search as never), { name: 'DomainError', given })
    await refuses(undefined, /^undefined$/)
    await refuses({}, /^space: {}, trials: undefined, score: undefined$/)
    await refuses({ space, trials: 3 }, /score: undefined$/)
    await refuses({ ...none, trials: 3, space: { lr: 0.1 } }, /^space: {lr: 0.1}/)
    await refuses({ ...none, trials: 3, sead: 1 }, /^the option sead$/)
  })
})
