/**
 * Single operations, timed with everything around them that a caller pays: dispatch, copies,
 * result.
 */
import type { Prepare } from '../protocol.js'
import { numbers } from './mlp.js'

/** What a peer must offer, on matrices M of its own. */
export interface Operations<M> {
  multiply(a: M, b: M): unknown
  transpose(a: M): M
  add(a: M, b: M): unknown
  exp(x: M): unknown
  log(x: M): unknown
  tanh(x: M): unknown
  sigmoid(x: M): unknown
  sum(x: M, axis: number): unknown
}

export interface MathCase {
  readonly name: string
  /** Sizes of the operands. */
  readonly operands: readonly (readonly number[])[]
  readonly run: <M>(operations: Operations<M>, ...operands: M[]) => unknown
  /** Floating-point operations of a product, or elements of anything else. */
  readonly count: { readonly flops: number } | { readonly elements: number }
}

export const mathCases: readonly MathCase[] = [
  product('multiply 100×784 · 784×50', 100, 784, 50),
  {
    name: 'multiply (100×784)ᵀ · 100×50',
    operands: [
      [100, 784],
      [100, 50],
    ],
    run: (operations, x, d) => operations.multiply(operations.transpose(x), d),
    count: { flops: 2 * 100 * 784 * 50 },
  },
  product('multiply 512³', 512, 512, 512),
  product('multiply 1024³', 1024, 1024, 1024),
  product('multiply 2×3 · 3×2', 2, 3, 2),
  elementwise('exp of 10⁶', (operations, x) => operations.exp(x)),
  elementwise('log of 10⁶', (operations, x) => operations.log(x)),
  elementwise('tanh of 10⁶', (operations, x) => operations.tanh(x)),
  elementwise('sigmoid of 10⁶', (operations, x) => operations.sigmoid(x)),
  {
    name: 'add 1000×1000 + 1000',
    operands: [[1000, 1000], [1000]],
    run: (operations, x, y) => operations.add(x, y),
    count: { elements: 1e6 },
  },
  {
    name: 'add 2×3 + 2×3',
    operands: [
      [2, 3],
      [2, 3],
    ],
    run: (operations, x, y) => operations.add(x, y),
    count: { elements: 6 },
  },
  elementwise('sum over axis 0 of 1000×1000', (operations, x) => operations.sum(x, 0)),
  elementwise('sum over axis 1 of 1000×1000', (operations, x) => operations.sum(x, 1)),
]

function product(name: string, m: number, k: number, n: number): MathCase {
  return {
    name,
    operands: [
      [m, k],
      [k, n],
    ],
    run: (operations, a, b) => operations.multiply(a, b),
    count: { flops: 2 * m * k * n },
  }
}

function elementwise(name: string, run: MathCase['run']): MathCase {
  return { name, operands: [[1000, 1000]], run, count: { elements: 1e6 } }
}

/** The cases as work for a peer, but for those that would take it minutes. */
export function mathWork<M>(
  operations: Operations<M>,
  matrix: (values: Float64Array, size: readonly number[]) => M,
  mostFlops = Infinity,
): Record<string, Prepare> {
  const affordable = mathCases.filter(
    ({ count }) => !('flops' in count) || count.flops <= mostFlops,
  )
  return Object.fromEntries(
    affordable.map(({ name, operands, run }) => [
      name,
      () => {
        const random = numbers(11)
        const matrices = operands.map((size) => {
          const length = size.reduce((product, n) => product * n, 1)
          return matrix(Float64Array.from({ length }, random), size)
        })
        return () => {
          run(operations, ...matrices)
          return undefined
        }
      },
    ]),
  )
}
