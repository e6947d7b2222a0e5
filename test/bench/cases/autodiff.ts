/**
 * Derivatives: of small and large expressions, along long chains, and of second order.
 */
import { atMost, timesAsFast, within } from '../bars.js'
import type { Case } from '../section.js'

/** Bars say 2 µs for each of them. */
const CHAIN = 100_000

export const autodiffCases: readonly Case[] = [
  {
    name: 'gradient of sum(sigmoid(x W + b)), 2×3',
    work: 'sumSigmoid',
    operands: [[2, 3], [3, 2], [2]],
    range: [-1, 1],
    beside: { name: 'jit', work: 'sumSigmoidJit' },
    bars: [atMost(0.5, 'jax jit'), atMost(0.1, 'torch'), atMost(0.25, 'mathjs')],
  },
  {
    name: 'step of MLP 784-50-10, batch 100, by autodiff',
    work: 'mlp',
    operands: [
      [100, 784],
      [784, 50],
      [50, 10],
    ],
    beside: { name: 'by hand', work: 'mlpByHand' },
    bars: [atMost({ wasm: 1.15 }, 'wasm by hand'), atMost({ blas: 1.15 }, 'blas by hand')],
  },
  {
    name: 'gradient through a chain of 100,000 operations',
    work: 'chain',
    operands: [[CHAIN]],
    bars: [within((2 * CHAIN) / 1000)],
    // jax without jit takes minutes, with jit it compiles for minutes; the last two recurse
    without: ['jax', 'jax, AVX2', 'jax-js', 'micrograd'],
  },
  {
    name: 'Hessian of the 50-dimensional Rosenbrock function',
    work: 'hessian',
    operands: [[50]],
    range: [-1, 1],
    beside: { name: 'jit', work: 'hessianJit' },
    bars: [timesAsFast(1, 'autograd', 'jax')],
  },
  {
    // x 10×1×28×28, 8 filters of 5×5
    name: 'gradient of a gradient’s square through a convolution',
    work: 'gradientPenalty',
    operands: [[10, 1, 28, 28], [8, 1, 5, 5], [8]],
    range: [-1, 1],
    beside: { name: 'first', work: 'convolutionGradient' },
    bars: [atMost({ wasm: 4 }, 'wasm first'), atMost({ blas: 4 }, 'blas first')],
  },
]
