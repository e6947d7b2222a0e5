import { kernels } from '../kernels/index.js'
import { shape, storageOf, tensor } from '../storage.js'
import type { Matrix } from '../types.js'

/**
 * Mean cross-entropy of the softmax of each row of the scores, N×K, against rows of probabilities
 * t, and its gradient (softmax − t)/N.
 *
 * The caller has checked the shapes.
 */
export function softmaxLoss(
  scores: Matrix,
  t: Matrix,
): { readonly loss: number; readonly gradient: Matrix } {
  const [N, K] = shape(scores)
  const { loss, gradient } = kernels().softmaxLoss(storageOf(scores), storageOf(t), N, K)
  return { loss, gradient: tensor(gradient, [N, K]) }
}
