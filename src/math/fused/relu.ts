/** ReLU with its switches, which its gradient needs: a bit for each element, on where y is not 0. */
import { isFlat } from '../flatStorage.js'
import { math } from '../instance.js'
import { kernels } from '../kernels/index.js'
import { flat, shape, tensor } from '../storage.js'
import type { Matrix } from '../types.js'

/** Of any matrix that `math.relu` takes, and with its answer: a sparse one stays sparse. */
export function reluWithSwitches(x: Matrix): { readonly y: Matrix; readonly switches: Uint8Array } {
  if (!isFlat(x)) {
    const y = math.relu(x)
    return { y, switches: kernels().reluWithSwitches(flat(y)).switches }
  }
  const { values, switches } = kernels().reluWithSwitches(flat(x))
  return { y: tensor(values, shape(x)), switches }
}

/** Elements of dout whose switch is on; the others become 0. */
export function throughSwitches(dout: Matrix, switches: Uint8Array): Matrix {
  return tensor(kernels().throughSwitches(flat(dout), switches), shape(dout))
}
