import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { ShapeError } from '../../src/math/errors.js'
import { count } from '../../src/math/flatStorage.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import { matrices } from './arbitraries.js'
import { assertRefused, NO_AXES, NO_MATRICES } from './refused.js'

const plain = create(all)

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

describe('flatten and squeeze', () => {
  it('are those of mathjs', () => {
    const sizes = fc.array(fc.constantFrom(1, 1, 2, 3), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(sizes, (size) => {
        const length = count(size)
        const x = tensor(
          Float64Array.from({ length }, (_, i) => Math.sqrt(i)),
          size,
        )
        for (const name of ['flatten', 'squeeze'] as const) {
          assert.deepEqual(
            plain[name](plain.matrix(x.toArray())).valueOf(),
            math[name](x).valueOf(),
          )
        }
      }),
      { seed: 1 },
    )
    assert.equal(math.squeeze(math.larger(tensor([2], [1, 1]), 1)), true)
  })

  it('squeeze takes an axis of length 1 too, and no longer one', () => {
    assert.deepEqual(math.squeeze(math.ones([2, 1, 3]), 1).size(), [2, 3])
    assert.deepEqual(math.squeeze(math.ones([1, 0]), 0).size(), [0])
    assert.equal(math.squeeze(tensor([7], [1]), 0), 7)
    assertRefused('math.squeeze', [
      ...NO_AXES.map((axis) => () => math.squeeze(math.ones([1, 1]), axis)),
      () => math.squeeze(math.ones([1, 2]), 1),
    ])
  })
})

describe('expandDims', () => {
  it('puts an axis of length 1 anywhere, which squeeze takes away', () => {
    fc.assert(
      fc.property(matrices, fc.nat(3), (x, place) => {
        const axis = Math.min(place, x.size().length)
        const expanded = math.expandDims(x, axis)
        assert.equal(expanded.size()[axis], 1)
        assert.deepEqual(math.squeeze(expanded, axis).valueOf(), x.valueOf())
      }),
      { seed: 1 },
    )
  })

  it('refuses other places, and what is no matrix', () => {
    assertRefused('math.expandDims', [
      ...[-1, 3, 0.5, Number.NaN].map((axis) => () => math.expandDims(math.ones([2, 3]), axis)),
      ...NO_MATRICES.map((bad) => () => math.expandDims(bad as never, 0)),
      () => math.expandDims(math.ones([2]), undefined as never),
    ])
  })
})
