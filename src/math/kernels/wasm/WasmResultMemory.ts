/**
 * A memory of the kernels for long results. A kernel writes one where it stays, and reads it there
 * as the next operand (./locations.ts): no copies.
 *
 * Only the garbage collector knows which results are dropped. A FinalizationRegistry calls back,
 * and a WeakRef lets go, only after the running job, and a loop of operations may never end it. But
 * a WeakMap loses an entry in the collection itself, also in one of young objects alone, and
 * `util.inspect` with `showHidden` lists what it still has.
 *
 * So a WeakMap leads from each array to its Block. After each of our collections
 * (../droppedResults.ts) every block counts as dropped; `inspect` calls the method of each one that
 * is left, which takes that back. The blocks still dropped are free.
 *
 * If a held array were not listed, two results would share a place. So the array of the whole
 * memory, which is always held, has a Block too, the witness: unless that is listed, and the list
 * has come to its end, nothing is freed.
 *
 * Only the array keeps its block; a `subarray` is another object. So views end with the kernel that
 * made them, and `flat` moves elements out before it gives them to anybody.
 */
import { markResultMemory, type ResultMemory } from '../uninitialized.js'
import { type Home, newHome, spaceFor } from './homes.js'

/** Elements: 256 MB, of which the system gives those pages alone that were written to. */
const SIZE = 2 ** 25

/** Longer results would soon fill it. */
const LONGEST = SIZE / 8

/** A look at one takes 1.1 µs: a tenth of what so many bytes of results take at least. */
const BYTES_PER_BLOCK = 1e5

/** Inspects all entries of a WeakMap; whether it did so to the end. */
type Inspect = (weakMap: object) => boolean

/** The place of an array, in elements. */
class Block {
  isHeld = true
  isNew = true

  constructor(
    readonly start: number,
    readonly end: number,
  ) {}

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    this.isHeld = true
    return ''
  }
}

export class WasmResultMemory implements ResultMemory {
  readonly #home: Home
  readonly #inspect: Inspect
  /** In the order in which they lie. */
  #blocks: Block[] = []
  readonly #blockOf = new WeakMap<Float64Array, Block>()
  readonly #witness: Block

  constructor(home: Home, inspect: Inspect) {
    this.#home = home
    this.#inspect = inspect
    this.#witness = new Block(0, home.doubles.length)
    this.#blockOf.set(home.doubles, this.#witness)
    markResultMemory(home.doubles.buffer)
  }

  take(length: number): Float64Array | undefined {
    if (length > LONGEST) return undefined
    const needed = spaceFor(length)
    let start = this.#home.end / 8
    let place = 0
    for (const block of this.#blocks) {
      if (block.start - start >= needed) break
      start = block.end
      place++
    }
    if (start + needed > this.#home.doubles.length) return undefined
    const block = new Block(start, start + needed)
    this.#blocks.splice(place, 0, block)
    const array = this.#home.doubles.subarray(start, start + length)
    this.#blockOf.set(array, block)
    return array
  }

  /** Whether the engine shows which arrays are held; those that are not leave their places. */
  freeDropped(): boolean {
    this.#witness.isHeld = false
    for (const block of this.#blocks) block.isHeld = false
    const isKnown = this.#inspect(this.#blockOf) && this.#witness.isHeld
    if (isKnown) this.#blocks = this.#blocks.filter(({ isHeld }) => isHeld)
    return isKnown
  }

  /**
   * V8 takes what survives two collections for old, and leaves it until it marks its whole heap. So
   * the next one waits until the new survivors of this one, as many again and a rest have been
   * made: time enough for x in a loop of `x = math.tanh(math.add(x, b))` to be dropped.
   */
  afterCollection(): number {
    this.freeDropped()
    let survivors = 0
    for (const block of this.#blocks) {
      if (block.isNew) survivors += 8 * (block.end - block.start)
      block.isNew = false
    }
    return 3 * survivors + BYTES_PER_BLOCK * this.#blocks.length
  }
}

/** None in browsers, where there is no memory for it, and where the engine shows no WeakMap. */
export function wasmResultMemory(): WasmResultMemory | undefined {
  const builtin = globalThis.process?.getBuiltinModule
  if (!builtin) return undefined
  const { inspect } = builtin('util')
  const home = newHome(SIZE)
  const memory = home && new WasmResultMemory(home, entriesBy(inspect))
  return memory?.freeDropped() ? memory : undefined
}

/** Whatever a user may have changed in `inspect.defaultOptions`. */
const OPTIONS = {
  showHidden: true,
  customInspect: true,
  depth: 0,
  maxArrayLength: null,
  sorted: false,
}

/** An error, also one that `inspect` tells in its text, such as a full stack, is no end. */
function entriesBy(inspect: (x: object, options: object) => string): Inspect {
  return (weakMap) => {
    try {
      const text = inspect(weakMap, OPTIONS)
      return text.startsWith('WeakMap {') && !text.includes('more item')
    } catch {
      return false
    }
  }
}
