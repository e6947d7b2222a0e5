/**
 * Memory that results leave behind, for those that come next.
 */
import type { Kernels } from './Kernels.js'
import { inMemoryOf, type Lender, ordinaryArray } from './uninitialized.js'

/** Shorter arrays cost too little, and much longer ones are too much to hold. */
const [SHORTEST, LONGEST] = [2 ** 10, 2 ** 22]

/**
 * Whoever repeats a computation, and knows when its parts are done with, spares the
 * garbage collector all of their memory: arrays that nobody reads any more serve results
 * of the same length.
 *
 * After a repetition that made no new ones, those of the last two move to one memory, where kernels
 * reach them without copies (wasm/homes.ts): an inference between steps of training needs fewer
 * than these. They leave it when an array is missing: other lengths are needed.
 */
export class SpareMemory implements Lender {
  readonly #resident: Kernels['resident']
  /** Arrays that are free, by length; `older` have been so for a whole repetition. */
  #free = new Map<number, Float64Array[]>()
  #older = new Map<number, Float64Array[]>()
  /** Arrays that may be given. */
  #own = new WeakSet<Float64Array>()
  /** Those of this repetition, of the one before it, and those lent to what runs now. */
  #seen = new Set<Float64Array>()
  #seenBefore = new Set<Float64Array>()
  #lent: Float64Array[] = []
  #isTogether = false
  /** Arrays were made: in this repetition, and since all of them last had a chance to move. */
  #made = { now: false, before: false }

  constructor(resident: Kernels['resident']) {
    this.#resident = resident
  }

  /** Begins a repetition; what the last one has not taken is let go, unless all live together. */
  begin(): void {
    const { now, before } = this.#made
    if (before && !now) this.#moveTogether()
    this.#made = { now: false, before: now }
    this.#seenBefore = this.#seen
    this.#seen = new Set()
    if (this.#isTogether) return
    this.#older = this.#free
    this.#free = new Map()
  }

  /**
   * Runs `compute`, which keeps nothing of its own making but its result: `arraysOf` tells in which
   * arrays that lies. It may be written over `last` (see `Lender`).
   */
  lendTo<T>(
    compute: () => T,
    arraysOf: (result: T) => readonly (Float64Array | undefined)[],
    last?: Float64Array,
  ): T {
    const outer = this.#lent
    this.#lent = []
    try {
      const result = inMemoryOf(this, compute, last)
      const kept = arraysOf(result)
      for (const array of this.#lent) if (!kept.includes(array)) this.give(array)
      return result
    } finally {
      this.#lent = outer
    }
  }

  /** The caller vouches that nobody will read or write the array again. */
  give(array: Float64Array): void {
    if (!this.#own.has(array)) return
    this.#seen.add(array)
    const others = this.#free.get(array.length)
    if (others) others.push(array)
    else this.#free.set(array.length, [array])
  }

  take(length: number): Float64Array | undefined {
    if (length < SHORTEST || length > LONGEST) return undefined
    const array =
      this.#free.get(length)?.pop() ?? this.#older.get(length)?.pop() ?? this.#make(length)
    this.#seen.add(array)
    this.#lent.push(array)
    return array
  }

  #make(length: number): Float64Array {
    if (this.#isTogether) this.#startWith([])
    this.#isTogether = false
    this.#made.now = true
    const array = ordinaryArray(length)
    this.#own.add(array)
    return array
  }

  #moveTogether(): void {
    const all = new Set([...this.#seenBefore, ...this.#seen])
    const arrays = this.#resident([...all].map(({ length }) => length))
    if (arrays === undefined) return
    this.#seen = new Set() // of those that are left behind nobody holds on to any
    this.#startWith(arrays)
    this.#isTogether = true
  }

  #startWith(arrays: readonly Float64Array[]): void {
    this.#own = new WeakSet(arrays)
    this.#free.clear()
    this.#older.clear()
    for (const array of arrays) this.give(array)
  }
}
