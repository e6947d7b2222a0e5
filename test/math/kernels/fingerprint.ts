/**
 * One number that changes when any bit of any kernel's result changes. It is computed in Node and
 * in a browser, so it imports nothing but the kernels.
 */
import type { Kernels } from '../../../src/math/kernels/Kernels.js'

const unaryNames = ['exp', 'log', 'tanh', 'sigmoid', 'sin', 'cos', 'sqrt', 'relu'] as const
const binaryNames = ['add', 'subtract', 'dotMultiply', 'dotDivide', 'maximum'] as const

export function fingerprint(kernels: Kernels): number {
  const x = numbers(10_001)
  const positive = kernels.unary('abs', x)
  const column = { data: x.subarray(0, 100), size: [100, 1] }
  const row = { data: positive.subarray(7, 108), size: [101] }
  const results = [
    ...unaryNames.map((name) => kernels.unary(name, name === 'sqrt' ? positive : x)),
    ...binaryNames.map((name) => kernels.binary(name, column, row, [100, 101])),
    kernels.reduce('sum', x, { outer: 73, n: 137, inner: 1 }),
    kernels.reduce('sum', x, { outer: 1, n: 73, inner: 137 }),
    kernels.matmul(x, positive, 61, 163, 61),
  ]
  return results.reduce((hash, result) => hashOf(result, hash), 0)
}

/** Seeded numbers from −20 to 20. */
function numbers(length: number): Float64Array {
  let state = 1
  return Float64Array.from({ length }, () => {
    state = (state * 48271) % 2147483647
    return (state / 2147483647 - 0.5) * 40
  })
}

function hashOf(values: Float64Array, seed: number): number {
  // One NaN for all: engines differ in the bits of a NaN.
  const plain = values.map((value) => (Number.isNaN(value) ? 0.123 : value))
  const words = new Uint32Array(plain.buffer)
  return words.reduce((hash, word) => (Math.imul(hash, 31) + word) | 0, seed)
}
