import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { flat, flips, shape, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'

const matrix = () => tensor([1, -2, 3, -4, 5, -6], [2, 3])
const elements = (x: Matrix) => [...flat(x)]

describe('the array idioms of the listings (N45)', () => {
  let before = 0
  beforeEach(() => {
    before = flips()
  })
  afterEach(() => {
    assert.equal(flips(), before, 'without a switch of storage')
  })

  it('np.zeros_like(x): math.zeros(shape(x))', () => {
    const x = matrix()
    assert.deepEqual(elements(math.zeros(shape(x))), [0, 0, 0, 0, 0, 0])
  })

  it('x.copy(): x.clone(), or math.matrix(x)', () => {
    const x = matrix()
    for (const copy of [x.clone(), math.matrix(x), math.clone(x)]) {
      flat(copy)[0] = 9
      assert.equal(x.get([0, 0]), 1)
      assert.deepEqual(copy.size(), [2, 3])
    }
  })

  it('out[mask] = 0: math.subset(out, mask, 0)', () => {
    const x = matrix()
    const mask = math.smallerEq(x, 0) as Matrix
    assert.deepEqual(elements(math.subset(x, mask, 0)), [1, 0, 3, 0, 5, 0])
    assert.deepEqual(elements(math.dotMultiply(x, math.larger(x, 0))), [1, -0, 3, -0, 5, -0])
  })

  it('dx[np.arange(N), t] -= 1: math.subtract(dx, math.oneHot(t, classes))', () => {
    const [dx, t] = [matrix(), [2, 0]]
    assert.deepEqual(elements(math.subtract(dx, math.oneHot(t, 3))), [1, -2, 2, -5, 5, -6])
  })

  it('y[np.arange(N), t]: math.subset(y, math.equal(math.oneHot(t, classes), 1))', () => {
    const [y, t] = [matrix(), [2, 0]]
    const picked = math.subset(y, math.equal(math.oneHot(t, 3), 1) as Matrix)
    assert.deepEqual(elements(picked), [3, -4])
  })

  it('dmax[np.arange(n), places] = values: oneHot rows times a column of values', () => {
    const [places, values] = [[1, 2], tensor([7, 8], [2])]
    const column = math.reshape(values, [-1, 1])
    const dmax = math.dotMultiply(math.oneHot(places, 3), column)
    assert.deepEqual(elements(dmax), [0, 7, 0, 0, 0, 8])
  })

  it('x.reshape(N, -1): math.reshape(x, [N, -1])', () => {
    assert.deepEqual(math.reshape(math.ones([2, 3, 4]), [2, -1]).size(), [2, 12])
  })

  it('x.transpose(0, 3, 1, 2): math.permute(x, [0, 3, 1, 2])', () => {
    const x = tensor(
      Float64Array.from({ length: 120 }, (_, i) => Math.sqrt(i)),
      [2, 3, 4, 5],
    )
    const moved = math.permute(x, [0, 3, 1, 2])
    assert.deepEqual(moved.size(), [2, 5, 3, 4])
    assert.equal(moved.get([1, 4, 2, 3]), x.get([1, 2, 3, 4]))
  })

  it('x.argmax(axis=1): math.argMax(x, 1)', () => {
    assert.deepEqual(elements(math.argMax(matrix(), 1)), [2, 1])
  })

  it('x.sum(axis=0): math.sum(x, 0)', () => {
    assert.deepEqual(elements(math.sum(matrix(), 0) as Matrix), [-3, 3, -3])
  })

  it('x += y: x = math.add(x, y), which leaves other names of the old matrix alone', () => {
    let x = matrix()
    const old = x
    x = math.add(x, math.ones([2, 3]))
    assert.deepEqual(elements(x), [2, -1, 4, -3, 6, -5])
    assert.equal(old.get([0, 0]), 1)
  })

  it('x += y in place: flat(x) is written, and every name of the matrix sees it', () => {
    const x = matrix()
    const same = x
    flat(x).set(flat(math.add(x, 1)))
    assert.equal(same.get([0, 0]), 2)
    x.set([0, 0], 7)
    assert.equal(same.get([0, 0]), 7)
  })
})
