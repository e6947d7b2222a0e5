/**
 * Training steps and inference through the public layers, models and optimizers, ReLU everywhere.
 * Each peer's first twenty losses are compared, so that all do the same work.
 */
import { atMost, timesAsFast } from '../bars.js'
import type { Case } from '../section.js'

/** Whoever does it in Python, float64. */
const python = ['numpy', 'jax', 'torch']
/** Whoever does it in JavaScript: float32, and float64. */
const javascript = ['tfjs wasm', 'jax-js']

/** They take long, and no bar is against them. */
const slow = ['loops', 'tfjs cpu']

const mlp = [
  [784, 50],
  [50, 10],
]

export const networkCases: readonly Case[] = [
  {
    name: 'A: step of MLP 784-50-10, batch 100, SGD',
    work: 'trainBySgd',
    operands: [[100, 784], ...mlp],
    bars: [
      atMost({ wasm: 2.3, blas: 0.85 }, ...python),
      timesAsFast({ wasm: 4, blas: 10 }, ...javascript),
    ],
    without: slow,
  },
  {
    // 30 filters of 5×5, ReLU, pooling 2×2, 4320-100-10
    name: 'B: step of a convolution net, batch 100, Adam',
    work: 'trainByAdam',
    operands: [
      [100, 1, 28, 28],
      [30, 1, 5, 5],
      [4320, 100],
      [100, 10],
    ],
    bars: [atMost({ wasm: 1, blas: 0.7 }, ...python), timesAsFast(15, 'jax-js')],
    without: [...slow, 'tfjs wasm'], // the last has no convolution's gradient
  },
  {
    name: 'C: step of MLP 784-100×4-10, batch 128, Adam',
    work: 'trainByAdam',
    operands: [
      [128, 784],
      [784, 100],
      [100, 100],
      [100, 100],
      [100, 100],
      [100, 10],
    ],
    bars: [atMost({ wasm: 2.5, blas: 0.85 }, ...python)],
    without: slow,
  },
  {
    name: 'F: inference of A on 10,000 images',
    work: 'inference',
    operands: [[10_000, 784], ...mlp],
    bars: [atMost({ wasm: 2.3, blas: 0.9 }, ...python)],
    without: slow,
  },
  {
    // a sample: by all 39,760 parameters it takes 795 times as long
    name: 'G: numerical gradient of A by 50 biases',
    work: 'numericalGradient',
    operands: [[100, 784], ...mlp],
    bars: [atMost({ wasm: 2.5, blas: 0.9 }, ...python)],
    without: slow,
    tolerance: 1e-7, // differences of nearly equal losses
  },
]
