/** Lends spare memory to what computes matrices, and takes matrices back. */
import { isFlat } from '../flatStorage.js'
import { kernels } from '../kernels/index.js'
import { SpareMemory } from '../kernels/SpareMemory.js'
import { inMemoryOf } from '../kernels/uninitialized.js'

export function spareMemory(): SpareMemory {
  return new SpareMemory((lengths) => kernels().resident(lengths))
}

/**
 * Runs `compute`, which keeps nothing of its own making but the result; that lies in spare memory, or
 * in that of the matrix `last` (see `Lender`).
 */
export function inSpareMemory<T>(memory: SpareMemory, compute: () => T, last?: unknown): T {
  return memory.lendTo(compute, elements, elements(last))
}

/** Runs `compute`, whose results are to keep. */
export function inNewMemory<T>(compute: () => T): T {
  return inMemoryOf(undefined, compute)
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
