/**
 * Arrays that last live in the memory of a kernel, which reaches them without the copies that take
 * half of the time of simple ones (./locations.ts): parameters, what an optimizer remembers of
 * them, and memory that a network lends to its results again and again.
 *
 * Each group of arrays has an instance of the module of its own, whose memory never grows; so no
 * view of it is ever detached, and the garbage collector frees it like any other array. One more
 * instance, which is never freed, holds long results (./WasmResultMemory.ts).
 */
import { isInResultMemory } from '../uninitialized.js'
import { align, PAGE } from './arena.js'
import { instance, type Module, type Pointer } from './module.js'

/** An instance, its memory, and the part of it where operands lie that live elsewhere. */
export interface Home {
  readonly module: Module
  readonly doubles: Float64Array
  readonly scratch: Pointer
  readonly room: Pointer
  readonly end: Pointer
}

/** From this many elements on, an instance (a tenth of a millisecond) pays. */
const SMALLEST = 8192

/** Shorter arrays are copied in less time than it takes to find where they live. */
const SHORT = 512

/** More elements than this (256 MB) live elsewhere: browsers may refuse such memories. */
const LARGEST = 2 ** 25

/** Elements between two arrays: the last pair of an odd one, and another cache line. */
const SPACE = 16

/** Bytes for operands that live elsewhere; the system gives pages to those alone that are used. */
const ROOM = 2 ** 23

/** Without a home where there was no memory for it: that is not tried again at every update. */
const homes = new WeakMap<ArrayBufferLike, Home | undefined>()

/** Where this array lives, if it is in a kernel's memory; short ones are not worth the question. */
export function homeOf(array: Float64Array): Home | undefined {
  return array.length < SHORT ? undefined : homes.get(array.buffer)
}

/** A long result is not: it would move out as soon as `flat` is asked for it. */
export function isLasting(x: Float64Array): boolean {
  return x.length < SMALLEST || (homes.has(x.buffer) && !isInResultMemory(x))
}

/** Arrays of zeros of these lengths, in a memory of their own where that pays and can be had. */
export function lasting(lengths: readonly number[]): Float64Array[] {
  return (
    resident(lengths) ??
    lengths.map((length) => {
      const array = new Float64Array(length)
      homes.set(array.buffer, undefined)
      return array
    })
  )
}

/**
 * Arrays of zeros of these lengths in one memory;
 * undefined where that does not pay or there is none.
 */
export function resident(lengths: readonly number[]): Float64Array[] | undefined {
  const elements = lengths.reduce((sum, length) => sum + length + SPACE, 0)
  const home = elements < SMALLEST || elements > LARGEST ? undefined : newHome(elements)
  if (home === undefined) return undefined
  let next = home.end / 8
  return lengths.map((length) => {
    const start = next
    next += spaceFor(length)
    return home.doubles.subarray(start, start + length)
  })
}

/** Elements from the start of an array of this length to that of the next one. */
export function spaceFor(length: number): number {
  return length + SPACE - (length % 8)
}

/** With room for so many elements; undefined where there is no memory for it. */
export function newHome(elements: number): Home | undefined {
  try {
    const module = instance()
    const { memory } = module
    const scratch = align(module.heapBase())
    const room = align(scratch + module.scratchBytes())
    const end = room + ROOM
    memory.grow(Math.ceil((end + 8 * elements - memory.buffer.byteLength) / PAGE))
    const home = { module, doubles: new Float64Array(memory.buffer), scratch, room, end }
    homes.set(memory.buffer, home)
    return home
  } catch {
    return undefined
  }
}
