import assert from 'node:assert/strict'
import type { MathJsInstance } from 'mathjs'
import { type DenseMatrix, isStoredFlat } from '../../../src/math/flatStorage.js'
import { math } from '../../../src/math/instance.js'
import type { TypeMismatch } from '../../../src/math/mathjs/typed.js'
import { agrees, isRefused, plain, told } from './agrees.js'

const ours = math as unknown as MathJsInstance

const call = (m: MathJsInstance, name: string, ...args: readonly unknown[]): unknown =>
  Reflect.get(m, name)(...args)

type Arguments = (m: MathJsInstance) => readonly unknown[]

const agreesOn = (name: string, args: Arguments) =>
  agrees((m) => call(m, name, ...args(m)), written(name, args))

const isRefusedOn = (name: string, args: Arguments) =>
  isRefused((m) => call(m, name, ...args(m)), written(name, args))

const written = (name: string, args: Arguments) => `${name}(${args(plain).map(told).join(', ')})`

describe('arrays of other elements beside a matrix', () => {
  const others: Arguments = (m) => [
    [m.complex(1, 2), 3],
    [m.bignumber(1), m.bignumber(2)],
    [m.fraction(1, 2), 3],
    [1n, 2n],
    [1, true],
    ['1', '2'],
    [m.unit('3 cm'), m.unit('2 cm')],
  ]
  const square = [
    [1, 2],
    [3, 4],
  ]
  type Beside = (m: MathJsInstance, x: unknown) => readonly unknown[]
  const calls: readonly (readonly [name: string, args: Beside])[] = [
    ['dot', (m, x) => [m.matrix([1, 2]), x]],
    ['dot', (m, x) => [x, m.matrix([1, 2])]],
    ['kron', (m, x) => [m.matrix(square), x]],
    ['kron', (m, x) => [x, m.matrix([1, 2])]],
    ['reshape', (m, x) => [x, m.matrix([2, 1])]],
    ['multiply', (m, x) => [m.matrix(square), x]],
    ['concat', (m, x) => [m.matrix([1, 2]), x]],
    ['setUnion', (m, x) => [m.matrix([1, 2]), x]],
  ]

  it('are computed as in mathjs', () => {
    others(plain).forEach((_, i) => {
      for (const [name, args] of calls) agreesOn(name, (m) => args(m, others(m)[i]))
    })
  })

  it('may be empty where mathjs takes an empty array', () => {
    const refused = new Set(['dot', 'multiply', 'reshape'])
    for (const [name, args] of calls) {
      const compare = refused.has(name) ? isRefusedOn : agreesOn
      compare(name, (m) => args(m, []))
    }
  })
})

describe('rows of different lengths beside a matrix', () => {
  const x = math.matrix([
    [1, 2],
    [3, 4],
  ])
  const ragged = [[1], [2, 3]]

  it('are an error that says so', () => {
    const calls: readonly (readonly [name: string, ...args: readonly unknown[]])[] = [
      ['dot', math.matrix([1, 2]), [1, [2]]],
      ['dot', [1, [2]], math.matrix([1, 2])],
      ['kron', x, ragged],
      ['kron', ragged, x],
      ['outer', [1, 2], ragged],
    ]
    for (const [name, ...args] of calls) {
      assert.throws(() => call(ours, name, ...args), /all rows of the same length/, name)
    }
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
        agreesOn(name, (m) => [m.matrix(elements), 3n])
      for (const name of OPERATIONS) agreesOn(name, (m) => [3n, m.matrix(elements)])
    }
  })

  it('beside a matrix of numbers leave it in flat storage', () => {
    const x = math.matrix([4, 9])
    const results = [
      ...[...OPERATIONS, 'dotDivide', 'divide'].map((name) => call(ours, name, x, 3n)),
      ...[...OPERATIONS, 'dotDivide'].map((name) => call(ours, name, 3n, x)),
    ]
    for (const result of results) assert.ok(isStoredFlat(result as DenseMatrix))
  })

  it('beyond the safe integers are refused beside numbers', () => {
    for (const big of [2n ** 53n + 1n, 2n ** 60n])
      isRefusedOn('add', (m) => [m.matrix([1, 2]), big])
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

  /** A function's own list of signatures, which typed-function hands to createError. */
  interface Typed {
    (name: string, signatures: object): { _typedFunctionData: { signatures: unknown } }
    createError(name: string, args: readonly unknown[], signatures: unknown): Error
  }

  /** typed-function's last resort, for which no call of mathjs's functions is known. */
  const mismatch = (m: MathJsInstance): never => {
    const typed = m.typed as unknown as Typed // of which the typings tell less
    const f = typed('f', { 'Matrix, number': () => 0 })
    throw typed.createError('f', [m.matrix([1, 2]), 2], f._typedFunctionData.signatures)
  }

  it('are told in the words of mathjs, in the message and beside it', () => {
    const thrown = (compute: (m: MathJsInstance) => unknown, m: MathJsInstance): unknown[] => {
      try {
        return [compute(m)]
      } catch (error) {
        const { message, data } = error as TypeMismatch
        return [message, data]
      }
    }
    for (const compute of [...calls, mismatch]) {
      assert.deepEqual(thrown(compute, ours), thrown(compute, plain))
    }
  })
})
