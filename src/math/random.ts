/**
 * # Random numbers, the same everywhere
 *
 * xoshiro256** (D. Blackman and S. Vigna, 2018) makes 64 random bits at a time from a state of
 * 256; splitmix64 spreads a seed over the state. Both are integer arithmetic, done here in 32-bit
 * halves. Normal numbers use only + − × ÷, √ and our own logarithm. So a seed gives the same bits
 * on every engine, and recorded outputs stay true.
 */
import { DomainError } from './errors.js'
import { count } from './flatStorage.js'
import { log } from './kernels/elementary.js'
import { checkOptions } from './options.js'
import { checkSize } from './shapes.js'
import { shown, shownEach } from './shown.js'
import { flat, tensor } from './storage.js'
import { isMatrix, type Matrix } from './types.js'
import { checkWeights, drawnWithoutReplacement, drawnWithReplacement } from './weightedChoice.js'
import { noState, Xoshiro256 } from './xoshiro256.js'

/** Which normal distribution is drawn from. */
export interface NormalOptions {
  /** 0 when left out. */
  readonly mean?: number
  /** Standard deviation, 0 or more; 1 when left out. */
  readonly std?: number
}

/** How `choice` draws. */
export interface ChoiceOptions {
  /** Whether a number may come twice; true when left out. */
  readonly replace?: boolean
  /** n numbers of 0 or more, which need not add up to 1. */
  readonly weights?: ArrayLike<number> | Matrix
}

/** A copy of the generator's state: plain data, which JSON keeps. */
export interface RandomState {
  /** The 256 bits of the generator, as 32-bit numbers. */
  readonly words: readonly number[]
  /** The second of the last pair of normal numbers, not yet given. */
  readonly spareNormal: number | null
}

/** A stream of random numbers from a seed, the same bits on every engine. */
export class Random {
  readonly #bits: Xoshiro256
  #spareNormal: number | null = null

  /** @throws DomainError unless the seed is a whole number that float64 holds exactly. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) {
      throw new DomainError({
        where: 'Random',
        expected: 'a whole number as seed, between −2⁵³ and 2⁵³',
        given: shown(seed),
        mend: 'as in new Random(42)',
      })
    }
    this.#bits = new Xoshiro256(seed)
  }

  /**
   * Numbers from 0 to 1, without 1: one of them, or a matrix of that size.
   *
   * @throws ShapeError for a size that is no list of lengths, or that no memory could hold.
   */
  uniform(): number
  uniform(size: readonly number[]): Matrix
  uniform(size?: readonly number[]): number | Matrix {
    return this.#fill(size, 'uniform', () => this.#uniform())
  }

  /**
   * Normally distributed numbers: one, or a matrix of that size.
   *
   * @throws DomainError when std is negative or a parameter is not finite; ShapeError for a size
   *   that is none.
   */
  normal(options?: NormalOptions): number
  normal(size: readonly number[], options?: NormalOptions): Matrix
  normal(size?: readonly number[] | NormalOptions, options?: NormalOptions): number | Matrix {
    const [lengths, chosen] = isSize(size) ? [size, options ?? {}] : [undefined, size ?? {}]
    checkOptions(chosen, { mean: 'number', std: 'number' }, 'Random.normal')
    const { mean = 0, std = 1 } = chosen
    if (!(std >= 0 && Number.isFinite(std + mean))) {
      throw new DomainError({
        where: 'Random.normal',
        expected: 'a finite mean, and std of 0 or more',
        given: shownEach({ mean, std }),
        mend: 'std is the standard deviation, not a variance with a sign',
      })
    }
    return this.#fill(lengths, 'normal', () => mean + std * this.#normal())
  }

  /**
   * n whole numbers from `low` (0 when left out) to `high` − 1, each equally likely.
   *
   * @throws DomainError for bounds that are no whole numbers, are equal or exchanged, or lie more
   *   than 2³² apart; ShapeError unless n is a whole number of 0 or more.
   */
  integers(n: number, bounds: { low?: number; high: number }): Int32Array | Float64Array {
    checkOptions(bounds, { low: 'number', high: 'number' }, 'Random.integers')
    const { low = 0, high } = bounds
    checkSize([n], 'Random.integers')
    const range = high - low
    if (
      !(Number.isSafeInteger(low) && Number.isSafeInteger(high) && range >= 1 && range <= 2 ** 32)
    ) {
      throw new DomainError({
        where: 'Random.integers',
        expected: 'whole numbers low < high, at most 2³² apart',
        given: shownEach({ low, high }),
        mend: 'high itself is not drawn: { low: 1, high: 7 } is a die',
      })
    }
    const fitsInt32 = low >= -(2 ** 31) && high <= 2 ** 31
    const drawn = fitsInt32 ? new Int32Array(n) : new Float64Array(n)
    for (let i = 0; i < n; i++) drawn[i] = low + this.#below(range)
    return drawn
  }

