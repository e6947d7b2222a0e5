/**
 * Elements picked by places on each axis, as `x[rows, columns]` picks them. Reading and writing by
 * index, `take`, `flip`, `repeat`, `tile`, `split`, `concat` and `pad` are all this.
 */
import { count } from './flatStorage.js'
import type { Size } from './shapes.js'

/** Neighbouring places on an axis. */
export interface Span {
  readonly from: number
  readonly length: number
}

/** Places on an axis, in the order of the result; a list may name one more than once. */
export type Places = ArrayLike<number> | Span

export function all(length: number): Span {
  return { from: 0, length }
}

/** Every place on each axis of that size, but the given ones on `axis`. */
export function along(size: Size, axis: number, places: Places): Places[] {
  return size.map((length, d) => (d === axis ? places : all(length)))
}

export function selectedSize(places: readonly Places[]): number[] {
  return places.map(({ length }) => length)
}

/** The elements of x at these places. */
export function gather(x: Float64Array, size: Size, places: readonly Places[]): Float64Array {
  const { starts, length } = runsOf(size, places)
  const out = new Float64Array(starts.length * length)
  for (let k = 0; k < starts.length; k++) copyRun(out, k * length, x, starts[k], length)
  return out
}

/** Writes values, in order, to these places of `into`; of a place named twice the last stays. */
export function scatter(
  into: Float64Array,
  size: Size,
  places: readonly Places[],
  values: Float64Array,
): void {
  const { starts, length } = runsOf(size, places)
  for (let k = 0; k < starts.length; k++) copyRun(into, starts[k], values, k * length, length)
}

/** Writes one value to all of these places. */
export function scatterFill(
  into: Float64Array,
  size: Size,
  places: readonly Places[],
  value: number,
): void {
  const { starts, length } = runsOf(size, places)
  for (let k = 0; k < starts.length; k++) into.fill(value, starts[k], starts[k] + length)
}

/** Adds values, in order, to these places of `into`: the adjoint of gather. */
export function scatterAdd(
  into: Float64Array,
  size: Size,
  places: readonly Places[],
  values: Float64Array,
): void {
  const { starts, length } = runsOf(size, places)
  let v = 0
  for (let k = 0; k < starts.length; k++) {
    const end = starts[k] + length
    for (let i = starts[k]; i < end; i++) into[i] += values[v++]
  }
}

/** From this many elements on, the engine's own copying beats a loop. */
const LONG = 32

function copyRun(to: Float64Array, o: number, from: Float64Array, i: number, length: number): void {
  if (length >= LONG) {
    to.set(from.subarray(i, i + length), o)
  } else {
    for (let j = 0; j < length; j++) to[o + j] = from[i + j]
  }
}

/** Runs of equal length that lie together in x and in the selection. */
interface Runs {
  readonly starts: Int32Array
  readonly length: number
}

function runsOf(size: Size, places: readonly Places[]): Runs {
  let listed = places.length // the axes from here on are taken whole
  while (listed > 0 && isWhole(places[listed - 1], size[listed - 1])) listed--
  const unit = count(size.slice(listed))
  const last = places[listed - 1]
  const run = listed > 0 && isSpan(last) ? last.length : 1
  let starts: Int32Array = Int32Array.of(0)
  for (let d = 0; d < listed; d++) {
    const startsOnly = run !== 1 && d === listed - 1
    starts = withAxis(starts, size[d], startsOnly ? [(last as Span).from] : listOf(places[d]))
  }
  if (unit !== 1) starts = starts.map((start) => start * unit)
  return { starts, length: run * unit }
}

/** Places in row-major order, one axis deeper. */
function withAxis(starts: Int32Array, length: number, list: ArrayLike<number>): Int32Array {
  const deeper = new Int32Array(starts.length * list.length)
  let k = 0
  for (let s = 0; s < starts.length; s++) {
    const start = starts[s] * length
    for (let i = 0; i < list.length; i++) deeper[k++] = start + list[i]
  }
  return deeper
}

function isSpan(places: Places): places is Span {
  return 'from' in places
}

function isWhole(places: Places, length: number): boolean {
  return isSpan(places) && places.from === 0 && places.length === length
}

function listOf(places: Places): ArrayLike<number> {
  if (!isSpan(places)) return places
  return Int32Array.from({ length: places.length }, (_, i) => places.from + i)
}
