/**
 * Memory for results. Two costs of a large array have nothing to do with its elements, and together
 * they can double the time of a product: writing zeros first, and getting the pages from the
 * operating system again and again.
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
  const isNode = typeof Buffer !== 'undefined'
  if (isNode && length >= BLOCK) keepFreedMemory()
  if (!isNode || length < COLD || length > LARGEST) return new Float64Array(length)
  return new Float64Array(Buffer.allocUnsafeSlow(8 * length).buffer)
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
