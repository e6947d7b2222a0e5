/** Lends spare memory to what computes matrices, and takes matrices back. */
import { isFlat } from '../flatStorage.js'
import { kernels } from '../kernels/index.js'
import { SpareMemory } from '../kernels/SpareMemory.js'
import { inMemoryOf } from '../kernels/uninitialized.js'
import type { Matrix } from '../types.js'

export function spareMemory(): SpareMemory {
  return new SpareMemory((lengths) => kernels().resident(lengths))
}

/**
 * Runs `compute`, which keeps nothing of its own making but the result; that lies in spare memory, or
 * in that of the matrix `last` (see `Lender`).
 */
export function inSpareMemory<T>(memory: SpareMemory, compute: () => T, last?: unknown): T {
  return memory.lendTo(compute, (result) => [elements(result)], elements(last))
}

/** Where gradients of parameters are made; undefined for new memory. */
let gradientMemory: SpareMemory | undefined

/** Gradients in spare memory that have not come back to it. */
const lentGradients = new WeakSet<Matrix>()

/** Runs `compute`, which makes gradients of parameters in this memory, or in new one. */
export function gradientsIn<T>(memory: SpareMemory | undefined, compute: () => T): T {
  const outer = gradientMemory
  gradientMemory = memory
  try {
    return compute()
  } finally {
    gradientMemory = outer
  }
}

/** Gradients of parameters, which `compute` makes, and keeps nothing else. */
export function makeGradients<G extends Record<string, Matrix>>(compute: () => G): G {
  if (gradientMemory === undefined) return inMemoryOf(undefined, compute)
  const arraysOf = (made: G) => Object.values(made).map(elements)
  const gradients = gradientMemory.lendTo(compute, arraysOf)
  for (const gradient of Object.values(gradients)) lentGradients.add(gradient)
  return gradients
}

/** As `giveBack`; a gradient comes back once, however often it is given. */
export function giveBackGradient(memory: SpareMemory, gradient: Matrix): void {
  if (lentGradients.delete(gradient)) giveBack(memory, gradient)
}

/** The caller vouches that nobody will read a matrix, or another one of its elements, again. */
export function giveBack(memory: SpareMemory, passed: unknown): void {
  const array = elements(passed)
  if (array) memory.give(array)
}

export function sharesMemory(x: unknown, y: unknown): boolean {
  return elements(x) !== undefined && elements(x) === elements(y)
}

function elements(matrix: unknown): Float64Array | undefined {
  return isFlat(matrix) ? matrix._flat : undefined
}
