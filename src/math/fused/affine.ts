import { kernels } from '../kernels/index.js'
import { shape, storageOf, tensor } from '../storage.js'
import type { Matrix } from '../types.js'

/**
 * x W + b, bit for bit: N×D · D×M, plus M numbers to each row, before the product leaves the cache.
 *
 * The caller has checked the shapes.
 */
export function affine(x: Matrix, W: Matrix, b: Matrix): Matrix {
  const [D, M] = shape(W)
  const [N] = shape(x)
  const y = kernels().matmul(storageOf(x), storageOf(W), N, D, M, { bias: storageOf(b) })
  return tensor(y, [N, M])
}
