import type { AdamStep } from '../Kernels.js'
import * as loops from '../loops/update.js'
import { at, CHUNK, reserve } from './arena.js'
import { type Home, homeOf } from './homes.js'
import { type Module, type Pointer, wasm } from './module.js'

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

/**
 * Runs the kernel over arrays of one length, part by part; `changed` are copied back. What lives in
 * the memory of the kernel (./homes.ts) is not copied.
 */
function inParts(
  changed: readonly Float64Array[],
  read: readonly Float64Array[],
  kernel: (module: Module, n: number, ...pointers: Pointer[]) => void,
): void {
  const arrays = [...changed, ...read]
  const { module, doubles, pointers } = homeOf(changed[changed.length - 1]) ?? arena(arrays.length)
  const places = arrays.map((array, i) => {
    const atHome = array.buffer === doubles.buffer
    return { array, atHome, pointer: atHome ? array.byteOffset : pointers[i] }
  })
  for (let from = 0; from < arrays[0].length; from += CHUNK) {
    const end = Math.min(from + CHUNK, arrays[0].length)
    for (const { array, atHome, pointer } of places) {
      if (!atHome) doubles.set(array.subarray(from, end), pointer / 8)
    }
    kernel(
      module,
      end - from,
      ...places.map(({ atHome, pointer }) => (atHome ? pointer + 8 * from : pointer)),
    )
    changed.forEach((array, i) => {
      const { atHome, pointer } = places[i]
      if (!atHome) array.set(doubles.subarray(pointer / 8, pointer / 8 + end - from), from)
    })
  }
}

function arena(operands: number): Home {
  const pointers = reserve(...Array<number>(operands).fill(CHUNK))
  return { module: wasm(), doubles: at(0), pointers }
}
