import { DomainError } from '../math/errors.js'
import { checkOptions, checkWord } from '../math/options.js'
import { checkPositiveIntegers } from '../math/positiveIntegers.js'
import type { Random } from '../math/random.js'
import { shown } from '../math/shown.js'

/** How mini-batches are drawn; MiniBatchOptions tells what each means. */
export type Sampling = 'withReplacement' | 'withoutReplacement'

/** The first one is the default. */
export const SAMPLINGS: readonly Sampling[] = ['withoutReplacement', 'withReplacement']

/** How `miniBatches` draws. */
export interface MiniBatchOptions {
  /** Examples in a batch: a whole number from 1. */
  batchSize: number
  /** Source of the draws; its state decides the batches. */
  random: Random
  /**
   * `withoutReplacement` (default): every example once per epoch, in a new order each time, the
   * last batch of an epoch smaller when the sizes do not divide.
   * `withReplacement`: every batch drawn afresh from all examples, as the book does; an "epoch"
   * then sees about 63 % of them.
   */
  sampling?: Sampling
}

const KNOWN = { batchSize: 'number', random: 'object', sampling: 'string' } as const

type Endless = Generator<ArrayLike<number>, never, undefined>

/**
 * Indices of one mini-batch after another, without end: take as many as needed.
 *
 * @param length number of examples
 * @throws DomainError for a length that is not a positive whole number, a batch size that is not
 *   one up to `length`, or an unknown sampling.
 */
export function miniBatches(length: number, options: MiniBatchOptions): Endless {
  checkOptions(options, KNOWN, 'miniBatches', ['batchSize', 'random'])
  const { batchSize, random, sampling = 'withoutReplacement' } = options
  checkPositiveIntegers({ length }, 'miniBatches', 'give the number of examples: data.length')
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > length) {
    throw new DomainError({
      where: 'miniBatches',
      expected: `a batch size from 1 to ${length}, the number of examples`,
      given: shown(batchSize),
      mend: 'choose a smaller batch, 100 for instance',
    })
  }
  if (typeof random.permutation !== 'function') {
    throw new DomainError({
      where: 'miniBatches',
      expected: 'random, a source of random numbers',
      given: shown(random),
      mend: 'as in { batchSize: 100, random: new Random(0) }',
    })
  }
  checkWord('miniBatches', 'sampling', sampling, SAMPLINGS)
  const draw = sampling === 'withReplacement' ? drawn : shuffled
  return draw(length, batchSize, random)
}

function* drawn(length: number, batchSize: number, random: Random): Endless {
  while (true) yield random.choice(length, batchSize, { replace: true })
}

function* shuffled(length: number, batchSize: number, random: Random): Endless {
  while (true) {
    const order = random.permutation(length)
    for (let start = 0; start < length; start += batchSize) {
      yield order.slice(start, start + batchSize)
    }
  }
}
