import type { AdamStep } from '../Kernels.js'
import * as loops from '../loops/update.js'
import { CHUNK, copyIn, copyTo, reserve } from './arena.js'
import { type Pointer, wasm } from './module.js'

/** From these lengths on the kernels beat the loops (same bits). */
const SMALLEST = 512
const SMALLEST_ADAM = 128

export function addScaled(y: Float64Array, x: Float64Array, a: number): void {
  if (y.length < SMALLEST) loops.addScaled(y, x, a)
  else inParts([y], [x], (n, py, px) => wasm().addScaled(n, py, px, a))
}

export function momentum(
  W: Float64Array,
  g: Float64Array,
  v: Float64Array,
  rate: number,
  kept: number,
): void {
  if (W.length < SMALLEST) loops.momentum(W, g, v, rate, kept)
  else inParts([W, v], [g], (n, pW, pv, pg) => wasm().momentum(n, pW, pg, pv, rate, kept))
}

export function adam(
  W: Float64Array,
  g: Float64Array,
  m: Float64Array,
  v: Float64Array,
  step: AdamStep,
): void {
  if (W.length < SMALLEST_ADAM) {
    loops.adam(W, g, m, v, step)
    return
  }
  const { rate, new1, new2, epsilon } = step
  inParts([W, m, v], [g], (n, pW, pm, pv, pg) =>
    wasm().adam(n, pW, pg, pm, pv, rate, new1, new2, epsilon),
  )
}

/** Runs the kernel over arrays of one length, part by part; `changed` are copied back. */
function inParts(
  changed: readonly Float64Array[],
  read: readonly Float64Array[],
  kernel: (n: number, ...pointers: Pointer[]) => void,
): void {
  const arrays = [...changed, ...read]
  const pointers = reserve(...arrays.map(() => CHUNK))
  for (let from = 0; from < arrays[0].length; from += CHUNK) {
    const length = Math.min(CHUNK, arrays[0].length - from)
    arrays.forEach((array, i) => {
      copyIn(pointers[i], array.subarray(from, from + length))
    })
    kernel(length, ...pointers)
    changed.forEach((array, i) => {
      copyTo(array, from, pointers[i], length)
    })
  }
}
