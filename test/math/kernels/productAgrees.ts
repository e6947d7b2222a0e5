import assert from 'node:assert/strict'
import type { Kernels, MatmulOptions } from '../../../src/math/kernels/Kernels.js'
import { loops } from '../../../src/math/kernels/loops/index.js'
import { ulp } from './exact.js'

interface Shape {
  readonly m: number
  readonly k: number
  readonly n: number
}

/**
 * A product may sum in any order, so each element may differ from the plain loop's by 4·k units in
 * the last place of Σ|a||b|; a bias is one more term.
 *
 * NaN, and infinities of one sign, must come out wherever they go in. Only where finite numbers
 * overflow on the way does the order decide what comes out.
 */
export function assertProductAgrees(
  { matmul }: Kernels,
  a: Float64Array,
  b: Float64Array,
  { m, k, n }: Shape,
  options: MatmulOptions,
): void {
  const sumOf = (part: (x: number) => number) =>
    loops.matmul(a.map(part), b.map(part), m, k, n, { ...options, bias: options.bias?.map(part) })
  const actual = matmul(a, b, m, k, n, options)
  assert.equal(actual.length, m * n)
  assertWithinRounding(actual, sumOf, options.bias ? k + 1 : k)
}

/**
 * Whether sums of `terms` products are equal but for their order. `sumOf(part)` are the sums by the
 * plain loops, after each operand's elements went through `part`.
 */
export function assertWithinRounding(
  actual: Float64Array,
  sumOf: (part: (x: number) => number) => Float64Array,
  terms: number,
): void {
  const [expected, absolute, finite] = [(x: number) => x, Math.abs, finitePart].map(sumOf)
  assert.equal(actual.length, expected.length)
  for (let i = 0; i < expected.length; i++) {
    if (Number.isFinite(absolute[i])) {
      const error = Math.abs(actual[i] - expected[i])
      const bound = 4 * terms * ulp(absolute[i])
      assert.ok(error <= bound, `element ${i}: ${actual[i]} for ${expected[i]}, bound ${bound}`)
    } else if (Number.isFinite(finite[i])) {
      assert.ok(Object.is(actual[i], expected[i]), `element ${i}: ${actual[i]} for ${expected[i]}`)
    }
  }
}

/** The size of x, where it has one: what the sum would be without infinities and NaN. */
function finitePart(x: number): number {
  return Number.isFinite(x) ? Math.abs(x) : 0
}
