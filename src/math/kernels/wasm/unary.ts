import type { UnaryName } from '../Kernels.js'
import { loops } from '../loops/index.js'
import { uninitialized } from '../uninitialized.js'
import { CHUNK, copyIn, copyOut, copyTo, reserve } from './arena.js'
import { wasm } from './module.js'

/** From these lengths on the kernel, with the way in and out, beats the loop (same bits). */
const SMALLEST = 128
const SMALLEST_ELEMENTARY = 24
const elementary: ReadonlySet<UnaryName> = new Set([
  'exp',
  'expm1',
  'log',
  'log1p',
  'logSigmoid',
  'sigmoid',
  'softplus',
  'tanh',
])

/** What has no kernel (sin, cos: no notebook spends its time there) runs as a loop. */
export function unary(name: UnaryName, x: Float64Array): Float64Array {
  const smallest = elementary.has(name) ? SMALLEST_ELEMENTARY : SMALLEST
  const kernel = wasm()[name]
  if (!kernel || x.length < smallest) return loops.unary(name, x)
  const [p] = reserve(CHUNK)
  if (x.length <= CHUNK) {
    copyIn(p, x)
    kernel(x.length, p, p)
    return copyOut(p, x.length)
  }
  const y = uninitialized(x.length)
  for (let from = 0; from < x.length; from += CHUNK) {
    const part = x.subarray(from, from + CHUNK)
    copyIn(p, part)
    kernel(part.length, p, p)
    copyTo(y, from, p, part.length)
  }
  return y
}
