import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { backend, setBackend } from '../../src/math/kernels/index.js'
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

/** Of seed 42: the uniform numbers of its first two streams, and its own next; made in Python. */
const SPLIT = [
  [0.20328433629024334, 0.09169966198594504],
  [0.02587242496468012],
  0.7613743810057634,
]
const WEIGHTED = { replace: [0, 2, 3, 3, 3, 3, 3, 3], withoutReplacement: [0, 2, 3] }

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

  it('splits off these streams for seed 42, on every machine', () => {
    const random = new Random(42)
    const [first, second] = [random.split(), random.split()]
    assert.deepEqual(
      [[first.uniform(), first.uniform()], [second.uniform()], random.uniform()],
      SPLIT,
    )
  })

  it('chooses these by weight for seed 42, on every machine', () => {
    const weights = [1, 0, 3, 4]
    assert.deepEqual([...new Random(42).choice(4, 8, { weights })], WEIGHTED.replace)
    assert.deepEqual(
      [...new Random(42).choice(4, 3, { weights, replace: false })],
      WEIGHTED.withoutReplacement,
    )
    const asMatrix = math.matrix(weights)
    assert.deepEqual([...new Random(42).choice(4, 8, { weights: asMatrix })], WEIGHTED.replace)
  })

  it('gives the same numbers whatever the backend', () => {
    const drawn = () => {
      const random = new Random(42)
      return [...flat(random.normal([3, 50])), ...random.choice(9, 5), ...random.permutation(9)]
    }
    const before = backend()
    try {
      setBackend('loops')
      const byLoops = drawn()
      setBackend('wasm')
      assert.deepEqual(drawn(), byLoops)
    } finally {
      setBackend(before)
    }
  })

  it('splits streams that do not change with what others draw', () => {
    const [one, other] = [new Random(8), new Random(8)]
    const [ofOne, ofOther] = [one.split(), other.split()]
    ofOne.uniform([1000])
    assert.equal(one.uniform(), other.uniform())
    assert.notEqual(ofOther.uniform(), one.uniform())
    assert.notEqual(one.split().uniform(), ofOther.split().uniform())
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
    const { words } = random.save()
    for (const spareNormal of [undefined, Number.NaN, 'a']) {
      assert.throws(() => random.restore({ words, spareNormal } as never), DomainError)
    }
    assert.throws(() => random.restore({} as never), DomainError)
    assert.deepEqual(random.save(), { words, spareNormal: null })
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

  it('refuses options that there are not', () => {
    const random = new Random(1)
    assert.throws(() => random.normal([2], { sd: 1 } as never), DomainError)
    assert.throws(() => random.integers(2, { min: 1, high: 2 } as never), DomainError)
    assert.throws(() => random.choice(3, 1, { replacement: false } as never), /replacement/)
  })

  it('refuses weights from which it cannot draw', () => {
    const random = new Random(1)
    assert.throws(() => random.choice(3, 1, { weights: [1, 2] }), ShapeError)
    for (const weights of [
      [0, 0, 0],
      [1, -1, 1],
      [1, Number.NaN, 1],
      [1, Infinity, 1],
    ]) {
      assert.throws(() => random.choice(3, 1, { weights }), DomainError)
    }
    assert.throws(() => random.choice(3, 2, { weights: [0, 1, 0], replace: false }), DomainError)
    assert.deepEqual([...random.choice(0, 0, { weights: [] })], [])
    assert.deepEqual([...random.choice(3, 2, { weights: [0, 5, 0] })], [1, 1])
  })

  it('chooses many from many: the result has as many numbers as are drawn', () => {
    assert.equal(new Random(1).choice(60_000, 60_000).length, 60_000)
    for (const n of [-1, 2 ** 31]) {
      assert.throws(() => new Random(1).choice(n, 1), { name: 'ShapeError' })
      assert.throws(() => new Random(1).choice(1, n), { name: 'ShapeError' })
    }
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
