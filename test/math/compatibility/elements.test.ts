import type { MathJsInstance } from 'mathjs'
import { agrees } from './agrees.js'

const call = (m: MathJsInstance, name: string, ...args: readonly unknown[]): unknown =>
  Reflect.get(m, name)(...args)

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
