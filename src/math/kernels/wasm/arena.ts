/**
 * The working memory of the kernels, for operands and results that live in no memory of a kernel
 * (./homes.ts, ./WasmResultMemory.ts): those are copied in and out. Nobody ever frees anything.
 *
 * Every call lays the memory out afresh from `start`; it grows to the largest call and stays so.
 * Growing detaches all views of a memory, hence `doubles` is looked up anew after `reserve`.
 */
import { spareArray } from '../uninitialized.js'
import { type Pointer, wasm } from './module.js'

/** Bytes by which a memory grows. */
export const PAGE = 65536

/**
 * Elements that go through at a time, element by element: operands and result stay in the L2 cache.
 */
export const CHUNK = 8192

/** An image with its windows must fit into this many elements (64 MB); larger ones go by loops. */
export const LARGEST_IMAGE = 2 ** 23

/** So many values are copied one by one before a view of them would be made. */
const FEW = 32

/** The whole memory; replaced when it grows. */
let doubles = new Float64Array(0)

/** Where operands begin: above the scratch memory. */
let start: Pointer | undefined

/** Scratch memory of the matrix product. */
export function scratch(): Pointer {
  return align(wasm().heapBase())
}

/** Pointers to arrays of these lengths, one after the other. */
export function reserve(...lengths: readonly number[]): Pointer[] {
  start ??= align(scratch() + wasm().scratchBytes())
  const pointers = oneAfterTheOther(start, lengths)
  const end = pointers[lengths.length]
  if (end > doubles.byteLength) growTo(end)
  return pointers
}

/** Pointers to arrays of these lengths, and to what follows them. */
export function oneAfterTheOther(first: Pointer, lengths: readonly number[]): Pointer[] {
  const pointers = [first]
  for (const length of lengths) {
    // A cache line of space between operands keeps them out of each other's cache sets.
    pointers.push(align(pointers[pointers.length - 1] + 8 * length) + 64)
  }
  return pointers
}

/** Asking a memory for its buffer takes longer than a small kernel. */
function growTo(bytes: number): void {
  const { memory } = wasm()
  const missing = bytes - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
  doubles = new Float64Array(memory.buffer)
}

export function copyIn(pointer: Pointer, values: Float64Array): void {
  doubles.set(values, pointer / 8)
}

/** A view of what lies there, and behind it, until the next call. */
export function at(pointer: Pointer): Float64Array {
  return doubles.subarray(pointer / 8)
}

export function fill(pointer: Pointer, length: number, value: number): void {
  if (length === 1) doubles[pointer / 8] = value
  else doubles.fill(value, pointer / 8, pointer / 8 + length)
}

/** A copy of what lies there. */
export function copyOut(pointer: Pointer, length: number): Float64Array {
  const again = spareArray(length)
  if (again === undefined) return doubles.slice(pointer / 8, pointer / 8 + length)
  copyTo(again, 0, pointer, length)
  return again
}

/** Copies `length` values to `target` from `offset` on. */
export function copyTo(
  target: Float64Array,
  offset: number,
  pointer: Pointer,
  length: number,
): void {
  copyFrom(doubles, target, offset, pointer, length)
}

/** The same from any memory. */
export function copyFrom(
  doubles: Float64Array,
  target: Float64Array,
  offset: number,
  pointer: Pointer,
  length: number,
): void {
  const from = pointer / 8
  if (length <= FEW) for (let i = 0; i < length; i++) target[offset + i] = doubles[from + i]
  else target.set(doubles.subarray(from, from + length), offset)
}

/** The next cache line. */
export function align(bytes: number): Pointer {
  return Math.ceil(bytes / 64) * 64
}