  /**
   * The numbers 0 … n−1 in random order, every order equally likely.
   *
   * @throws ShapeError unless n is a whole number of 0 or more.
   */
  permutation(n: number): Int32Array {
    checkSize([n], 'Random.permutation')
    return this.#shuffled(n, n)
  }

  /**
   * `amount` of the numbers 0 … n−1: with replacement (the default) each is drawn from all of
   * them, without it no number comes twice. With weights, each is drawn in proportion to its own.
   *
   * @throws DomainError when there are fewer than `amount` to draw from, or for a weight below 0 or
   *   not finite; ShapeError when the weights are not n, or n or `amount` is no whole number of 0
   *   or more.
   */
  choice(n: number, amount: number, options: ChoiceOptions = {}): Int32Array {
    checkOptions(options, { replace: 'boolean', weights: 'list' }, 'Random.choice')
    const { replace = true, weights } = options
    checkSize([n], 'Random.choice')
    checkSize([amount], 'Random.choice')
    if (weights !== undefined) {
      const list = isMatrix(weights) ? flat(weights) : weights
      checkWeights(list, n, amount, replace)
      const drawn = replace ? drawnWithReplacement : drawnWithoutReplacement
      return drawn(list, amount, () => this.#uniform())
    }
    if (amount > (replace && n > 0 ? Infinity : n)) {
      throw new DomainError({
        where: 'Random.choice',
        expected: replace ? 'at least one number to draw from' : `at most ${n} without replacement`,
        given: `choice(${shown(n)}, ${shown(amount)})`,
        mend: 'draw fewer, or from more, or with { replace: true }',
      })
    }
    return replace
      ? Int32Array.from({ length: amount }, () => this.#below(n))
      : this.#shuffled(n, amount)
  }

  /**
   * A generator of its own, whose numbers are independent of those that follow here. Give one to
   * each part of a program, and no part changes when another one draws more.
   */
  split(): Random {
    const other = new Random(0)
    other.restore({ words: this.#bits.split(), spareNormal: null })
    return other
  }

  /** The state as it is now; `restore` continues from it with the same numbers. */
  save(): RandomState {
    return { words: this.#bits.words(), spareNormal: this.#spareNormal }
  }

  /** Goes on from a state of `save`. @throws DomainError for another; nothing is changed then. */
  restore({ words, spareNormal }: RandomState): void {
    if (spareNormal !== null && !Number.isFinite(spareNormal)) {
      throw noState(`spareNormal: ${spareNormal}`)
    }
    this.#bits.setWords(words)
    this.#spareNormal = spareNormal
  }

  #fill(size: readonly number[] | undefined, name: string, draw: () => number): number | Matrix {
    if (size === undefined) return draw()
    checkSize(size, `Random.${name}`)
    const values = new Float64Array(count(size))
    for (let i = 0; i < values.length; i++) values[i] = draw()
    return tensor(values, size)
  }

  /** The first 53 of the random bits as a fraction. */
  #uniform(): number {
    this.#bits.next()
    return (this.#bits.high * 2 ** 21 + (this.#bits.low >>> 11)) / 2 ** 53
  }

  /**
   * The polar method of Marsaglia: a point drawn evenly from the unit disc has a direction and a
   * distance that are independent; the distance, stretched, gives two independent normal numbers.
   */
  #normal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal
      this.#spareNormal = null
      return spare
    }
    let x: number
    let y: number
    let square: number
    do {
      x = 2 * this.#uniform() - 1
      y = 2 * this.#uniform() - 1
      square = x * x + y * y
    } while (square >= 1 || square === 0)
    const stretch = Math.sqrt((-2 * log(square)) / square)
    this.#spareNormal = y * stretch
    return x * stretch
  }

  /**
   * A whole number from 0 to range − 1; draws above the last full multiple of range are refused.
   */
  #below(range: number): number {
    const limit = 2 ** 32 - (2 ** 32 % range)
    do this.#bits.next()
    while (this.#bits.high >= limit)
    return this.#bits.high % range
  }

  /** The first `amount` places of a shuffle (Fisher and Yates) of 0 … n−1. */
  #shuffled(n: number, amount: number): Int32Array {
    const numbers = Int32Array.from({ length: n }, (_, i) => i)
    for (let i = 0; i < Math.min(amount, n - 1); i++) {
      const j = i + this.#below(n - i)
      const kept = numbers[i]
      numbers[i] = numbers[j]
      numbers[j] = kept
    }
    return amount === n ? numbers : numbers.slice(0, amount)
  }
}

function isSize(x: readonly number[] | NormalOptions | undefined): x is readonly number[] {
  return Array.isArray(x)
}
