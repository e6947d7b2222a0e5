import type { AdamStep } from '../Kernels.js'
import * as loops from '../loops/update.js'
import { CHUNK } from './arena.js'
import { layOut } from './locations.js'
import type { Module, Pointer } from './module.js'

/** From these lengths on the kernels beat the loops (same bits). */
const SMALLEST = 512
const SMALLEST_ADAM = 128

export function addScaled(y: Float64Array, x: Float64Array, a: number): void {
  if (y.length < SMALLEST) loops.addScaled(y, x, a)
  else inParts([y], [x], ({ addScaled }, n, py, px) => addScaled(n, py, px, a))
}

export function momentum(
  W: Float64Array,
  g: Float64Array,
  v: Float64Array,
  rate: number,
  kept: number,
): void {
  if (W.length < SMALLEST) loops.momentum(W, g, v, rate, kept)
  else inParts([W, v], [g], ({ momentum }, n, pW, pv, pg) => momentum(n, pW, pg, pv, rate, kept))
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
  inParts([W, m, v], [g], ({ adam }, n, pW, pm, pv, pg) =>
    adam(n, pW, pg, pm, pv, rate, new1, new2, epsilon),
  )
}

/** Runs the kernel over arrays of one length, part by part. */
function inParts(
  changed: readonly Float64Array[],
  read: readonly Float64Array[],
  kernel: (module: Module, n: number, ...pointers: Pointer[]) => void,
): void {
  const { module, locations } = layOut([...changed, ...read].map((array) => [array, CHUNK]))
  const { length } = changed[0]
  for (let from = 0; from < length; from += CHUNK) {
    const n = Math.min(CHUNK, length - from)
    kernel(module, n, ...locations.map((location) => location.read(from, n)))
    for (const location of locations.slice(0, changed.length)) location.written(from, n)
  }
}
