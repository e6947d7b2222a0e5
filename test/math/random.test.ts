import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { Random } from '../../src/math/random.js'
import { flat } from '../../src/math/storage.js'
import { Xoshiro256 } from '../../src/math/xoshiro256.js'

/**
 * The first outputs of the reference algorithms for a seed, computed in Python's whole numbers.
 */
const REFERENCE: readonly (readonly [
  seed: number,
  first: readonly string[],
  thousandth: string,
])[] = [
  [0, ['99ec5f36cb75f2b4', 'bf6e1f784956452a', '1a5f849d4933e6e0'], '7aac8c483a2edd2f'],
  [42, ['15780b2e0c2ec716', '6104d9866d113a7e', 'ae17533239e499a1'], '8de5848c61ab8968'],
  [-1, ['8f5520d52a7ead08', 'c476a018caa1802d', '81de31c0d260469e'], 'c3c93ea5cde434cc'],
  [2 ** 53 - 1, ['38daf29b1ebbe041', 'db282e495b1b8379', '1b5b097bad6154c0'], '6f7b9cf51a259e0b'],
]

/** After two uniform numbers; made by the same recipe in Python, with its own logarithm. */
const FIRST_NORMALS = [0.2216227015035933, 0.5227716877560146]
const FIRST_INTEGERS = [75, 9, 69, 67, 66]
const FIRST_PERMUTATION = [1, 2, 0, 5, 3, 4]

describe('xoshiro256**', () => {
  for (const [seed, first, thousandth] of REFERENCE) {
    it(`gives the reference’s bits for seed ${seed}`, () => {
      const generator = new Xoshiro256(seed)
      const outputs = Array.from({ length: 1000 }, () => {
        generator.next()
        const half = (word: number) => word.toString(16).padStart(8, '0')
        return half(generator.high) + half(generator.low)
      })
      assert.deepEqual(outputs.slice(0, 3), first)
      assert.equal(outputs[999], thousandth)
    })
  }
})

describe('Random', () => {
  it('gives these numbers for seed 42, on every machine', () => {
    const random = new Random(42)
    assert.deepEqual(
      [random.uniform(), random.uniform()],
      [0.08386297105988216, 0.3789802506626686],
    )
    assert.deepEqual([random.normal(), random.normal()], FIRST_NORMALS)
    assert.deepEqual([...random.integers(5, { high: 100 })], FIRST_INTEGERS)
    assert.deepEqual([...random.permutation(6)], FIRST_PERMUTATION)
  })

  it('gives a matrix the same numbers as one by one', () => {
    const [whole, single] = [new Random(7), new Random(7)]
    const numbers = Array.from({ length: 6 }, () => single.normal({ mean: 2, std: 3 }))
    assert.deepEqual([...flat(whole.normal([2, 3], { mean: 2, std: 3 }))], numbers)
    assert.deepEqual(whole.uniform([0, 2]).size(), [0, 2])
  })

  it('continues from a saved state, which JSON keeps', () => {
    const random = new Random(3)
    random.normal()
    const state = JSON.parse(JSON.stringify(random.save()))
    const expected = [random.normal(), random.uniform(), random.normal()]
    random.restore(state)
    assert.deepEqual([random.normal(), random.uniform(), random.normal()], expected)
    const other = new Random(99)
    other.restore(state)
    assert.equal(other.normal(), expected[0])
  })

  it('refuses states that are none', () => {
    const random = new Random(1)
    for (const words of [[], [1, 2], Array(8).fill(0), Array(8).fill(-1), Array(8).fill(0.5)]) {
      assert.throws(() => random.restore({ words, spareNormal: null }), DomainError)
    }
  })

  it('refuses seeds and parameters that make no sense', () => {
    for (const seed of [0.5, Number.NaN, Infinity, 2 ** 60, undefined]) {
      assert.throws(() => new Random(seed as number), DomainError)
    }
    const random = new Random(1)
    assert.throws(() => random.normal({ std: -1 }), DomainError)
    assert.throws(() => random.normal({ mean: Infinity }), DomainError)
    assert.throws(() => random.uniform([-1]), ShapeError)
    assert.throws(() => random.integers(3, { low: 5, high: 5 }), DomainError)
    assert.throws(() => random.integers(3, { high: 0.5 }), DomainError)
    assert.throws(() => random.integers(-1, { high: 5 }), ShapeError)
    assert.throws(() => random.choice(3, 4, { replace: false }), DomainError)
    assert.throws(() => random.choice(0, 1), DomainError)
    assert.throws(() => random.permutation(1.5), ShapeError)
  })

  it('permutes, and chooses without replacement', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(50), (seed, n) => {
        const random = new Random(seed)
        const sorted = [...random.permutation(n)].sort((a, b) => a - b)
        assert.deepEqual(
          sorted,
          Array.from({ length: n }, (_, i) => i),
        )
        const chosen = [...random.choice(n + 5, n, { replace: false })]
        assert.equal(new Set(chosen).size, n)
        assert.ok(chosen.every((k) => k >= 0 && k < n + 5))
      }),
      { seed: 1 },
    )
  })

  it('draws whole numbers in their bounds, also far from 0', () => {
    const random = new Random(5)
    for (const [low, high] of [
      [0, 1],
      [-3, 4],
      [2 ** 40, 2 ** 40 + 3],
      [0, 2 ** 32],
    ]) {
      const drawn = [...random.integers(200, { low, high })]
      assert.ok(drawn.every((k) => Number.isInteger(k) && k >= low && k < high))
    }
  })
})

