import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import { assertClose } from '../golden/golden.js'
import { matrices, matrixOf, withAxis } from './arbitraries.js'
import { assertRefused, NO_AXES, NO_MATRICES } from './refused.js'

describe('take, scatterAdd and oneHot', () => {
  const x = tensor([1, 2, 3, 4, 5, 6], [3, 2])

  it('take rows in any order, also twice', () => {
    assert.equal(String(math.take(x, [2, 0, 2])), '[[5, 6], [1, 2], [5, 6]]')
    assert.deepEqual([...flat(math.take(math.matrix([7, 8, 9]), Int32Array.of(1)))], [8])
    assert.deepEqual(math.take(x, math.matrix([0])).size(), [1, 2])
    assert.deepEqual(math.take(x, []).size(), [0, 2])
  })

  it('are adjoint: ⟨take(x), y⟩ = ⟨x, scatterAdd(y)⟩', () => {
    fc.assert(
      fc.property(
        matrixOf([4, 2]),
        matrixOf([5, 2]),
        fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
        (a, b, rows) => {
          const left = math.sum(math.dotMultiply(math.take(a, rows), b))
          const right = math.sum(math.dotMultiply(a, math.scatterAdd(b, rows, 4)))
          assertClose(left, right, { relative: 1e-12, absolute: 1e-9 })
        },
      ),
      { seed: 1 },
    )
  })

  it('refuse rows that are not there', () => {
    for (const row of [3, -1, 0.5, Number.NaN]) {
      assert.throws(() => math.take(x, [row]), ShapeError)
      assert.throws(() => math.scatterAdd(x, [0, 1, row], 3), ShapeError)
    }
    assert.throws(() => math.scatterAdd(x, [0, 1], 3), ShapeError)
    assert.throws(() => math.take(x, x), ShapeError)
    assert.throws(() => math.take(x, 'ab' as never), ShapeError)
  })

  it('write classes as rows', () => {
    assert.equal(String(math.oneHot([1, 0], 3)), '[[0, 1, 0], [1, 0, 0]]')
    assert.equal(String(math.oneHot(math.matrix([2]), 3)), '[[0, 0, 1]]')
    for (const label of [3, -1, 0.5]) assert.throws(() => math.oneHot([label], 3), DomainError)
  })
})

describe('take and scatterAdd along an axis', () => {
  const withPlaces = withAxis.chain(([x, axis]) =>
    fc.tuple(
      fc.constant(x),
      fc.constant(axis),
      fc.array(fc.nat(x.size()[axis] - 1), { minLength: 1, maxLength: 5 }),
    ),
  )

  it('are rows of the matrix with that axis in front', () => {
    fc.assert(
      fc.property(withPlaces, ([x, axis, places]) => {
        const front = x.size().map((_, d) => (d === 0 ? axis : d === axis ? 0 : d))
        const byRows = math.permute(math.take(math.permute(x, front), places), front)
        assert.deepEqual(math.take(x, places, axis).valueOf(), byRows.valueOf())
      }),
      { seed: 1 },
    )
  })

  it('are adjoint: ⟨take(x), y⟩ = ⟨x, scatterAdd(y)⟩', () => {
    const withResult = withPlaces.chain(([x, axis, places]) => {
      const size = x.size().map((length, d) => (d === axis ? places.length : length))
      return fc.tuple(fc.constant(x), fc.constant(axis), fc.constant(places), matrixOf(size))
    })
    fc.assert(
      fc.property(withResult, ([x, axis, places, y]) => {
        const left = math.sum(math.dotMultiply(math.take(x, places, axis), y))
        const back = math.scatterAdd(y, places, x.size()[axis], axis)
        assertClose(left, math.sum(math.dotMultiply(x, back)), { relative: 1e-12, absolute: 1e-6 })
      }),
      { seed: 1 },
    )
  })

  it('count places and axes from 1 in expressions', () => {
    const x = tensor([1, 2, 3, 4], [2, 2])
    assert.equal(String(math.evaluate('take(x, [2, 2], 2)', { x })), '[[2, 2], [4, 4]]')
    assert.equal(
      String(math.evaluate('scatterAdd(x, [2, 2], 3, 2)', { x })),
      '[[0, 3, 0], [0, 7, 0]]',
    )
  })

  it('refuse places and axes that are not there, and Booleans, with the mend', () => {
    const x = math.ones([2, 3])
    const noLists = [[3], [-1], [0.5], [Number.NaN], ['0'], [true], 'a', undefined, {}, 1, x]
    assertRefused('math.take', [
      ...noLists.map((places) => () => math.take(x, places as never, 1)),
      ...NO_AXES.map((axis) => () => math.take(x, [0], axis)),
      ...NO_MATRICES.map((bad) => () => math.take(bad as never, [0])),
    ])
    assertRefused('math.scatterAdd', [
      ...noLists.map((places) => () => math.scatterAdd(x, places as never, 2)),
      ...NO_AXES.map((axis) => () => math.scatterAdd(x, [0, 1], 2, axis)),
      ...[-1, 0.5, Number.NaN, 1e12].map((length) => () => math.scatterAdd(x, [0, 1], length)),
    ])
    const mask = math.larger(math.matrix([1, -1]), 0)
    assert.throws(() => math.take(x, mask), /Booleans[\s\S]*math\.subset\(x, mask\)/)
  })
})

describe('oneHot', () => {
  it('refuses classes that are no number of them, and what no memory holds', () => {
    const calls = [-1, 0.5, Number.NaN, 1e10].map((n) => () => math.oneHot([0, 1], n))
    const labels = [[true], ['0'], undefined, 'a', {}, matrices]
    assertRefused('math.oneHot', [
      ...calls,
      ...labels.map((bad) => () => math.oneHot(bad as never, 2)),
    ])
  })
})
