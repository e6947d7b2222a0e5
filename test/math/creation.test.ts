import assert from 'node:assert/strict'
import { all, create } from 'mathjs'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, flips, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { assertRefused } from './refused.js'

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
    for (const name of ['zeros', 'ones'] as const) {
      const make = math[name] as (...args: readonly unknown[]) => unknown
      const size = [1e6, 1e6]
      assertRefused(`math.${name}`, [
        () => make(1e6, 1e6, 'dense'),
        () => make(size, 'dense'),
        () => make(math.matrix(size)),
        () => make(math.matrix(size), 'dense'),
        () => make(size.map((length) => math.bignumber(length))),
        () => make(math.bignumber(1e6), 1e6),
        () => make([-1], 'dense'),
      ])
    }
    const ones = math.ones as (...args: readonly unknown[]) => unknown
    assertRefused('math.ones', [() => ones([1e6, 1e6], 'sparse')])
    const sparse = (math.zeros as typeof ones)([1e6, 1e6], 'sparse') as Matrix
    assert.deepEqual(sparse.size(), [1e6, 1e6])
  })

  it('take BigNumbers and fractions for lengths, in a list or a matrix', () => {
    const make = math as unknown as Record<string, (...args: readonly unknown[]) => Matrix>
    for (const length of [math.bignumber(2), math.fraction(2)]) {
      for (const name of ['zeros', 'ones']) {
        for (const size of [[length, 3], math.matrix([length, 3] as never)]) {
          assert.deepEqual(make[name](size).size(), [2, 3])
          assert.deepEqual(make[name](size, 'sparse').size(), [2, 3])
        }
      }
      assert.deepEqual(make.full([length, 3], 7).size(), [2, 3])
    }
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
      given: 'start: 0, stop: 1, points: 1',
      mend: 'as in math.linspace(0, 1, 11)',
      message:
        'math.linspace\n' +
        '  expected: finite start and stop, and two points or more\n' +
        '  given:    start: 0, stop: 1, points: 1\n' +
        '  to mend:  as in math.linspace(0, 1, 11)',
    })
  })
})

describe('identity, diag and kron', () => {
  const plain = create(all)

  it('are those of mathjs, on flat storage', () => {
    const x = tensor([1, 2, 3], [3])
    const before = flips()
    const made = [
      math.identity(3),
      math.identity(2, 3),
      math.diag(x),
      math.diag(x, 1),
      math.diag(x, -2),
      math.kron(math.ones([2, 3]), tensor([1, 2], [2, 1])),
      math.kron(x, x),
      math.kron(x, math.ones([2, 2])),
    ]
    for (const y of made) flat(y as Matrix)
    assert.equal(flips(), before)
    const [v, ones] = [plain.matrix([1, 2, 3]), (m: number, n: number) => plain.ones(m, n)]
    const expected = [
      plain.identity(3),
      plain.identity(2, 3),
      plain.diag(v),
      plain.diag(v, 1),
      plain.diag(v, -2),
      plain.kron(ones(2, 3), plain.matrix([[1], [2]])),
      plain.kron(v, v),
      plain.kron(v, ones(2, 2)),
    ]
    made.forEach((y, i) => {
      assert.deepEqual(y.valueOf(), expected[i].valueOf(), String(i))
    })
  })

  it('are refused before memory is asked for, with the size', () => {
    const long = math.zeros([1e6])
    assertRefused('math.identity', [() => math.identity(1e6), () => math.identity(1, 1e10)])
    assertRefused('math.diag', [() => math.diag(long), () => math.diag(long, -7)])
    assertRefused('math.kron', [() => math.kron(long, long)])
    assert.throws(() => math.identity(1e6), /1000000×1000000/)
    const { identity, diag } = math as unknown as Record<string, (...args: unknown[]) => unknown>
    const array = long.toArray()
    assertRefused('math.identity', [
      () => identity(1e9, 'dense'),
      () => identity(1e6, 1e6, 'dense'),
      () => identity([1e6]),
      () => identity([1e6, 1e6], 'dense'),
      () => identity(math.matrix([1e6, 1e6])),
      () => identity(math.bignumber(1e6)),
    ])
    assertRefused('math.diag', [
      () => diag(array),
      () => diag(array, 3),
      () => diag(array, math.bignumber(3)),
      () => diag(array, 3, 'dense'),
      () => diag(long, 'dense'),
    ])
    for (const sparse of [identity(1e5, 'sparse'), diag(math.zeros([1e5]), 'sparse')]) {
      assert.deepEqual((sparse as Matrix).size(), [1e5, 1e5])
    }
    for (const n of [0, -1, 1.5]) assert.throws(() => math.identity(n), /positive integers/)
  })
})
