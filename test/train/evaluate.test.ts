import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { shown } from '../../src/math/shown.js'
import { flat, shape } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { accuracyOn, predictAll } from '../../src/train/evaluate.js'
import { blobs, recorded, smallNet } from './toys.js'

describe('accuracyOn', () => {
  it('counts the right answers whole, though a share of them is rounded', async () => {
    const model = { accuracy: () => 0.29 } // times 100 a little below 29
    assert.equal(await accuracyOn(model, blobs(100), async () => undefined), 0.29)
  })
})

describe('predictAll', () => {
  it('gives every example its scores, a thousand at a time', () => {
    const { data, batches } = recorded(blobs(2300))
    const net = smallNet()
    const scores = predictAll(net, data)
    assert.deepEqual([...shape(scores)], [2300, 2])
    assert.deepEqual(
      batches.map((batch) => batch.length),
      [1000, 1000, 300],
    )
    const { x } = data.batch(Array.from({ length: 300 }, (_, i) => 2000 + i))
    assert.deepEqual([...flat(scores).slice(-600)], [...flat(net.predict(x))])
    assert.deepEqual(shape(predictAll(net, recorded(blobs(1)).data)), [1, 2])
  })

  it('refuses what is no network', () => {
    const refuses = (model: unknown, given: string) =>
      assert.throws(() => predictAll(model as never, blobs(5)), { name: 'DomainError', given })
    refuses(undefined, 'undefined')
    refuses(blobs(5), shown(blobs(5)))
  })

  it('refuses predictions that are no row of scores for each example', () => {
    const refuses = (predict: (x: Matrix) => Matrix, given: string, length = 5) =>
      assert.throws(() => predictAll({ predict }, blobs(length)), { name: 'ShapeError', given })
    refuses(() => math.ones([3, 2]), 'scores of shape 3×2')
    refuses((x) => math.ones([shape(x)[0]]), 'scores of shape [5]')
    refuses((x) => math.ones([shape(x)[0], shape(x)[0]]), 'scores of shape 10×10', 1010)
  })

  it('refuses an empty data set, and what is none', () => {
    const refuses = (data: unknown, given: string) =>
      assert.throws(() => predictAll(smallNet(), data as never), { name: 'DomainError', given })
    refuses(blobs(0), 'an empty one')
    refuses(undefined, 'undefined')
    refuses([[1, 2]], '[[1, 2]]')
  })
})
