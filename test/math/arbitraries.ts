import fc from 'fast-check'
import { count } from '../../src/math/flatStorage.js'
import { tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'

const finite = fc.double({ min: -1e3, max: 1e3, noNaN: true })

const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })

/** A matrix of that size. */
export function matrixOf(size: readonly number[], element = finite): fc.Arbitrary<Matrix> {
  const length = count(size)
  return fc
    .array(element, { minLength: length, maxLength: length })
    .map((elements) => tensor(elements, size))
}

export const matrices = sizes.chain((size) => matrixOf(size))

/** A matrix and one of its axes. */
export const withAxis = matrices.chain((x) => fc.tuple(fc.constant(x), fc.nat(x.size().length - 1)))

/** Two sizes that broadcast: the second has some axes of length 1, or lacks some in front. */
export const broadcastingSizes = fc
  .tuple(sizes, fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), fc.nat(2), fc.boolean())
  .map(([size, one, missing, turn]): [number[], number[]] => {
    const other = size.map((n, d) => (one[d] ? 1 : n)).slice(Math.min(missing, size.length - 1))
    return turn ? [other, size] : [size, other]
  })

export const broadcastingPairs = broadcastingSizes.chain(([a, b]) =>
  fc.tuple(matrixOf(a), matrixOf(b)),
)

/** Two stacks of matrices that broadcast and can be multiplied, with the options to do so. */
export const stackedFactors = fc
  .record({
    stack: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
    oneInA: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    oneInB: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    missingInB: fc.nat(3),
    lengths: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }),
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
  })
  .chain(({ stack, oneInA, oneInB, missingInB, lengths: [m, k, n], ...options }) => {
    const own = (ones: boolean[]) => stack.map((length, d) => (ones[d] ? 1 : length))
    const a = [...own(oneInA), ...(options.transposeA ? [k, m] : [m, k])]
    const b = [...own(oneInB).slice(missingInB), ...(options.transposeB ? [n, k] : [k, n])]
    return fc.record({
      a: matrixOf(a),
      b: matrixOf(b),
      transposeA: fc.constant(options.transposeA),
      transposeB: fc.constant(options.transposeB),
    })
  })
