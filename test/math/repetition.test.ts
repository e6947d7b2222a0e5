import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import { assertClose } from '../golden/golden.js'
import { broadcastingSizes, matrixOf, withAxis } from './arbitraries.js'
import { assertRefused, NO_AXES, NO_MATRICES } from './refused.js'

describe('broadcastTo', () => {
  it('is adding zeros of that size', () => {
    fc.assert(
      fc.property(broadcastingSizes, ([a, b]) => {
        const x = tensor(
          Float64Array.from({ length: a.reduce((p, n) => p * n) }, (_, i) => i),
          a,
        )
        const size = math.add(x, math.zeros(b)).size()
        assert.deepEqual(
          math.broadcastTo(x, size).valueOf(),
          math.add(x, math.zeros(size)).valueOf(),
        )
      }),
      { seed: 1 },
    )
  })

  it('takes a number, and refuses to shrink', () => {
    assert.equal(String(math.broadcastTo(7, [2, 2])), '[[7, 7], [7, 7]]')
    const size = [2, 2]
    const made = math.broadcastTo(1, size)
    size[0] = 99
    assert.deepEqual(made.size(), [2, 2], "the size given stays the caller's own")
    assert.throws(() => math.broadcastTo(math.ones([3]), [1]), ShapeError)
    assert.throws(() => math.broadcastTo(math.ones([2, 3]), [3]), ShapeError)
  })
})

describe('repeat', () => {
  it('puts each place of the axis there so many times', () => {
    fc.assert(
      fc.property(withAxis, fc.nat(3), ([x, axis], times) => {
        const places = Array.from({ length: x.size()[axis] * times }, (_, i) =>
          Math.floor(i / times),
        )
        assert.deepEqual(
          math.repeat(x, times, axis).valueOf(),
          math.take(x, places, axis).valueOf(),
        )
      }),
      { seed: 1 },
    )
  })

  it('gives a row of all elements without an axis', () => {
    assert.equal(String(math.repeat(tensor([1, 2, 3, 4], [2, 2]), 2)), '[1, 1, 2, 2, 3, 3, 4, 4]')
    assert.deepEqual(math.repeat(math.ones([2, 3]), 0).size(), [0])
  })

  it('refuses numbers that do not count, other axes, and what no memory holds', () => {
    const x = math.ones([2, 3])
    assertRefused('math.repeat', [
      ...[-1, 0.5, Number.NaN, Infinity, 1e12].map((n) => () => math.repeat(x, n, 0)),
      ...NO_AXES.map((axis) => () => math.repeat(x, 2, axis)),
      ...NO_MATRICES.map((bad) => () => math.repeat(bad as never, 2)),
      () => math.repeat(x, undefined as never),
    ])
    assert.throws(() => math.repeat(x, 1e12, 1), /2×3000000000000/)
  })
})

describe('tile', () => {
  it('is concatenation of copies along each axis', () => {
    fc.assert(
      fc.property(withAxis, fc.integer({ min: 1, max: 3 }), ([x, axis], n) => {
        const times = x.size().map((_, d) => (d === axis ? n : 1))
        const copies = new Array(n).fill(x) as [typeof x]
        assert.deepEqual(math.tile(x, times).valueOf(), math.concat(...copies, axis).valueOf())
      }),
      { seed: 1 },
    )
  })

  it('puts missing axes in front, of the matrix or of the list', () => {
    assert.equal(String(math.tile(tensor([1, 2], [2]), [2, 2])), '[[1, 2, 1, 2], [1, 2, 1, 2]]')
    assert.equal(String(math.tile(tensor([1, 2], [2, 1]), 2)), '[[1, 1], [2, 2]]')
    assert.deepEqual(math.tile(math.ones([2, 3]), [0, 1]).size(), [0, 3])
  })

  it('refuses numbers that do not count, and what no memory holds', () => {
    const x = math.ones([2, 3])
    const wrong = [-1, 0.5, Number.NaN, 1e10, [1e6, 1e6], [1, -1], ['2'], true, 'a', undefined, {}]
    assertRefused('math.tile', [
      ...wrong.map((times) => () => math.tile(x, times as never)),
      ...NO_MATRICES.map((bad) => () => math.tile(bad as never, 2)),
    ])
  })
})

describe('pad', () => {
  const widths = [
    [1, 2],
    [0, 3],
  ] as const
  const inside = () => math.index([1, 2, 3] as never, [0, 1] as never)

  it('leaves x inside, and one value around it', () => {
    fc.assert(
      fc.property(matrixOf([3, 2]), fc.integer(), (x, value) => {
        const padded = math.pad(x, widths, value)
        assert.deepEqual(padded.size(), [6, 5])
        assert.deepEqual(math.subset(padded, inside()).valueOf(), x.valueOf())
        const border = math.subset(padded, inside(), 0 as never)
        assertClose(math.sum(border), value * (30 - 6), { relative: 1e-9, absolute: 1e-9 })
      }),
      { seed: 1 },
    )
  })

  it('with zeros is the adjoint of reading the inside: ⟨pad(x), y⟩ = ⟨x, inside(y)⟩', () => {
    fc.assert(
      fc.property(matrixOf([3, 2]), matrixOf([6, 5]), (x, y) => {
        const left = math.sum(math.dotMultiply(math.pad(x, widths), y))
        const right = math.sum(math.dotMultiply(x, math.subset(y, inside()) as typeof x))
        assertClose(left, right, { relative: 1e-12, absolute: 1e-6 })
      }),
      { seed: 1 },
    )
  })

  it('takes one width for all sides', () => {
    assert.equal(String(math.pad(tensor([7], [1, 1]), 1)), '[[0, 0, 0], [0, 7, 0], [0, 0, 0]]')
    assert.deepEqual([...flat(math.pad(tensor([], [0]), 1, 5))], [5, 5])
    assert.equal(String(math.evaluate('pad([1; 2], [0, 1; 0, 0])')), '[[1], [2], [0]]')
  })

  it('refuses negative and broken widths, too few pairs, and what no memory holds', () => {
    const x = math.ones([2, 3])
    const wrong = [
      -1,
      0.5,
      Number.NaN,
      1e9,
      [1, 1],
      [[1, 1]],
      [[1], [1]],
      [
        [1, -1],
        [0, 0],
      ],
      'a',
    ]
    assertRefused('math.pad', [
      ...[
        ...wrong,
        undefined,
        {},
        [
          ['1', 1],
          [0, 0],
        ],
      ].map((w) => () => math.pad(x, w as never)),
      ...NO_MATRICES.map((bad) => () => math.pad(bad as never, 1)),
    ])
  })
})
