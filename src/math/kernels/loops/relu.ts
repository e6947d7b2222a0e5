import type { WithMask } from '../Kernels.js'
import { unaryLoops } from './unary.js'

export function reluWithMask(x: Float64Array): WithMask {
  const values = new Float64Array(x.length)
  const mask = new Uint8Array(Math.ceil(x.length / 8))
  unaryLoops.relu(x, values)
  for (let i = 0; i < x.length; i++) if (values[i] !== 0) mask[i >> 3] |= 1 << (i & 7)
  return { values, mask }
}

export function masked(x: Float64Array, mask: Uint8Array): Float64Array {
  return x.map((value, i) => ((mask[i >> 3] >> (i & 7)) & 1 ? value : 0))
}
