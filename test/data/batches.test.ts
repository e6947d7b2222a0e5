import assert from 'node:assert/strict'
import fc from 'fast-check'
import { miniBatches } from '../../src/data/batches.js'
import { DomainError } from '../../src/math/errors.js'
import { Random } from '../../src/math/random.js'

function take(count: number, batches: Iterator<ArrayLike<number>>): number[][] {
  return Array.from({ length: count }, () => Array.from(batches.next().value))
}

const sizes = fc
  .integer({ min: 1, max: 40 })
  .chain((length) => fc.tuple(fc.constant(length), fc.integer({ min: 1, max: length })))

describe('miniBatches', () => {
  it('without replacement shows every example once per epoch', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), ([length, batchSize], seed) => {
        const batches = miniBatches(length, { batchSize, random: new Random(seed) })
        const perEpoch = Math.ceil(length / batchSize)
        for (let epoch = 0; epoch < 2; epoch++) {
          const seen = take(perEpoch, batches).flat()
          assert.deepEqual(
            seen.sort((a, b) => a - b),
            Array.from({ length }, (_, i) => i),
          )
        }
      }),
      { seed: 2 },
    )
  })

  it('without replacement changes the order from epoch to epoch', () => {
    const batches = miniBatches(100, { batchSize: 100, random: new Random(3) })
    const [first, second] = take(2, batches)
    assert.notDeepEqual(first, second)
  })

  it('with replacement draws from all examples, and in an epoch meets about 63 % of them', () => {
    const length = 10_000
    const random = new Random(4)
    const batches = miniBatches(length, { batchSize: 100, random, sampling: 'withReplacement' })
    const drawn = take(length / 100, batches).flat()
    assert.ok(drawn.every((i) => Number.isInteger(i) && i >= 0 && i < length))
    const batch = take(1, miniBatches(50, { batchSize: 50, random, sampling: 'withReplacement' }))
    assert.ok(new Set(batch[0]).size < 50, 'an example may come twice in one batch')
    const share = new Set(drawn).size / length
    assert.ok(Math.abs(share - (1 - 1 / Math.E)) < 0.02, String(share))
  })

  it('draws the same batches from the same seed', () => {
    for (const sampling of ['withReplacement', 'withoutReplacement'] as const) {
      const run = (seed: number) =>
        take(5, miniBatches(50, { batchSize: 7, random: new Random(seed), sampling }))
      assert.deepEqual(run(5), run(5))
      assert.notDeepEqual(run(5), run(6))
    }
  })

  it('refuses batch sizes and samplings that make no sense, at once', () => {
    const random = new Random(1)
    for (const batchSize of [0, -1, 1.5, 11, Number.NaN]) {
      assert.throws(() => miniBatches(10, { batchSize, random }), DomainError)
    }
    for (const length of [0, -1, 2.5, Number.NaN]) {
      const given = `length: ${length}`
      assert.throws(() => miniBatches(length, { batchSize: 1, random }), { given })
    }
    // @ts-expect-error: the types forbid it, a notebook may still do it
    assert.throws(() => miniBatches(10, { batchSize: 5, random, sampling: 'shuffle' }), {
      expected: "sampling 'withoutReplacement' or 'withReplacement'",
      given: "'shuffle'",
    })
  })

  it('refuses options that are missing, misspelt or none', () => {
    const random = new Random(1)
    for (const [options, given] of [
      [undefined, 'undefined'],
      [{ batchSize: 5, random, samplng: 'withReplacement' }, 'the option samplng'],
      [{ batchSize: 5 }, 'no random'],
      [{ random }, 'no batchSize'],
      [{ batchSize: 5, random: 3 }, 'random: 3'],
      [{ batchSize: 5, random: {} }, 'an object'],
    ] as const) {
      assert.throws(() => miniBatches(10, options as never), {
        name: 'DomainError',
        where: 'miniBatches',
        given,
      })
    }
  })
})
