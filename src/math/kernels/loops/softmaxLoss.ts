import { exp, log } from '../elementary.js'
import type { SoftmaxLoss } from '../Kernels.js'
import { add, foldRow } from './reduce.js'

export function softmaxLoss(
  scores: Float64Array,
  t: Float64Array,
  N: number,
  K: number,
): SoftmaxLoss {
  const gradient = new Float64Array(N * K)
  const terms = new Float64Array(N * K)
  const share = 1 / N
  for (let n = 0; n < N; n++) {
    const first = n * K
    const top = shiftOf(scores.subarray(first, first + K))
    for (let i = first; i < first + K; i++) gradient[i] = exp(scores[i] - top)
    const logSum = log(foldRow(gradient, first, K, 0, add))
    for (let i = first; i < first + K; i++) {
      const logY = scores[i] - top - logSum
      terms[i] = t[i] * logY
      gradient[i] = share * (exp(logY) - t[i])
    }
  }
  return { loss: -foldRow(terms, 0, N * K, 0, add) / N, gradient }
}

/** The largest of the row; 0 for an infinite one, as −Infinity − (−Infinity) is no number. */
function shiftOf(row: Float64Array): number {
  let top = -Infinity
  for (const score of row) top = Math.max(top, score)
  return Math.abs(top) === Infinity ? 0 : top
}
