import assert from 'node:assert/strict'
import { Random } from '../../src/math/random.js'
import { flat } from '../../src/math/storage.js'

/*
 * The seeds are 11, 12, 13, …, one for each test. Bounds: 4 standard errors, which a good generator
 * passes once in 16,000; chi-square by its distribution, once in 10,000.
 */

const n = 200_000

describe('uniform numbers', () => {
  const x = flat(new Random(11).uniform([n]))

  it('lie in [0, 1), with the mean and the variance of the uniform distribution', () => {
    assert.ok(x.every((u) => u >= 0 && u < 1))
    assertMean(x, 1 / 2, 1 / 12)
    assertMean(
      x.map((u) => (u - 0.5) ** 2),
      1 / 12,
      1 / 180,
    )
  })

  it('fall into every twentieth, and pairs of them into every cell of a square, equally often', () => {
    const bin = (u: number, bins: number) => Math.floor(bins * u)
    assertEven(
      histogram(x, (u) => bin(u, 20), 20),
      50.8,
    )
    const pairs = Array.from(
      { length: n / 2 },
      (_, i) => 10 * bin(x[2 * i], 10) + bin(x[2 * i + 1], 10),
    )
    assertEven(
      histogram(pairs, (k) => k, 100),
      160.1,
    )
  })

  it('have no serial correlation over distances from 1 to 20', () => {
    const centred = x.map((u) => u - 0.5)
    for (let lag = 1; lag <= 20; lag++) assertUncorrelated(centred.subarray(lag), centred, 1 / 12)
  })

  it('have each of their 53 bits set half of the time', () => {
    for (let bit = 1; bit <= 53; bit++) {
      assertMean(
        x.slice(0, n / 10).map((u) => Math.floor(u * 2 ** bit) % 2),
        1 / 2,
        1 / 4,
      )
    }
  })
})

describe('normal numbers', () => {
  const x = flat(new Random(12).normal([n]))

  it('have the first four moments of the normal distribution', () => {
    const moments = [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ]
    for (const [power, mean, variance] of moments) {
      assertMean(
        x.map((z) => z ** power),
        mean,
        variance,
      )
    }
  })

  it('fall into 20 intervals as often as its integral says', () => {
    // The quantiles of 0.05, 0.10, …, 0.45, by Python's statistics.NormalDist.
    const half = [
      -1.6448536269514726, -1.2815515655446008, -1.0364333894937894, -0.8416212335729142,
      -0.6744897501960817, -0.5244005127080407, -0.3853204664075675, -0.2533471031357998,
      -0.125661346855074,
    ]
    const quantiles = [...half, 0, ...half.map((q) => -q).reverse()]
    assertEven(
      histogram(x, (z) => quantiles.filter((q) => q <= z).length, 20),
      50.8,
    )
  })

  it('have no serial correlation over distances from 1 to 20', () => {
    for (let lag = 1; lag <= 20; lag++) assertUncorrelated(x.subarray(lag), x, 1)
  })
})

describe('integers, permutations and choices', () => {
  it('give every side of a die, and every order of three, equally often', () => {
    const random = new Random(13)
    const dice = random.integers(60_000, { low: 1, high: 7 })
    assertEven(
      histogram(dice, (k) => k - 1, 6),
      25.8,
    )
    const orders = Array.from({ length: 60_000 }, () => {
      const [a, b, c] = random.permutation(3)
      return 2 * a + (b > c ? 1 : 0)
    })
    assertEven(
      histogram(orders, (k) => k, 6),
      25.8,
    )
  })

  const weights = [1, 2, 3, 4]
  const total = 10

  it('choose in proportion to the weights', () => {
    const chosen = new Random(14).choice(4, 60_000, { weights })
    assertDistributed(
      histogram(chosen, (k) => k, 4),
      weights.map((weight) => weight / total),
      21.2,
    )
  })

  it('choose the second from what the first has left, without replacement', () => {
    const random = new Random(15)
    const pairs = Array.from({ length: 60_000 }, () => {
      const [first, second] = random.choice(4, 2, { weights, replace: false })
      return 4 * first + second
    })
    const expected = weights.flatMap((first, i) =>
      weights.map((second, j) => (i === j ? 0 : ((first / total) * second) / (total - first))),
    )
    assertDistributed(
      histogram(pairs, (k) => k, 16),
      expected,
      37.4,
    )
  })
})

describe('streams that were split off', () => {
  it('are correlated neither with each other nor with what follows in the first', () => {
    const random = new Random(16)
    const first = random.split()
    const streams = [first, random.split(), first.split(), random].map((stream) =>
      flat(stream.normal([n])),
    )
    streams.forEach((x, i) => {
      assertMean(x, 0, 1)
      for (const y of streams.slice(0, i)) assertUncorrelated(x, y, 1)
    })
  })

  it('begin with uniform numbers', () => {
    const random = new Random(17)
    const firsts = Float64Array.from({ length: 20_000 }, () => random.split().uniform())
    assertMean(firsts, 1 / 2, 1 / 12)
    assertEven(
      histogram(firsts, (u) => Math.floor(20 * u), 20),
      50.8,
    )
  })
})

/** The mean of x is within four standard errors of what is expected. */
function assertMean(x: Float64Array, expected: number, variance: number): void {
  const mean = x.reduce((a, b) => a + b, 0) / x.length
  const errors = Math.abs(mean - expected) / Math.sqrt(variance / x.length)
  assert.ok(errors < 4, `mean ${mean}, ${errors} standard errors from ${expected}`)
}

/** Of two series of mean 0 and this variance; the longer one counts as far as the shorter goes. */
function assertUncorrelated(x: Float64Array, y: Float64Array, variance: number): void {
  assertMean(
    x.map((value, i) => value * y[i]),
    0,
    variance ** 2,
  )
}

function histogram(x: ArrayLike<number>, binOf: (value: number) => number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0)
  for (const value of Array.from(x)) counts[binOf(value)]++
  return counts
}

function assertEven(counts: readonly number[], bound: number): void {
  assertDistributed(counts, new Array(counts.length).fill(1 / counts.length), bound)
}

/** Pearson's chi-square stays below the bound, its 0.9999 quantile. */
function assertDistributed(
  counts: readonly number[],
  probabilities: readonly number[],
  bound: number,
): void {
  const drawn = counts.reduce((a, b) => a + b, 0)
  const chiSquare = counts.reduce((sum, found, i) => {
    const expected = probabilities[i] * drawn
    if (expected === 0) return found === 0 ? sum : Infinity
    return sum + (found - expected) ** 2 / expected
  }, 0)
  assert.ok(chiSquare < bound, `chi-square ${chiSquare}, bound ${bound}`)
}
