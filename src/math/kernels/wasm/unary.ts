import type { UnaryName } from '../Kernels.js'
import { loops } from '../loops/index.js'
import { CHUNK, copyIn, copyOut, copyTo, reserve } from './arena.js'
import { wasm } from './module.js'

/** Run as loops in either backend: no notebook spends its time there (../trigonometric.ts). */
type WithoutKernel = 'cos' | 'sin'

/** From this length on the kernel, with the way in and out, beats the loop (same bits). */
const smallest: Readonly<Record<Exclude<UnaryName, WithoutKernel>, number>> = {
  abs: 512,
  exp: 32,
  log: 32,
  relu: 256,
  sigmoid: 32,
  sign: 256,
  sqrt: 128,
  square: 512,
  step: 256,
  tanh: 32,
  unaryMinus: 512,
}

export function unary(name: UnaryName, x: Float64Array): Float64Array {
  if (name === 'cos' || name === 'sin' || x.length < smallest[name]) return loops.unary(name, x)
  const kernel = wasm[name]
  const [p] = reserve(CHUNK)
  if (x.length <= CHUNK) {
    copyIn(p, x)
    kernel(x.length, p, p)
    return copyOut(p, x.length)
  }
  const y = new Float64Array(x.length)
  for (let from = 0; from < x.length; from += CHUNK) {
    const part = x.subarray(from, from + CHUNK)
    copyIn(p, part)
    kernel(part.length, p, p)
    copyTo(y, from, p, part.length)
  }
  return y
}
