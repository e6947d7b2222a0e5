/**
 * A memory of the kernels for long results, which so need no copy: neither out of it, nor into it
 * when they are operands of the next call (./locations.ts).
 *
 * Nobody frees a result; it is the garbage collector that knows which ones are dropped. It tells
 * finalizers long after a loop that makes results has come to its end. A WeakMap has forgotten them
 * as soon as they are collected, though, and `util.inspect` shows what a WeakMap still holds. So
 * after each of our collections (../droppedResults.ts) the blocks of forgotten arrays are free.
 *
 * An array alone keeps its block; a view of it (`subarray`) does not. Hence views end with the
 * kernel that made them, and `flat` gives none of these arrays to anybody outside of the library.
 */
import type { ResultMemory } from '../uninitialized.js'
import { type Home, newHome, SPACE } from './homes.js'

/** Elements: 256 MB, of which the system gives those pages alone that were written to. */
const SIZE = 2 ** 25

/** Longer results would soon fill it. */
const LONGEST = SIZE / 8

/** Bytes of results that take ten times as long as a look at one block. */
const FOR_EACH = 1e5

/** Where an array lies, in elements; `inspect` marks those whose arrays are still held. */
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

export class Pool implements ResultMemory {
  readonly #home: Home
  readonly #inspect: (weakMap: object) => unknown
  /** In the order in which they lie. */
  #blocks: Block[] = []
  readonly #blockOf = new WeakMap<Float64Array, Block>()
  /** Of an array that is never dropped: where it is not shown, no other one counts as dropped. */
  readonly #first: Block
  readonly #firstArray: Float64Array

  constructor(home: Home, inspect: (weakMap: object) => unknown) {
    this.#home = home
    this.#inspect = inspect
    this.#first = new Block(home.end / 8, home.end / 8)
    this.#firstArray = this.#arrayIn(this.#first)
  }

  take(length: number): Float64Array | undefined {
    if (length > LONGEST) return undefined
    const needed = length + SPACE - (length % 8)
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
    return this.#arrayIn(block, length)
  }

  holds(array: Float64Array): boolean {
    return array.buffer === this.#firstArray.buffer
  }

  /**
   * V8 takes what survives two collections for old, and leaves it until it marks its whole heap. So
   * the next one waits until the new survivors of this one have had the time to be dropped, as x
   * has in a loop of `x = math.tanh(math.add(x, b))`.
   */
  afterCollection(): number {
    for (const block of [this.#first, ...this.#blocks]) block.isHeld = false
    this.#inspect(this.#blockOf)
    if (this.#first.isHeld) this.#blocks = this.#blocks.filter(({ isHeld }) => isHeld)
    let survivors = 0
    for (const block of this.#blocks) {
      if (block.isNew) survivors += 8 * (block.end - block.start)
      block.isNew = false
    }
    return 3 * survivors + FOR_EACH * this.#blocks.length
  }

  #arrayIn(block: Block, length = 0): Float64Array {
    const array = this.#home.doubles.subarray(block.start, block.start + length)
    this.#blockOf.set(array, block)
    return array
  }
}

/** Undefined in browsers, and where there is no memory for it. */
export function pool(): Pool | undefined {
  const builtin = globalThis.process?.getBuiltinModule
  const home = typeof builtin === 'function' ? newHome(SIZE) : undefined
  if (home === undefined) return undefined
  const { inspect } = builtin('util')
  return new Pool(home, (weakMap) =>
    inspect(weakMap, {
      showHidden: true,
      customInspect: true,
      depth: 0,
      maxArrayLength: Number.POSITIVE_INFINITY,
    }),
  )
}
