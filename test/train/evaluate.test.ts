import assert from 'node:assert/strict'
import { shown } from '../../src/math/shown.js'
import { flat, shape } from '../../src/math/storage.js'
import { predictAll } from '../../src/train/evaluate.js'
import { blobs, recorded, smallNet } from './toys.js'

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
  })

  it('refuses what is no network', () => {
    const refuses = (model: unknown, given: string) =>
      assert.throws(() => predictAll(model as never, blobs(5)), { name: 'DomainError', given })
    refuses(undefined, 'undefined')
    refuses(blobs(5), shown(blobs(5)))
  })

  it('refuses an empty data set, and what is none', () => {
    const refuses = (data: unknown, given: string) =>
      assert.throws(() => predictAll(smallNet(), data as never), { name: 'DomainError', given })
    refuses(blobs(0), 'an empty one')
    refuses(undefined, 'undefined')
    refuses([[1, 2]], '[[1, 2]]')
  })
})
