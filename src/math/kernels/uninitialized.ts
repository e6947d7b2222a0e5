/**
 * Memory for results. Three costs of a large array have nothing to do with its elements, and
 * together they can double the time of a product: writing zeros first, getting the pages from the
 * operating system again and again, and the garbage collector's work.
 */
import { beforeResultOf } from './droppedResults.js'

/**
 * From this length on (128 kB) C libraries ask the operating system for each block, and leaving out
 * the zeros saves more than the way through Buffer costs.
 */
const LONG = 2 ** 14

/** Longer ones may be more than a Buffer can hold. */
const LARGEST = 2 ** 28

/**
 * An array of which the caller writes every element; until then it holds anything. Browsers cannot
 * leave out the zeros.
 */
export function uninitialized(length: number): Float64Array {
  return spareArray(length) ?? ownArray(length)
}

/** An array for a result that may be written over x: x itself, if it is `last` (see `Lender`). */
export function resultOver(x: Float64Array): Float64Array {
  return x === readLast ? x : uninitialized(x.length)
}

/** Of the caller's own, for whom no spare memory will do. */
export function ownArray(length: number): Float64Array {
  if (length < LONG) return new Float64Array(length)
  openResultMemory?.()
  beforeResultOf(8 * length, afterCollection)
  return resultMemory?.take(length) ?? ordinaryArray(length)
}

export function ownCopy(x: Float64Array): Float64Array {
  if (x.length < LONG) return x.slice()
  const copy = ownArray(x.length)
  copy.set(x)
  return copy
}

/** In no memory of the kernels. */
export function ordinaryArray(length: number): Float64Array {
  const isNode = typeof Buffer !== 'undefined'
  if (!isNode || length < LONG || length > LARGEST) return new Float64Array(length)
  keepFreedMemory()
  return new Float64Array(Buffer.allocUnsafeSlow(8 * length).buffer)
}

/** A memory in which long results lie better than in one of their own. */
export interface ResultMemory {
  /** An array of this length, which holds anything; undefined where there is no place for it. */
  take(length: number): Float64Array | undefined
  holds(array: Float64Array): boolean
  /** Dropped arrays were collected; says how many bytes the next collection shall wait for. */
  afterCollection(): number
}

let resultMemory: ResultMemory | undefined
let openResultMemory: (() => void) | undefined

/** From now on long results lie in the memory that `open` gives, if any, at the first of them. */
export function useResultMemory(open: () => ResultMemory | undefined): void {
  if (resultMemory) return // what lies in it must be known
  openResultMemory = () => {
    openResultMemory = undefined
    resultMemory = open()
  }
}

const afterCollection = () => resultMemory?.afterCollection() ?? 0

export function isInResultMemory(array: Float64Array): boolean {
  return array.length >= LONG && resultMemory?.holds(array) === true
}

/**
 * What lends arrays to results.
 *
 * A computation that it lends to may be told of `last`: an operand that nobody needs afterwards, so
 * that the result may take its place. That is right where each element of the result needs only the
 * one of `last` in its place, and reads it before it is written: ReLU writes y over x.
 */
export interface Lender {
  /** An array of this length, which holds anything; undefined where it has none to lend. */
  take(length: number): Float64Array | undefined
}

let lender: Lender | undefined
let readLast: Float64Array | undefined

/** An array of this length, which holds anything, from whoever lends memory to what runs now. */
export function spareArray(length: number): Float64Array | undefined {
  return lender?.take(length)
}

/**
 * Runs `compute`, whose results may lie in memory of the lender, if there is one, or over `last`.
 */
export function inMemoryOf<T>(
  memory: Lender | undefined,
  compute: () => T,
  last?: Float64Array,
): T {
  const outer = [lender, readLast] as const
  lender = memory
  readLast = last
  try {
    return compute()
  } finally {
    ;[lender, readLast] = outer
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
