import assert from 'node:assert/strict'
import type { MathJsInstance } from 'mathjs'
import { math } from '../../../src/math/instance.js'
import { agrees, plain } from './agrees.js'

const call = (m: MathJsInstance, name: string, ...args: readonly unknown[]): unknown =>
  Reflect.get(m, name)(...args)

describe('arrays of other elements beside a matrix', () => {
  const others = (m: MathJsInstance): readonly unknown[] => [
    [m.complex(1, 2), 3],
    [m.bignumber(1), m.bignumber(2)],
    [m.fraction(1, 2), 3],
    [1n, 2n],
    [1, true],
    ['1', '2'],
    [],
    [m.unit('3 cm'), m.unit('2 cm')],
  ]
  const calls: readonly ((m: MathJsInstance, x: unknown) => unknown)[] = [
    (m, x) => call(m, 'dot', m.matrix([1, 2]), x),
    (m, x) => call(m, 'dot', x, m.matrix([1, 2])),
    (m, x) =>
      call(
        m,
        'kron',
        m.matrix([
          [1, 2],
          [3, 4],
        ]),
        x,
      ),
    (m, x) => call(m, 'kron', x, m.matrix([1, 2])),
    (m, x) => call(m, 'reshape', x, m.matrix([2, 1])),
    (m, x) =>
      call(
        m,
        'multiply',
        m.matrix([
          [1, 2],
          [3, 4],
        ]),
        x,
      ),
    (m, x) => call(m, 'concat', m.matrix([1, 2]), x),
    (m, x) => call(m, 'cross', m.matrix([1, 2, 3]), x),
    (m, x) => call(m, 'setUnion', m.matrix([1, 2]), x),
  ]

  it('are computed where mathjs computes', () => {
    others(math as unknown as MathJsInstance).forEach((_, i) => {
      for (const compute of calls) agrees((m) => compute(m, others(m)[i]))
    })
  })
})

describe('bigints', () => {
  const OPERATIONS = ['add', 'subtract', 'dotMultiply', 'dotPow', 'multiply']
  const matrices = [
    [true, false],
    [4, 9],
  ] as number[][]

  it('beside matrices of Booleans and of numbers give what mathjs gives', () => {
    for (const elements of matrices) {
      for (const name of [...OPERATIONS, 'dotDivide', 'divide'])
        agrees((m) => call(m, name, m.matrix(elements), 3n))
      for (const name of OPERATIONS) agrees((m) => call(m, name, 3n, m.matrix(elements)))
    }
  })
})

describe('arguments of a wrong type', () => {
  const calls: readonly ((m: MathJsInstance) => unknown)[] = [
    (m) => call(m, 'diag', 2),
    (m) => call(m, 'diag'),
    (m) => call(m, 'kron', 1, [2]),
    (m) => call(m, 'multiplyScalar', m.matrix([1, 2]), 2),
    (m) => call(m, 'mad', m.matrix([1, 2]), 2),
    (m) => call(m, 'add', m.matrix([1, 2])),
    (m) => call(m, 'number', m.matrix([1, 2]), m.matrix([1, 2])),
  ]

  it('are told in the words of mathjs', () => {
    const message = (compute: () => unknown): string => {
      try {
        return String(compute())
      } catch (error) {
        return (error as Error).message
      }
    }
    for (const compute of calls) {
      const found = message(() => compute(math as unknown as MathJsInstance))
      assert.equal(
        found,
        message(() => compute(plain)),
      )
    }
  })
})
