/** ReLU with its mask, which its gradient needs: a bit for each element, on where y is not 0. */
import { isFlat } from '../flatStorage.js'
import { math } from '../instance.js'
import { kernels } from '../kernels/index.js'
import { shape, storageOf, tensor } from '../storage.js'
import type { Matrix } from '../types.js'

/** Of any matrix that `math.relu` takes, and with its answer: a sparse one stays sparse. */
export function reluWithMask(x: Matrix): { readonly y: Matrix; readonly mask: Uint8Array } {
  if (!isFlat(x)) {
    const y = math.relu(x)
    return { y, mask: kernels().reluWithMask(storageOf(y)).mask }
  }
  const { values, mask } = kernels().reluWithMask(storageOf(x))
  return { y: tensor(values, shape(x)), mask }
}

/** Elements of dout where the mask is on; the others become 0. */
export function masked(dout: Matrix, mask: Uint8Array): Matrix {
  return tensor(kernels().masked(storageOf(dout), mask), shape(dout))
}
