import assert from 'node:assert/strict'
import { ShapeError } from '../../src/math/errors.js'
import { extensions } from '../../src/math/functions/index.js'
import { math } from '../../src/math/instance.js'
import { tensor } from '../../src/math/storage.js'

describe('in expressions', () => {
  const scope = { X: tensor([1, 2, 3, 4, 5, 6], [2, 3]) }
  const value = (expression: string) => String(math.evaluate(expression, scope))

  it('axes and rows count from 1', () => {
    assert.equal(value('sum(X, 1)'), '[5, 7, 9]')
    assert.equal(value('mean(X, 2)'), '[2, 5]')
    assert.equal(value('max(X, 1)'), '[4, 5, 6]')
    assert.equal(value('argMax(X, 1)'), '[1, 1, 1]')
    assert.equal(value('permute(X, [2, 1])'), '[[1, 4], [2, 5], [3, 6]]')
    assert.equal(value('take(X, [2])'), '[[4, 5, 6]]')
    assert.equal(value('round(sum(softmax(X, 2), 2), 9)'), '[1, 1]')
    assert.equal(value('sum(X, 2, {keepDims: true})'), '[[6], [15]]')
  })

  it('a list of numbers is no matrix with an axis', () => {
    assert.equal(value('max(3, 1)'), '3')
    assert.equal(value('sum(1, 2)'), '3')
  })

  it('an axis that is not there is told, with how it was counted', () => {
    assert.throws(
      () => value('sum(X, 3)'),
      (error: unknown) => {
        assert.ok(error instanceof ShapeError)
        assert.match(error.message, /axis 2 \(both counted from 0\)[\s\S]*count from 1/)
        return true
      },
    )
    assert.throws(() => value('sum(X, 0)'), ShapeError)
    assert.throws(() => value('sum([1 + i, 2; 3, 4], 3)'), /index|Index/)
  })

  it('matrices made there are ours', () => {
    assert.equal(value('exp([0, 0])'), '[1, 1]')
    assert.equal(value('1 ./ (1 + exp(-[0; 0]))'), '[[0.5], [0.5]]')
    assert.equal(value('larger([1, 3], 2) .* [5, 6]'), '[0, 6]')
    assert.equal(value("X * X' + oneHot([0, 1], 2)"), '[[15, 32], [32, 78]]')
  })
})

describe('assignments', () => {
  it('write into arrays what mathjs writes', () => {
    assert.deepEqual(math.evaluate('w[1] = "a"; w', { w: [1, 2] }).entries[0], ['a', 2])
    const masked = { w: [1, 2, 3] }
    math.evaluate('w[[true, false]] = 9', masked)
    assert.deepEqual(masked.w, [9, 2, 3])
    assert.throws(() => math.evaluate('w[[]] = -1', { w: [1, 2, 3] }))
  })
})

describe('help', () => {
  const pages = extensions.filter(({ help }) => help !== undefined)

  it('has a page for every function that mathjs lacks', () => {
    assert.ok(pages.length >= 17)
    for (const { name } of extensions) {
      assert.match(String(math.help(name)), new RegExp(`Name: ${name}`))
    }
  })

  it('finds the page of a function, ours or mathjs’s', () => {
    assert.match(String(math.help(math.sigmoid)), /Name: sigmoid/)
    assert.match(String(math.help(math.add)), /Name: add/)
    assert.throws(() => math.help('nothing'), /No documentation/)
  })

  for (const { name, help } of pages) {
    it(`shows examples of ${name} that work`, () => {
      assert.ok(help!.examples.length > 0)
      for (const example of help!.examples) assert.ok(math.evaluate(example) !== undefined, example)
    })
  }
})
