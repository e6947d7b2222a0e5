/**
 * Memory for results. Four costs of a long array have nothing to do with what is computed, and
 * together they can double the time of a product: writing zeros first, getting the pages from the
 * operating system again and again, the garbage collector's work, and the way out of a kernel's
 * memory and back into it.
 */
import { beforeResultOf } from './droppedResults.js'

/**
 * From this length on (128 kB) C libraries ask the operating system for each block, and leaving out
 * the zeros saves more than the way through Buffer costs. Shorter results are copied in less time
 * than it takes to know when they are dropped.
 */
const LONG = 2 ** 14

/** Longer ones may be more than a Buffer can hold. */
const LARGEST = 2 ** 28

/**
 * An array of which the caller writes every element; until then it holds anything. Browsers cannot
 * leave out the zeros.
 */
export function uninitialized(length: number): Float64Array {
  return spareArray(length) ?? resultArray(length)
}

/** An array for a result that may be written over x: x itself, if it is `last` (see `Lender`). */
export function resultOver(x: Float64Array): Float64Array {
  return x === readLast ? x : uninitialized(x.length)
}

/** The same for whoever must have it alone: never an array that is lent. */
export function resultArray(length: number): Float64Array {
  if (length < LONG) return new Float64Array(length)
  beforeResultOf(8 * length, afterCollection)
  return resultMemory()?.take(length) ?? ordinaryArray(length)
}

export function resultCopy(x: Float64Array): Float64Array {
  if (x.length < LONG) return x.slice()
  const copy = resultArray(x.length)
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

/** A memory in which long results lie better than each in one of its own: kernels reach them. */
export interface ResultMemory extends Lender {
  /** Dropped arrays were collected; says how many bytes the next collection shall wait for. */
  afterCollection(): number
}

let openResultMemory: (() => ResultMemory | undefined) | undefined
let opened: { readonly memory: ResultMemory | undefined } | undefined

/** From now on long results lie in the memory that `open` gives, if any, at the first of them. */
export function useResultMemory(open: () => ResultMemory | undefined): void {
  openResultMemory = open
}

function resultMemory(): ResultMemory | undefined {
  opened ??= openResultMemory && { memory: openResultMemory() }
  return opened?.memory
}

const afterCollection = () => opened?.memory?.afterCollection() ?? 0

/** On the buffer of a memory for results, so that another copy of this library knows it, too. */
const MARK = Symbol.for('notegrad.resultMemory')

export function markResultMemory(buffer: ArrayBufferLike): void {
  Object.defineProperty(buffer, MARK, { value: true })
}

export function isInResultMemory(array: Float64Array): boolean {
  return array.length >= LONG && MARK in array.buffer
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
