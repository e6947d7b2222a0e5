import type { WithMask } from '../Kernels.js'
import * as loops from '../loops/relu.js'
import { resultOver } from '../uninitialized.js'
import { CHUNK } from './arena.js'
import { layOut } from './locations.js'
import type { Module, Pointer } from './module.js'

/** From this length on the kernels beat the loops (same bits). */
const SMALLEST = 128

export function reluWithMask(x: Float64Array): WithMask {
  if (x.length < SMALLEST) return loops.reluWithMask(x)
  const values = resultOver(x)
  const mask = new Uint8Array(Math.ceil(x.length / 8))
  inChunks(x, values, (module, length, px, py, from, bits) => {
    module.reluWithMask(length, px, py, bits.byteOffset)
    mask.set(bits.subarray(0, Math.ceil(length / 8)), from / 8)
  })
  const rest = x.length % 8
  if (rest > 0) mask[mask.length - 1] &= 2 ** rest - 1
  return { values, mask }
}

export function masked(x: Float64Array, mask: Uint8Array): Float64Array {
  if (x.length < SMALLEST) return loops.masked(x, mask)
  const y = resultOver(x)
  inChunks(x, y, (module, length, px, py, from, bits) => {
    bits.set(mask.subarray(from / 8, Math.ceil((from + length) / 8)))
    module.masked(length, px, bits.byteOffset, py)
  })
  return y
}

/** From x to y with a byte of the mask for every eight elements, of which the last may be fewer. */
function inChunks(
  x: Float64Array,
  y: Float64Array,
  kernel: (
    module: Module,
    length: number,
    x: Pointer,
    y: Pointer,
    from: number,
    bits: Uint8Array,
  ) => void,
): void {
  const chunk = Math.min(CHUNK, x.length)
  const { module, doubles, locations, pointers } = layOut(
    [
      [x, 0],
      [y, chunk],
    ],
    [Math.ceil(chunk / 64)],
  )
  const [[px, py], [pbits]] = [locations, pointers]
  const bits = new Uint8Array(doubles.buffer, pbits, Math.ceil(chunk / 8))
  for (let from = 0; from < x.length; from += CHUNK) {
    const length = Math.min(CHUNK, x.length - from)
    const to = py.at(from)
    kernel(module, length, px.read(from, length, to), to, from, bits)
    py.written(from, length)
  }
}
