import type { Switched } from '../Kernels.js'
import { unaryLoops } from './unary.js'

export function reluWithSwitches(x: Float64Array): Switched {
  const values = new Float64Array(x.length)
  const switches = new Uint8Array(Math.ceil(x.length / 8))
  unaryLoops.relu(x, values)
  for (let i = 0; i < x.length; i++) if (values[i] !== 0) switches[i >> 3] |= 1 << (i & 7)
  return { values, switches }
}

export function throughSwitches(x: Float64Array, switches: Uint8Array): Float64Array {
  return x.map((value, i) => ((switches[i >> 3] >> (i & 7)) & 1 ? value : 0))
}
