import { kernels } from '../kernels/index.js'
import { flat, shape, tensor } from '../storage.js'
import type { Matrix } from '../types.js'

/** dout where y = relu(x) is above 0, else 0; both of one shape. */
export function reluGradient(dout: Matrix, y: Matrix): Matrix {
  const size = shape(y)
  const [a, b] = [dout, y].map((matrix) => ({ data: flat(matrix), size }))
  return tensor(kernels().binary('reluGradient', a, b, size), size)
}
