import { broadcastAxes, count, walk } from './broadcast.js'
import { kernels } from './index.js'
import type { MatmulOptions, Operand, Size } from './Kernels.js'
import { uninitialized } from './uninitialized.js'

/** Lengths of one product: m×k · k×n. */
export interface ProductLengths {
  readonly m: number
  readonly k: number
  readonly n: number
}

/**
 * A product for each place of two stacks of matrices, which broadcast: the sizes of `a`, `b` and
 * `stack` are those of the stacks alone, without the last two axes.
 *
 * Each product is the backend's own, so that backends agree in stacks as they do in one.
 */
export function stackedProducts(
  a: Operand,
  b: Operand,
  stack: Size,
  { m, k, n }: ProductLengths,
  options: MatmulOptions,
): Float64Array {
  const products = count(stack)
  const { matmul } = kernels()
  if (products === 1 || (count(b.size) === 1 && !options.transposeA)) {
    return matmul(a.data, b.data, products * m, k, n, options) // the matrices as rows of one
  }
  const out = uninitialized(products * m * n)
  if (out.length === 0) return out
  let place = 0
  const axes = broadcastAxes(a.size, b.size, stack)
  walk(axes, axes.length, (i, j) => {
    const left = a.data.subarray(i * m * k, (i + 1) * m * k)
    const right = b.data.subarray(j * k * n, (j + 1) * k * n)
    matmul(left, right, m, k, n, { ...options, into: out.subarray(place, place + m * n) })
    place += m * n
  })
  return out
}
