import assert from 'node:assert/strict'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat } from '../../src/math/storage.js'

describe('new matrices', () => {
  it('are zeros, ones or full of a value, of the size asked for', () => {
    assert.equal(String(math.zeros([2, 3])), '[[0, 0, 0], [0, 0, 0]]')
    assert.equal(String(math.ones(2, 2)), '[[1, 1], [1, 1]]')
    assert.equal(String(math.full([2], 7)), '[7, 7]')
    assert.deepEqual(math.zeros([2, 0, 3]).size(), [2, 0, 3])
    assert.deepEqual(math.zeros([2, 3, 4, 5]).size(), [2, 3, 4, 5])
  })

  it('are no copies of each other', () => {
    const size = [2]
    const a = math.zeros(size)
    size[0] = 5
    flat(a)[0] = 1
    assert.deepEqual(a.size(), [2])
    assert.equal(math.zeros([2]).get([0]), 0)
  })

  it('are refused for sizes that are none, before memory is asked for', () => {
    for (const size of [[-1], [1.5], [], [Number.NaN], [1e6, 1e6]]) {
      assert.throws(() => math.zeros(size), ShapeError, String(size))
      assert.throws(() => math.ones(size), ShapeError, String(size))
      assert.throws(() => math.full(size, 1), ShapeError, String(size))
    }
    assert.throws(() => math.zeros([1e6, 1e6]), /1000000×1000000/)
  })
})

describe('arange', () => {
  it('computes start + i·step, so that rounding does not add up', () => {
    const x = flat(math.arange(-5, 5, 0.1))
    assert.equal(x.length, 100)
    assert.equal(x[99], -5 + 99 * 0.1)
    assert.deepEqual([...flat(math.arange(4))], [0, 1, 2, 3])
    assert.deepEqual([...flat(math.arange(3, 1, -1))], [3, 2])
    assert.deepEqual(math.arange(1, 1).size(), [0])
    assert.deepEqual(math.arange(1, 0).size(), [0])
  })

  it('refuses a step of 0, and what has no end', () => {
    assert.throws(() => math.arange(0, 1, 0), DomainError)
    assert.throws(() => math.arange(0, Infinity), DomainError)
    assert.throws(() => math.arange(0, Number.NaN), DomainError)
    assert.throws(() => math.arange(0, 1e12), ShapeError)
  })
})

describe('linspace', () => {
  it('has both ends, exactly', () => {
    const x = flat(math.linspace(0, 0.3, 4))
    assert.deepEqual([x[0], x[3], x.length], [0, 0.3, 4])
    assert.equal(math.linspace(0, 1).size()[0], 50)
  })

  it('refuses fewer than two points, and ends that are not finite', () => {
    for (const points of [1, 0, -3, 2.5]) {
      assert.throws(() => math.linspace(0, 1, points), DomainError)
    }
    assert.throws(() => math.linspace(0, Infinity, 3), DomainError)
  })
})

describe('an error', () => {
  it('says where, what was expected, what was given, and how to mend it', () => {
    assert.throws(() => math.linspace(0, 1, 1), {
      name: 'DomainError',
      where: 'math.linspace',
      expected: 'finite start and stop, and two points or more',
      given: 'start 0, stop 1, 1 points',
      mend: 'as in math.linspace(0, 1, 11)',
      message:
        'math.linspace\n' +
        '  expected: finite start and stop, and two points or more\n' +
        '  given:    start 0, stop 1, 1 points\n' +
        '  to mend:  as in math.linspace(0, 1, 11)',
    })
  })
})
