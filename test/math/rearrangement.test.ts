import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import { assertClose } from '../golden/golden.js'
import { broadcastingSizes, matrices, matrixOf } from './arbitraries.js'

describe('transpose and permute', () => {
  it('are undone by the inverse permutation', () => {
    const withAxes = matrices.chain((x) =>
      fc.tuple(
        fc.constant(x),
        fc.shuffledSubarray(
          x.size().map((_, d) => d),
          { minLength: x.size().length },
        ),
      ),
    )
    fc.assert(
      fc.property(withAxes, ([x, axes]) => {
        const moved = math.permute(x, axes)
        assert.deepEqual(
          moved.size(),
          axes.map((axis) => x.size()[axis]),
        )
        const back = math.permute(
          moved,
          axes.map((_, d) => axes.indexOf(d)),
        )
        assert.deepEqual(back.valueOf(), x.valueOf())
      }),
      { seed: 1 },
    )
  })

  it('say that (AB)ᵀ = BᵀAᵀ', () => {
    fc.assert(
      fc.property(matrixOf([3, 4]), matrixOf([4, 2]), (a, b) => {
        const left = math.transpose(math.multiply(a, b))
        const right = math.multiply(math.transpose(b), math.transpose(a))
        assertClose(left, right, { relative: 1e-12, absolute: 1e-8 })
      }),
      { seed: 1 },
    )
  })

  it('leave a vector as it is, and refuse to guess about more axes', () => {
    assert.deepEqual([...flat(math.transpose(math.matrix([1, 2])))], [1, 2])
    assert.throws(() => math.transpose(math.ones([2, 2, 2])), /math\.permute/)
    for (const axes of [[0], [0, 0], [0, 2], [1, 0, 2], [0.5, 1]]) {
      assert.throws(() => math.permute(math.ones([2, 3]), axes), ShapeError)
    }
  })
})

describe('reshape', () => {
  it('keeps the elements in row-major order', () => {
    fc.assert(
      fc.property(matrices, (x) => {
        const line = math.reshape(x, [-1])
        assert.deepEqual(flat(line), flat(x))
        assert.deepEqual(math.reshape(line, x.size()).valueOf(), x.valueOf())
      }),
      { seed: 1 },
    )
  })

  it('finds one length that is −1', () => {
    assert.deepEqual(math.reshape(math.ones([2, 6]), [3, -1]).size(), [3, 4])
    assert.deepEqual(math.reshape(math.ones([2, 6]), [-1, 1, 2]).size(), [6, 1, 2])
  })

  it('refuses sizes of another number of elements', () => {
    for (const size of [[5], [3, 3], [-1, 5], [-1, -1], [], [0, -1], [2.5, -1], [-2, -3]]) {
      assert.throws(() => math.reshape(math.ones([2, 3]), size), ShapeError, String(size))
    }
  })
})

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
          assertClose(left, right, { relative: 1e-12, absolute: 1e-6 })
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
