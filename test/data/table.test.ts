import assert from 'node:assert/strict'
import { split, subset, tableDataset } from '../../src/data/table.js'
import { math } from '../../src/math/instance.js'
import { flat, shape } from '../../src/math/storage.js'

const x = math.matrix([
  [0, 0],
  [1, 10],
  [2, 20],
  [3, 30],
  [4, 40],
])
const labels = [0, 2, 1, 2, 0]

describe('tableDataset', () => {
  it('hands out rows with their labels, one-hot or as class numbers', () => {
    const data = tableDataset(x, labels)
    assert.deepEqual([data.length, data.classes, [...data.shape]], [5, 3, [2]])
    const { x: rows, t } = data.batch([3, 0])
    assert.deepEqual(rows.toArray(), [
      [3, 30],
      [0, 0],
    ])
    assert.deepEqual(t.toArray(), [
      [0, 0, 1],
      [1, 0, 0],
    ])
    const numbers = tableDataset(x, labels, { oneHot: false, classes: 4 })
    assert.deepEqual(numbers.batch([3, 0]).t.toArray(), [2, 0])
    assert.equal(numbers.classes, 4)
  })

  it('keeps the axes of images', () => {
    const data = tableDataset(math.zeros([2, 1, 3, 4]), [0, 1])
    assert.deepEqual([...data.shape], [1, 3, 4])
    assert.deepEqual([...shape(data.batch([1]).x)], [1, 1, 3, 4])
  })

  it('refuses labels that do not fit', () => {
    const refuses = (run: () => unknown, name: string, given: string) =>
      assert.throws(run, { name, given })
    refuses(() => tableDataset(x, [0, 1]), 'ShapeError', '2 labels')
    assert.throws(() => tableDataset(x, [0, 1, 2, 0.5, 0]), { mend: /MeanSquaredErrorWithLoss/ })
    assert.throws(() => tableDataset(x, [...'abcab'] as never), { mend: /names\.indexOf/ })
    assert.throws(() => tableDataset(x, [0, 1, 2, Number.NaN, 0]), { mend: /count classes/ })
    assert.throws(() => tableDataset(x, math.matrix(labels) as never), { mend: /flat\(labels\)/ })
    refuses(() => tableDataset(x, [0, 1, 2, 0.5, 0]), 'DomainError', 'label 0.5 of example 3')
    refuses(() => tableDataset(x, [0, 1, 2, -1, 0]), 'DomainError', 'label -1 of example 3')
    refuses(() => tableDataset(x, labels, { classes: 2 }), 'DomainError', 'label 2 of example 1')
    refuses(() => tableDataset(x, labels).batch([5]), 'DomainError', 'the index 5')
    refuses(() => tableDataset(x, labels).batch(3 as never), 'DomainError', '3')
    refuses(() => tableDataset(x, labels).batch(undefined as never), 'DomainError', 'undefined')
    refuses(
      () => tableDataset(x, [0, 1, 2, Number.NaN, 0]),
      'DomainError',
      'label NaN of example 3',
    )
    refuses(() => tableDataset(x, labels, { classes: 3.5 }), 'DomainError', 'classes: 3.5')
    refuses(() => tableDataset(math.ones([2]), [0, 1]), 'ShapeError', 'x of shape [2]')
  })
})

describe('split', () => {
  it('gives every example to exactly one part, the same for the same seed', () => {
    const data = tableDataset(x, labels)
    const first = (part: { length: number; batch: typeof data.batch }) =>
      Array.from(flat(part.batch([...Array(part.length).keys()]).x)).filter((_, i) => i % 2 === 0)
    const { train, validation } = split(data, { validation: 0.4, seed: 3 })
    assert.deepEqual([train.length, validation.length], [3, 2])
    assert.deepEqual([...first(train), ...first(validation)].sort(), [0, 1, 2, 3, 4])
    assert.deepEqual(first(split(data, { validation: 0.4, seed: 3 }).train), first(train))
    for (let n = 0; n < train.length; n++) {
      assert.equal(train.labels[n], labels[first(train)[n]])
    }
  })

  it('holds back a fifth, or the whole number next to the share', () => {
    const held = (options?: { validation: number }) =>
      split(tableDataset(x, labels), options).validation.length
    assert.deepEqual([held(), held({ validation: 0.35 }), held({ validation: 0.45 })], [1, 2, 2])
  })

  it('refuses shares that leave a part empty', () => {
    const data = tableDataset(x, labels)
    for (const validation of [0, 1, 0.01, -0.5, NaN]) {
      assert.throws(() => split(data, { validation }), { name: 'DomainError', where: 'split' })
    }
  })

  it('takes a part of a part', () => {
    const part = subset(subset(tableDataset(x, labels), [4, 2, 0]), [1, 2])
    assert.deepEqual(part.batch([0, 1]).x.toArray(), [
      [2, 20],
      [0, 0],
    ])
    assert.throws(() => part.batch([2]), { name: 'DomainError', given: 'the index 2' })
  })
})
