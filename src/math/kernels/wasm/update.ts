import { loops } from '../loops/index.js'
import { CHUNK, copyIn, copyTo, reserve } from './arena.js'
import { wasm } from './module.js'

/** From this length on the kernel beats the loop (same bits). */
const SMALLEST = 512

export function addScaled(y: Float64Array, x: Float64Array, a: number): void {
  if (y.length < SMALLEST) {
    loops.addScaled(y, x, a)
    return
  }
  const [py, px] = reserve(CHUNK, CHUNK)
  for (let from = 0; from < y.length; from += CHUNK) {
    const part = y.subarray(from, from + CHUNK)
    copyIn(py, part)
    copyIn(px, x.subarray(from, from + CHUNK))
    wasm().addScaled(part.length, py, px, a)
    copyTo(y, from, py, part.length)
  }
}
