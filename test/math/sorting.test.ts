import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { math } from '../../src/math/instance.js'
import { flat, flips, tensor } from '../../src/math/storage.js'
import { matrixOf, withAxis } from './arbitraries.js'
import { assertRefused, NO_AXES, NO_MATRICES } from './refused.js'

const plain = create(all)

/** Vectors with ties, and with numbers that mathjs counts as equal. */
const vectors = fc
  .array(fc.constantFrom(0, -0, 1, 1 + 1e-14, 2, -3, 1e-17, Infinity, -Infinity, 0.1), {
    minLength: 1,
    maxLength: 12,
  })
  .map((list) => tensor(list, [list.length]))

describe('sort', () => {
  it('of a vector is that of mathjs, bit for bit', () => {
    fc.assert(
      fc.property(fc.oneof(vectors, matrixOf([9])), (x) => {
        const expected = plain.sort(plain.matrix(x.toArray() as number[]), 'asc')
        assert.deepEqual(math.sort(x).valueOf(), expected.valueOf())
        for (const order of ['asc', 'desc'] as const) {
          const ordered = plain.sort(plain.matrix(x.toArray() as number[]), order)
          assert.deepEqual(math.sort(x, order).valueOf(), ordered.valueOf())
        }
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  it('along an axis is Array.sort of each line', () => {
    fc.assert(
      fc.property(withAxis, ([x, axis]) => {
        const last = x.size().length - 1
        const behind = x.size().map((_, d) => (d === axis ? last : d === last ? axis : d))
        const sorted = flat(math.permute(math.sort(x, axis), behind))
        const lines = flat(math.permute(x, behind))
        const n = x.size()[axis]
        for (let i = 0; i < lines.length; i += n) {
          const line = Array.from(lines.subarray(i, i + n)).sort((a, b) => a - b)
          assert.deepEqual([...sorted.subarray(i, i + n)].map(Math.abs), line.map(Math.abs))
        }
      }),
      { seed: 1 },
    )
  })

  it('puts NaN last, leaves x as it is, and keeps Booleans', () => {
    const x = tensor([3, Number.NaN, 1], [3])
    assert.deepEqual([...flat(math.sort(x, 0))], [1, 3, Number.NaN])
    assert.equal(x.get([0]), 3)
    assert.equal(String(math.sort(math.larger(tensor([2, 1], [2]), 1), 0)), '[false, true]')
  })

  it('makes no switch of storage', () => {
    const x = tensor([3, 1, 2], [3])
    const before = flips()
    flat(math.sort(x, 0))
    flat(math.sort(x))
    assert.equal(flips(), before)
  })

  it('refuses axes that are not there', () => {
    assertRefused(
      'math.sort',
      NO_AXES.map((axis) => () => math.sort(math.ones([2, 2]), axis)),
    )
  })
})

describe('argSort', () => {
  it('names the places in the order that sort gives, equal elements in their own', () => {
    fc.assert(
      fc.property(vectors, (x) => {
        const places = flat(math.argSort(x))
        assert.deepEqual(
          [...places].sort((a, b) => a - b),
          [...places.keys()],
        )
        for (let i = 1; i < places.length; i++) {
          const [a, b] = [x.get([places[i - 1]]), x.get([places[i]])]
          assert.ok(a < b || (a === b && places[i - 1] < places[i]))
        }
      }),
      { seed: 1 },
    )
    assert.deepEqual(
      [...flat(math.argSort(math.matrix([Number.NaN, 1, Number.NaN, 0])))],
      [3, 1, 0, 2],
    )
  })

  it('sorts each line along an axis', () => {
    fc.assert(
      fc.property(matrixOf([4, 3]), (x) => {
        const order = math.argSort(x, 0)
        const sorted = math.sort(x, 0)
        for (let i = 0; i < 4; i++) {
          for (let j = 0; j < 3; j++)
            assert.ok(x.get([order.get([i, j]), j]) === sorted.get([i, j]))
        }
      }),
      { seed: 1 },
    )
  })

  it('asks for an axis of a matrix, and refuses what is none', () => {
    const x = math.ones([2, 3])
    assertRefused('math.argSort', [
      () => math.argSort(x),
      ...NO_AXES.map((axis) => () => math.argSort(x, axis)),
      ...NO_MATRICES.map((bad) => () => math.argSort(bad as never)),
    ])
  })
})

describe('unique', () => {
  it('has each number once, ascending', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1 }), (list) => {
        const expected = [...new Set(list)].sort((a, b) => a - b)
        assert.deepEqual([...flat(math.unique(tensor(list, [list.length])))], expected)
      }),
      { seed: 1 },
    )
  })

  it('has NaN once, as the last, and takes Booleans and empty matrices', () => {
    const x = tensor([Number.NaN, 1, Number.NaN, -0, 0], [5])
    assert.deepEqual([...flat(math.unique(x))].map(Math.abs), [0, 1, Number.NaN])
    assert.equal(String(math.unique(math.larger(tensor([2, 3, 1], [3]), 1))), '[false, true]')
    assert.deepEqual(math.unique(tensor([], [0, 2])).size(), [0])
    assertRefused(
      'math.unique',
      NO_MATRICES.map((bad) => () => math.unique(bad as never)),
    )
  })
})
