/**
 * Single operations, timed with everything around them that a caller pays: dispatch, copies,
 * result.
 */
import { atMost, type Bar, timesAsFast } from '../bars.js'
import type { Case } from '../section.js'

/** Of the slow peers, which would take seconds for one large product. */
const slow = ['mathjs', 'loops', 'tfjs cpu', 'jax-js']

export const mathCases: readonly Case[] = [
  product('multiply 100×784 · 784×50', [100, 784, 50], { wasm: 0.45, blas: 0.95 }),
  {
    ...product('multiply (100×784)ᵀ · 100×50', [784, 100, 50], { wasm: 0.45, blas: 0.95 }),
    work: 'multiplyTransposed',
    operands: [
      [100, 784],
      [100, 50],
    ],
  },
  product('multiply 512³', [512, 512, 512], { wasm: 0.4, blas: 0.95 }),
  { ...product('multiply 1024³', [1024, 1024, 1024], { wasm: 0.3, blas: 0.95 }), without: slow },
  elementwise('exp', [-5, 5], atMost(1.6, 'numpy', 'jax', 'torch'), atMost(0.8, 'numpy')),
  elementwise('log', [0.01, 5], atMost(1.1, 'numpy')),
  elementwise('tanh', [-5, 5], atMost(0.6, 'numpy')),
  elementwise('sigmoid', [-5, 5], atMost(0.9, 'numpy')),
  million('add', 'add 1000×1000 + 1000', [[1000, 1000], [1000]], atMost(1.5, 'numpy')),
  {
    ...million('addRelu', 'relu of 1000×1000 + 1000', [[1000, 1000], [1000]]),
    range: [-1, 1],
    bars: [atMost(0.9, 'numpy'), overMathjsBy(20)],
  },
  million('sum0', 'sum over axis 0 of 1000×1000', [[1000, 1000]], atMost(1.7, 'numpy')),
  million('sum1', 'sum over axis 1 of 1000×1000', [[1000, 1000]], atMost(1.5, 'numpy')),
  million('dotMultiply', 'dotMultiply 1000×1000', [
    [1000, 1000],
    [1000, 1000],
  ]),
  million('transpose', 'transpose 1000×1000', [[1000, 1000]]),
  million('max1', 'max over axis 1 of 1000×1000', [[1000, 1000]]),
  thousand('add', 'add 100×10 + 100×10', 2),
  thousand('exp', 'exp of 100×10', 1),
  thousand('sum', 'sum of 100×10', 1),
  {
    name: 'im2col of 100×1×28×28, 5×5',
    work: 'im2col',
    operands: [[100, 1, 28, 28]],
    bars: [atMost(0.6, 'numpy')],
  },
  {
    name: 'col2im to 100×1×28×28, 5×5',
    work: 'col2im',
    operands: [[57600, 25]],
    bars: [atMost(0.6, 'numpy')],
  },
  {
    name: 'max pooling 2×2 of 100×30×24×24',
    work: 'maxPool',
    operands: [[100, 30, 24, 24]],
    range: [-1, 1],
    bars: [atMost(0.6, 'numpy')],
  },
  {
    name: 'Adam over 432,000 parameters',
    work: 'adam',
    operands: [
      [4320, 100],
      [4320, 100],
    ],
    bars: [atMost(0.7, 'numpy')],
  },
  {
    name: 'start-up: a process that multiplies',
    work: 'startUp',
    bars: [atMost(0.2, 'mathjs')],
  },
  small('add', 'add 2×3 + 2×3', [
    [2, 3],
    [2, 3],
  ]),
  small('multiply', 'multiply 2×3 · 3×2', [
    [2, 3],
    [3, 2],
  ]),
]

/** Of 1,000 elements and more. */
function overMathjsBy(times: number): Bar {
  return timesAsFast(times, 'mathjs')
}

/** The bars of products are rates, as parts of numpy's. */
function product(
  name: string,
  [m, k, n]: readonly [number, number, number],
  { wasm, blas }: { wasm: number; blas: number },
): Case {
  return {
    name,
    work: 'multiply',
    operands: [
      [m, k],
      [k, n],
    ],
    flops: 2 * m * k * n,
    bars: [atMost({ wasm: 1 / wasm, blas: 1 / blas }, 'numpy'), overMathjsBy(40)],
  }
}

function million(
  work: string,
  name: string,
  operands: readonly (readonly number[])[],
  ...bars: Bar[]
): Case {
  return { name, work, operands, bars: [...bars, overMathjsBy(20)] }
}

function elementwise(work: string, range: readonly [number, number], ...bars: Bar[]): Case {
  return { ...million(work, `${work} of 10⁶`, [[1000, 1000]], ...bars), range }
}

function thousand(work: string, name: string, operands: number): Case {
  const operand = [100, 10]
  return { name, work, operands: Array(operands).fill(operand), bars: [overMathjsBy(20)] }
}

function small(work: string, name: string, operands: readonly (readonly number[])[]): Case {
  return { name, work, operands, bars: [atMost(1, 'numpy')] }
}
