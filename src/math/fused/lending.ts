/** Lends spare memory to what computes matrices, and takes matrices back. */
import { DomainError } from '../errors.js'
import { isFlat, takeElements } from '../flatStorage.js'
import { kernels } from '../kernels/index.js'
import { SpareMemory } from '../kernels/SpareMemory.js'
import { inMemoryOf } from '../kernels/uninitialized.js'
import type { Matrix } from '../types.js'

export function spareMemory(): SpareMemory {
  return new SpareMemory((lengths) => kernels().resident(lengths))
}

/**
 * Runs `compute`, which keeps nothing of its own making but the result; that lies in spare memory,
 * or in that of the matrix `last` (see `Lender`).
 */
export function inSpareMemory<T>(memory: SpareMemory, compute: () => T, last?: unknown): T {
  return memory.lendTo(compute, (result) => [elements(result)], elements(last))
}

/** Where gradients of parameters are made; undefined for new memory. */
let gradientMemory: SpareMemory | undefined

/** Gradients that have not come back, and to which memory they belong. */
const lentGradients = new WeakMap<Matrix, SpareMemory>()

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
  const memory = gradientMemory
  if (memory === undefined) return inMemoryOf(undefined, compute)
  const gradients = memory.lendTo(compute, (made) => Object.values(made).map(elements))
  for (const gradient of Object.values(gradients)) lentGradients.set(gradient, memory)
  return gradients
}

/**
 * As `giveBack`; a gradient comes back once, however often it is given, and cannot be read again.
 */
export function giveBackGradient(memory: SpareMemory, gradient: Matrix): void {
  if (lentGradients.get(gradient) !== memory) return
  lentGradients.delete(gradient)
  giveBack(memory, gradient)
  takeElements(gradient, spentGradient)
}

function spentGradient(): DomainError {
  return new DomainError({
    where: 'a gradient',
    expected: 'one that is not spent',
    given: 'one that was given for reuse: its memory holds a later one',
    mend:
      'copy what is to be kept before, with math.clone(gradient.W1); ' +
      'Trainer reuses those of its steps',
  })
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
