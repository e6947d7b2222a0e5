/**
 * Arrays that last, such as parameters and what an optimizer remembers of them, live in the memory of
 * a kernel: updates reach them without the copies that take half of their time (./arena.ts).
 *
 * Each group of arrays has an instance of the module of its own, whose memory never grows; so no view
 * of it is ever detached, and the garbage collector frees it like any other array.
 */
import { CHUNK } from './arena.js'
import { instance, type Module, type Pointer } from './module.js'

/** An instance, its memory, and where operands lie that live elsewhere. */
export interface Home {
  readonly module: Module
  readonly doubles: Float64Array
  /** For arrays of CHUNK elements. */
  readonly pointers: readonly Pointer[]
}

/** From this many elements on, an instance (a tenth of a millisecond) pays. */
const SMALLEST = 8192

/** More elements than this (256 MB) live elsewhere: browsers may refuse such memories. */
const LARGEST = 2 ** 25

/** Elements between two arrays: the last pair of an odd one, and another cache line. */
const SPACE = 16

/** The largest number of arrays that a kernel changes or reads. */
const OPERANDS = 4

const PAGE = 65536

/** Without a home where there was no memory for it: that is not tried again at every update. */
const homes = new WeakMap<ArrayBufferLike, Home | undefined>()

/** Where this array lives, if it is in a kernel's memory. */
export function homeOf(array: Float64Array): Home | undefined {
  return homes.get(array.buffer)
}

export function isLasting(x: Float64Array): boolean {
  return x.length < SMALLEST || homes.has(x.buffer)
}

/** Arrays of zeros of these lengths. */
export function lasting(lengths: readonly number[]): Float64Array[] {
  const elements = lengths.reduce((sum, length) => sum + length + SPACE, 0)
  const home = elements < SMALLEST || elements > LARGEST ? undefined : newHome(elements)
  if (home === undefined) return lengths.map(homeless)
  let end = home.doubles.length - elements
  end -= end % 8
  return lengths.map((length) => {
    const start = end
    end += length + SPACE - (length % 8)
    return home.doubles.subarray(start, start + length)
  })
}

function homeless(length: number): Float64Array {
  const array = new Float64Array(length)
  homes.set(array.buffer, undefined)
  return array
}

/** Undefined where there is no memory for it. */
function newHome(elements: number): Home | undefined {
  try {
    const module = instance()
    const start = Math.ceil(module.heapBase() / 64) * 64
    const chunk = 8 * (CHUNK + SPACE)
    const bytes = start + OPERANDS * chunk + 8 * elements
    module.memory.grow(Math.ceil((bytes - module.memory.buffer.byteLength) / PAGE))
    const doubles = new Float64Array(module.memory.buffer)
    const pointers = Array.from({ length: OPERANDS }, (_, i) => start + i * chunk)
    const home = { module, doubles, pointers }
    homes.set(doubles.buffer, home)
    return home
  } catch {
    return undefined
  }
}