describe('the statistics of Random', () => {
  const n = 200_000
  const mean = (x: Float64Array) => x.reduce((a, b) => a + b, 0) / x.length

  /** Standard errors by which the mean of x is off; 5 happens once in millions. */
  const errorOfMean = (x: Float64Array, expected: number, variance: number) =>
    Math.abs(mean(x) - expected) / Math.sqrt(variance / x.length)

  it('uniform: mean, variance and every twentieth of the interval', () => {
    const x = flat(new Random(11).uniform([n]))
    assert.ok(x.every((u) => u >= 0 && u < 1))
    assert.ok(errorOfMean(x, 1 / 2, 1 / 12) < 4)
    assert.ok(
      errorOfMean(
        x.map((u) => (u - 0.5) ** 2),
        1 / 12,
        1 / 180,
      ) < 4,
    )
    assert.ok(
      chiSquare(
        histogram(x, (u) => Math.floor(20 * u), 20),
        n / 20,
      ) < 50,
    ) // 19 degrees
  })

  it('normal: mean, variance, tails, and no correlation with the next', () => {
    const x = flat(new Random(12).normal([n]))
    assert.ok(errorOfMean(x, 0, 1) < 4)
    assert.ok(
      errorOfMean(
        x.map((z) => z * z),
        1,
        2,
      ) < 4,
    )
    assert.ok(
      errorOfMean(
        x.map((z) => z ** 3),
        0,
        15,
      ) < 4,
    )
    assert.ok(
      errorOfMean(
        x.map((z) => z ** 4),
        3,
        96,
      ) < 4,
    )
    const beyondTwo = x.filter((z) => Math.abs(z) > 2).length / n
    assert.ok(Math.abs(beyondTwo - 0.0455) < 0.002)
    assert.ok(
      errorOfMean(
        x.slice(1).map((z, i) => z * x[i]),
        0,
        1,
      ) < 4,
    )
  })

  it('integers and permutations: every value equally often', () => {
    const random = new Random(13)
    const dice = random.integers(60_000, { low: 1, high: 7 })
    assert.ok(
      chiSquare(
        histogram(dice, (k) => k - 1, 6),
        10_000,
      ) < 28,
    ) // 5 degrees
    const orders = Array.from({ length: 60_000 }, () => {
      const [a, b, c] = random.permutation(3)
      return 2 * a + (b > c ? 1 : 0)
    })
    assert.ok(
      chiSquare(
        histogram(orders, (k) => k, 6),
        10_000,
      ) < 28,
    )
  })
})

function histogram(x: ArrayLike<number>, binOf: (value: number) => number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0)
  for (const value of Array.from(x)) counts[binOf(value)]++
  return counts
}

function chiSquare(counts: readonly number[], expected: number): number {
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}
