/**
 * Memory for results. Three costs of a large array have nothing to do with its elements, and together
 * they can double the time of a product: writing zeros first, getting the pages from the operating
 * system again and again, and the garbage collector's work.
 */

/**
 * From this length on, no cache is likely to hold the memory of a result, and leaving out the zeros
 * saves more than the way through Buffer costs.
 */
export const COLD = 2 ** 17

/** Longer ones may be more than a Buffer can hold. */
const LARGEST = 2 ** 28

/** From this length on, C libraries ask the operating system for each block (128 kB). */
const BLOCK = 2 ** 14

/**
 * An array of which the caller writes every element; until then it holds anything. Browsers cannot
 * leave out the zeros.
 */
export function uninitialized(length: number): Float64Array {
  const again = spareArray(length)
  if (again !== undefined) return again
  const isNode = typeof Buffer !== 'undefined'
  if (isNode && length >= BLOCK) keepFreedMemory()
  if (!isNode || length < COLD || length > LARGEST) return new Float64Array(length)
  return new Float64Array(Buffer.allocUnsafeSlow(8 * length).buffer)
}

let spare: SpareMemory | undefined

/** An array of this length that nobody reads any more, if there is one; it holds anything. */
export function spareArray(length: number): Float64Array | undefined {
  return spare?.take(length)
}

/** Runs `compute`, whose results may lie in spare memory. */
export function inSpareMemory<T>(memory: SpareMemory, compute: () => T): T {
  const outer = spare
  spare = memory
  try {
    return compute()
  } finally {
    spare = outer
  }
}

/** Shorter arrays cost too little, and much longer ones are too much to hold. */
const [SHORTEST_SPARE, LONGEST_SPARE] = [2 ** 10, 2 ** 22]

/**
 * Arrays that nobody reads any more, for results of their length. Whoever repeats a computation, and
 * knows when its parts are done with, spares the garbage collector all of its memory.
 */
export class SpareMemory {
  #arrays = new Map<number, Float64Array[]>()
  #older = new Map<number, Float64Array[]>()

  /** Begins a repetition; what the last one has not taken is let go. */
  begin(): void {
    this.#older = this.#arrays
    this.#arrays = new Map()
  }

  /** The caller vouches that nobody will read or write the array again. */
  give(array: Float64Array): void {
    const { length } = array
    const isWhole = array.buffer.byteLength === array.byteLength
    if (length < SHORTEST_SPARE || length > LONGEST_SPARE || !isWhole) return
    const others = this.#arrays.get(length)
    if (others) others.push(array)
    else this.#arrays.set(length, [array])
  }

  take(length: number): Float64Array | undefined {
    return this.#arrays.get(length)?.pop() ?? this.#older.get(length)?.pop()
  }
}

let kept = false

/**
 * Lets the process keep the memory of dropped arrays for the next ones, instead of handing it back
 * page by page and paying 1 to 3 µs for each page that it then asks for again.
 *
 * glibc (`mallopt`, M_MMAP_THRESHOLD) keeps freed blocks up to the size of the largest that it has
 * seen freed, at most 32 MB. So one of that size is made and dropped, once; nobody writes to it, so
 * it takes no memory. Other C libraries do not mind.
 */
function keepFreedMemory(): void {
  if (kept) return
  kept = true
  void new ArrayBuffer(2 ** 25 - 2 ** 14)
}
