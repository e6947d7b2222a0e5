/**
 * Where the operands and the results of a kernel lie. What lives in the memory of an instance of
 * the module (./homes.ts, ./WasmResultMemory.ts) is read and written there; the rest is copied in
 * and out, part by part. Where nothing does, all of it is copied: to the arena, and from it
 * (./arena.ts).
 */
import { at, copyFrom, oneAfterTheOther, reserve, scratch } from './arena.js'
import { type Home, homeOf } from './homes.js'
import { type Module, type Pointer, wasm } from './module.js'

/** An array, and the most elements of it that a kernel takes at a time. */
export type Part = readonly [array: Float64Array, longest: number]

/** An instance that runs a kernel, and where everything lies in its memory, until the next call. */
export interface Layout {
  readonly module: Module
  readonly doubles: Float64Array
  readonly scratch: Pointer
  /** Of the arrays. */
  readonly locations: readonly Location[]
  /** Of other numbers that the kernel needs. */
  readonly pointers: readonly Pointer[]
}

/** Finds a location for arrays, and for so many other numbers. */
export function layOut(parts: readonly Part[], others: readonly number[] = []): Layout {
  const home = leastCopies(parts, others)
  if (home) {
    const { module, doubles, scratch, room } = home
    const pointers = oneAfterTheOther(room, lengthsIn(home, parts, others))
    return { module, doubles, scratch, ...located(home, doubles, parts, pointers) }
  }
  const pointers = reserve(...lengthsIn(undefined, parts, others))
  const doubles = at(0)
  return {
    module: wasm(),
    doubles,
    scratch: scratch(),
    ...located(undefined, doubles, parts, pointers),
  }
}

function located(
  home: Home | undefined,
  doubles: Float64Array,
  parts: readonly Part[],
  pointers: Pointer[],
): Pick<Layout, 'locations' | 'pointers'> {
  const locations: Location[] = []
  for (const [array] of parts) {
    const isHere = home !== undefined && homeOf(array) === home
    const pointer = isHere ? array.byteOffset : pointers[locations.length]
    locations.push(new Location(array, doubles, pointer, isHere))
  }
  return { locations, pointers: pointers.slice(parts.length) }
}

/** How many numbers need a location for a copy, or of their own. */
function lengthsIn(
  home: Home | undefined,
  parts: readonly Part[],
  others: readonly number[],
): number[] {
  const lengths: number[] = []
  for (const [array, longest] of parts) {
    lengths.push(home !== undefined && homeOf(array) === home ? 0 : longest)
  }
  return others.length === 0 ? lengths : lengths.concat(others)
}

/**
 * The home of most of the elements, if it has room for the others and spares a third of the copies
 * at least: each memory that a step works in takes its share of the cache.
 */
function leastCopies(parts: readonly Part[], others: readonly number[]): Home | undefined {
  let best: Home | undefined
  let most = 0
  for (const [array] of parts) {
    const home = homeOf(array)
    if (home === undefined || home === best) continue
    let [inside, all] = [0, 0]
    for (const [x] of parts) {
      all += x.length
      if (homeOf(x) === home) inside += x.length
    }
    if (inside <= most || 3 * inside < all) continue
    if (!hasRoom(home, lengthsIn(home, parts, others))) continue
    best = home
    most = inside
  }
  return best
}

function hasRoom(home: Home, lengths: readonly number[]): boolean {
  return (oneAfterTheOther(home.room, lengths).pop() ?? 0) <= home.end
}

/** An array as a kernel sees it. */
export class Location {
  constructor(
    private readonly array: Float64Array,
    private readonly doubles: Float64Array,
    private readonly pointer: Pointer,
    private readonly isHere: boolean,
  ) {}

  /**
   * Where `length` elements from `from` on can be read; at `copy`, if the array lives elsewhere.
   */
  read(from = 0, length = this.array.length, copy = this.pointer): Pointer {
    return this.isHere ? this.pointer + 8 * from : this.copied(from, length, copy)
  }

  /** A copy of them, which is all that a kernel may write behind. */
  copied(from: number, length: number, to: Pointer): Pointer {
    const isWhole = length === this.array.length
    this.doubles.set(isWhole ? this.array : this.array.subarray(from, from + length), to / 8)
    return to
  }

  /** Where elements from `from` on are to be written; `written` must follow. */
  at(from = 0): Pointer {
    return this.isHere ? this.pointer + 8 * from : this.pointer
  }

  /** The same, where each of `length` elements begins as `value`. */
  filled(value: number, from: number, length: number): Pointer {
    const to = this.at(from)
    this.doubles.fill(value, to / 8, to / 8 + length)
    return to
  }

  /** `length` elements from `from` on have been written there. */
  written(from = 0, length = this.array.length): void {
    if (!this.isHere) copyFrom(this.doubles, this.array, from, this.pointer, length)
  }
}
