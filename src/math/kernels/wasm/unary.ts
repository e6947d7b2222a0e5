import type { UnaryName } from '../Kernels.js'
import { loops } from '../loops/index.js'
import { resultOver } from '../uninitialized.js'
import { CHUNK, copyIn, copyOut, reserve } from './arena.js'
import { layOut } from './locations.js'
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
  if (x.length <= CHUNK) {
    const [p] = reserve(CHUNK)
    copyIn(p, x)
    kernel(x.length, p, p)
    return copyOut(p, x.length)
  }
  return inChunks(name, x)
}

function inChunks(name: UnaryName, x: Float64Array): Float64Array {
  const y = resultOver(x)
  const { module, locations } = layOut([
    [x, 0],
    [y, CHUNK],
  ])
  const [px, py] = locations
  for (let from = 0; from < x.length; from += CHUNK) {
    const length = Math.min(CHUNK, x.length - from)
    const to = py.at(from)
    // of an odd length the kernel makes pairs: it writes one more element behind x, so reads a copy
    module[name]?.(
      length,
      length % 2 === 0 ? px.read(from, length, to) : px.copied(from, length, to),
      to,
    )
    py.written(from, length)
  }
  return y
}
