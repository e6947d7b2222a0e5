/**
 * The working memory of the kernels. Values live outside, as ordinary Float64Arrays: a kernel copies its
 * operands in and its result out (15 % of a training step), and nobody ever frees anything.
 *
 * Every call lays the memory out afresh from `start`; it grows to the largest call and stays so. Growing
 * detaches all views of a memory, hence `doubles` is looked up anew after `reserve`.
 */
import { type Pointer, wasm } from './module.js'

const PAGE = 65536

/** Elements that go through at a time, element by element: operands and result stay in the L2 cache. */
export const CHUNK = 8192

/** Scratch memory of the matrix product, below the operands. */
export const scratch: Pointer = align(wasm.heapBase())

const start = align(scratch + wasm.scratchBytes())

/** The whole memory; replaced when it grows. */
let doubles = new Float64Array(wasm.memory.buffer)

/** Pointers to arrays of these lengths, one after the other. */
export function reserve(...lengths: readonly number[]): Pointer[] {
  let end = start
  const pointers = lengths.map((length) => {
    const pointer = end
    // A cache line of space between operands keeps them out of each other's cache sets.
    end = align(pointer + 8 * length) + 64
    return pointer
  })
  const missing = end - wasm.memory.buffer.byteLength
  if (missing > 0) wasm.memory.grow(Math.ceil(missing / PAGE))
  if (doubles.buffer !== wasm.memory.buffer) doubles = new Float64Array(wasm.memory.buffer)
  return pointers
}

export function copyIn(pointer: Pointer, values: Float64Array): void {
  doubles.set(values, pointer / 8)
}

export function fill(pointer: Pointer, length: number, value: number): void {
  doubles.fill(value, pointer / 8, pointer / 8 + length)
}

/** A copy of what lies there. */
export function copyOut(pointer: Pointer, length: number): Float64Array {
  return doubles.slice(pointer / 8, pointer / 8 + length)
}

/** Copies `length` values to `target` from `offset` on. */
export function copyTo(
  target: Float64Array,
  offset: number,
  pointer: Pointer,
  length: number,
): void {
  target.set(doubles.subarray(pointer / 8, pointer / 8 + length), offset)
}

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}
