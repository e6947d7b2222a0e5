import assert from 'node:assert/strict'
import type { MathJsInstance } from 'mathjs'
import { ShapeError } from '../../../src/math/errors.js'
import { math } from '../../../src/math/instance.js'
import { agrees, agreesUnder, plain, told, under } from './agrees.js'

describe('settings of mathjs are followed', () => {
  it('arrays in place of matrices', () => {
    agreesUnder(
      { matrix: 'Array' },
      (m) => m.zeros(2, 3),
      (m) => m.ones(2),
      (m) => m.zeros(0),
      (m) => m.ones(2, 0, 3),
      (m) => m.zeros(m.bignumber(2) as never, 3),
      (m) => m.identity(2),
      (m) => m.identity(2, 3),
      (m) => m.identity(m.bignumber(2) as never),
      (m) => m.evaluate('zeros(2, 3) + identity(2, 3)'),
      (m) => m.evaluate('[1, 2; 3, 4] * [1, 2; 3, 4]'),
    )
  })

  it('arrays, too, are not made in sizes that no memory holds', () => {
    const big = math.bignumber(1e9) as never
    const calls = [
      () => math.identity(1e9),
      () => math.identity(big),
      () => math.identity(big, big),
      () => math.zeros(1e200, 2),
      () => math.ones(1e9, 1e9),
      () => math.ones(1.5),
      () => math.zeros(big, big),
      () => math.zeros([big, big]),
      () => math.zeros(1e9, 1e9, 'dense' as never),
    ]
    for (const matrix of ['Array', 'Matrix'] as const) {
      under({ matrix }, () => {
        for (const call of calls) assert.throws(call, ShapeError, `${matrix}: ${call}`)
      })
    }
  })

  it('indices that leave each axis in place', () => {
    const { warn } = console
    console.warn = () => {} // mathjs would have it forgotten
    const x = (m: MathJsInstance) => m.matrix(m.zeros(2, 3))
    try {
      agreesUnder(
        { legacySubset: true } as object, // which the typings leave out
        (m) => m.subset(x(m), m.index([0, 1], 1)),
        (m) => m.subset(x(m), m.index([0], [1])),
        (m) => m.evaluate('X[1, :]', { X: x(m) }),
        (m) => m.evaluate('X[2, 2:3] + X[:, 1]', { X: x(m) }),
      )
    } finally {
      console.warn = warn
    }
    agrees((m) => m.evaluate('X[1, :]', { X: x(m) }))
  })

  it('BigNumbers in place of numbers', () => {
    agreesUnder(
      { number: 'BigNumber' },
      (m) => m.evaluate('zeros(2, 3)'),
      (m) => m.evaluate('ones([2, 3])'),
      (m) => m.evaluate('resize([1, 2, 3], [2])'),
      (m) => m.evaluate('reshape([1, 2, 3, 4], [2, 2])').toArray(),
      (m) => m.evaluate('reshape(X, [2, 2])', { X: m.matrix([1, 2, 3, 4]) }).toArray(),
    )
  })

  it('fractions in place of numbers', () => {
    agreesUnder({ number: 'Fraction' }, (m) =>
      m.evaluate('reshape(X, [2, 2])', { X: m.matrix([1, 2, 3, 4]) }).toArray(),
    )
  })
})

describe('sizes and places', () => {
  const others = [math.bignumber(2), math.fraction(2)]

  it('may be BigNumbers and fractions', () => {
    for (const two of others) {
      const X = math.matrix([1, 2, 3, 4])
      assert.deepEqual(math.reshape(X, [two, two] as never).size(), [2, 2])
      assert.equal(String(math.take(X, [two] as never)), '[3]')
      assert.equal(String(math.evaluate('take(X, [two, 1])', { X, two })), '[2, 1]')
    }
  })

  it('are refused where another is no number', () => {
    const X = math.matrix([1, 2, 3, 4])
    for (const two of others) {
      for (const other of [null, undefined, '1', [1]]) {
        assert.throws(() => math.take(X, [other, two] as never), ShapeError)
        assert.throws(() => math.reshape(X, [other, two] as never), ShapeError)
      }
    }
  })

  it('make BigNumbers of BigNumbers', () => {
    const [big] = others
    assert.equal(told(math.zeros([big, 3] as never)), told(plain.zeros(big as never, 3)))
  })
})
