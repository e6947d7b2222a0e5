import assert from 'node:assert/strict'
import { tableDataset } from '../../src/data/table.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { shown, shownEach } from '../../src/math/shown.js'
import { Perceptron } from '../../src/nn/models/Perceptron.js'
import { Pooling } from '../../src/nn/Pooling.js'
import { Sequential } from '../../src/nn/Sequential.js'
import { uniform } from '../../src/train/search.js'

describe('a value in an error', () => {
  it('is written as in a program, so that a string is told from what it spells', () => {
    assert.equal(shown('5'), "'5'")
    assert.equal(shown(5), '5')
    assert.equal(shown([1, ['2'], Number.NaN]), "[1, ['2'], NaN]")
    assert.equal(shown(undefined), 'undefined')
    assert.equal(shownEach({ lr: 0.1, epochs: '3' }), "lr: 0.1, epochs: '3'")
  })

  it('is named by its kind when it is long', () => {
    assert.equal(shown(Array(1000).fill(0)), '[0, 0, 0, 0, 0, 0, 0, 0, …]')
    assert.equal(shown(math.zeros([2, 3])), 'a matrix of size [2, 3]')
    assert.equal(
      shown(() => 1),
      'a function',
    )
    assert.equal(shown({ a: 1 }), 'an object')
    assert.equal(shown(Promise.resolve()), 'an object of Promise')
  })

  it('is short, however long, deep or endless it is', () => {
    const deep = Array(10).fill(Array(10).fill(Array(10).fill(0)))
    assert.equal(shown([[[0, 1]], 2]), '[[a list], 2]')
    assert.ok(shown(deep).length < 300)
    assert.ok(shown(Array(9).fill(Array(9).fill('x'.repeat(99)))).length < 300)
    assert.equal(shown('x'.repeat(5000)), `'${'x'.repeat(60)}…'`)
    const endless: unknown[] = [1]
    endless.push(endless)
    assert.equal(shown(endless), '[1, [1, a list]]')
    assert.throws(
      () => new Sequential(deep),
      (error: Error) => error.message.length < 500,
    )
  })

  it('tells a bigint from a number, and is a plain object where it has no class', () => {
    assert.equal(shown([1n]), '[1n]')
    assert.equal(shown(Object.create(null)), 'an object')
    assert.equal(shown(new (class {})()), 'an object')
  })

  it('is quoted where strings were given for numbers', () => {
    const x = math.zeros([2, 2])
    const string = '2' as never
    const calls: (() => unknown)[] = [
      () => math.zeros([string]),
      () => math.reshape(x, [string, 2]),
      () => math.sum(x, [string]),
      () => math.take(x, [string]),
      () => math.oneHot([string], 3),
      () => new Pooling(string, 2),
      () => new Random(1).choice(string, 1),
      () => tableDataset(x, [0, string]),
      () => new Perceptron([1, 1], 0).learn(x, [0, string]),
      () => uniform(string, 1),
    ]
    for (const call of calls) assert.throws(call, { given: /'2'/ }, String(call))
  })
})
