import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import { assertClose } from '../golden/golden.js'
import { matrices, matrixOf, withAxis } from './arbitraries.js'
import { assertRefused, NO_AXES, NO_MATRICES } from './refused.js'

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
        assertClose(left, right, { relative: 0, absolute: 0 })
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

describe('flip', () => {
  it('twice along the same axis is nothing', () => {
    fc.assert(
      fc.property(withAxis, ([x, axis]) => {
        assert.deepEqual(math.flip(math.flip(x, axis), axis).valueOf(), x.valueOf())
      }),
      { seed: 1 },
    )
  })

  it('without an axis turns all of them: the elements come backwards', () => {
    fc.assert(
      fc.property(matrices, (x) => {
        assert.deepEqual(flat(math.flip(x)), flat(x).slice().reverse())
        const alongEach = x.size().reduce((y, _, axis) => math.flip(y, axis), x)
        assert.deepEqual(alongEach.valueOf(), math.flip(x).valueOf())
      }),
      { seed: 1 },
    )
  })

  it('turns empty matrices, Booleans and nested arrays', () => {
    assert.deepEqual(math.flip(tensor([], [0, 3])).size(), [0, 3])
    assert.equal(String(math.flip(math.larger(tensor([1, 2], [2]), 1))), '[true, false]')
    assert.deepEqual(math.flip([[1, 2]] as never), [[2, 1]])
  })

  it('refuses axes that x does not have, and what is no matrix', () => {
    const x = math.ones([2, 3])
    assertRefused('math.flip', [
      ...NO_AXES.map((axis) => () => math.flip(x, axis)),
      ...NO_MATRICES.map((bad) => () => math.flip(bad as never)),
      () => math.flip(x, [0] as never),
    ])
  })
})
