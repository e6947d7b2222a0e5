import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { tensor } from '../../src/math/storage.js'

describe('truth values', () => {
  it('any and all count NaN as false, as or and not do', () => {
    const x = tensor([NaN, 0, NaN, 2], [2, 2])
    assert.equal(math.any(tensor([NaN], [1])), false)
    assert.equal(math.all(tensor([NaN, 1], [2])), false)
    assert.equal(math.all(tensor([-1, 1], [2])), true)
    assert.equal(String(math.any(x, 1)), '[false, true]')
    assert.equal(String(math.all(x, 0)), '[false, false]')
  })

  it('a matrix of Booleans stays one when Booleans are written by a mask', () => {
    const mask = math.larger(tensor([1, 2, 3], [3]), 2)
    const none = math.larger(tensor([1, 2, 3], [3]), 5)
    assert.equal(String(math.subset(none, mask, true as never)), '[false, false, true]')
    assert.equal(
      String(math.subset(none, math.not(mask), math.larger(tensor([1, 0], [2]), 0))),
      '[true, false, false]',
    )
    assert.equal(String(math.subset(none, mask, 1)), '[0, 0, 1]')
  })
})
