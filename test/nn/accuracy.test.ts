import assert from 'node:assert/strict'
import { tensor } from '../../src/math/storage.js'
import { accuracy, confusionMatrix } from '../../src/nn/accuracy.js'

const scores = tensor([9, 0, 0, 0, 2, 1, 0, 2, 1, 1, 1, 5], [4, 3])

describe('accuracy', () => {
  it('counts the rows whose largest score is at the right class', () => {
    assert.equal(accuracy(scores, [0, 1, 2, 2]), 0.75)
  })

  it('takes one-hot rows as well as labels', () => {
    const oneHot = tensor([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1], [4, 3])
    assert.equal(accuracy(scores, oneHot), 0.75)
  })

  it('gives equal scores to the first class', () => {
    assert.equal(accuracy(tensor([1, 1], [1, 2]), [0]), 1)
  })

  it('refuses labels of another length, and labels that are no class', () => {
    assert.throws(() => accuracy(scores, [0, 1]), { name: 'ShapeError', where: 'accuracy' })
    assert.throws(() => accuracy(scores, [0, 1, 2, 3]), { name: 'DomainError' })
    assert.throws(() => accuracy(tensor([1, 2], [2]), [0]), { name: 'ShapeError' })
  })

  it('tells whether examples are missing, or classes', () => {
    assert.throws(() => accuracy(scores, tensor([1, 0, 0], [1, 3])), { mend: /same indices/ })
    const twoClasses = tensor([1, 0, 1, 0, 0, 1, 0, 1], [4, 2])
    assert.throws(() => accuracy(scores, twoClasses), { mend: /as many columns as the scores/ })
  })

  it('refuses scores of NaN, none of which is the largest', () => {
    for (const count of [accuracy, confusionMatrix]) {
      assert.throws(() => count(tensor([1, 0, NaN, NaN], [2, 2]), [0, 0]), {
        name: 'DomainError',
        where: count.name,
        given: 'NaN in row 1',
        mend: /firstNotFinite/,
      })
      assert.throws(() => count(tensor([NaN, 1], [1, 2]), [0]), { given: 'NaN in row 0' })
    }
    assert.equal(accuracy(tensor([-Infinity, Infinity], [1, 2]), [1]), 1)
  })
})

describe('confusionMatrix', () => {
  it('has a row for each right class and a column for each predicted one', () => {
    const counts = confusionMatrix(scores, [0, 1, 2, 2])
    assert.deepEqual(counts.toArray(), [
      [1, 0, 0],
      [0, 1, 0],
      [0, 1, 1],
    ])
  })

  it('has room for classes that have no score', () => {
    assert.deepEqual(confusionMatrix(tensor([1, 0], [1, 2]), [0], 3).toArray(), [
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ])
  })

  it('refuses fewer classes than occur', () => {
    assert.throws(() => confusionMatrix(scores, [0, 1, 2, 2], 2), { name: 'DomainError' })
  })

  it('refuses a number of classes that is none', () => {
    assert.throws(() => confusionMatrix(scores, [0, 1, 2, 2], 3.5), {
      where: 'confusionMatrix',
      given: 'classes: 3.5',
    })
  })
})
