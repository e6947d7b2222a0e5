import assert from 'node:assert/strict'
import type { MathJsInstance } from 'mathjs'
import { math } from '../../../src/math/instance.js'
import { agrees, agreesUnder, plain, told } from './agrees.js'

describe('settings of mathjs are followed', () => {
  it('arrays in place of matrices', () => {
    agreesUnder(
      { matrix: 'Array' },
      (m) => m.zeros(2, 3),
      (m) => m.ones(2),
      (m) => m.zeros(0),
      (m) => m.identity(2),
      (m) => m.identity(2, 3),
      (m) => m.evaluate('zeros(2, 3) + identity(2, 3)'),
      (m) => m.evaluate('[1, 2; 3, 4] * [1, 2; 3, 4]'),
    )
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
})

describe('sizes of BigNumbers', () => {
  it('make BigNumbers, and reshape whatever there is', () => {
    const big = math.bignumber
    assert.equal(told(math.zeros([big(1), 2] as never)), told(plain.zeros(big(1) as never, 2)))
    const x = math.reshape(math.matrix([1, 2, 3, 4]), [big(2), big(2)] as never)
    assert.equal(
      told(x),
      told(
        plain.matrix([
          [1, 2],
          [3, 4],
        ]),
      ),
    )
    const places = math.matrix([big(1)] as never)
    assert.equal(told(math.take(x, places)), told(plain.matrix([[3, 4]])))
  })
})
