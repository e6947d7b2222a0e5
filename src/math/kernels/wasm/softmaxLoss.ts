import type { SoftmaxLoss } from '../Kernels.js'
import { softmaxLoss as byLoops } from '../loops/softmaxLoss.js'
import { copyIn, copyOut, reserve } from './arena.js'
import { wasm } from './module.js'

/** From this many scores on the kernel beats the loop (same bits). */
const SMALLEST = 24

/** More scores than this (64 MB) go by the loop. */
const LARGEST = 2 ** 23

export function softmaxLoss(
  scores: Float64Array,
  t: Float64Array,
  N: number,
  K: number,
): SoftmaxLoss {
  if (N * K < SMALLEST || N * K > LARGEST) return byLoops(scores, t, N, K)
  const [px, pt, pg] = reserve(N * K, N * K, N * K)
  copyIn(px, scores)
  copyIn(pt, t)
  const loss = wasm().softmaxLoss(N, K, px, pt, pg)
  return { loss, gradient: copyOut(pg, N * K) }
}
