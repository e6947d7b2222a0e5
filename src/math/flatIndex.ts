/**
 * Reading and writing by an index of mathjs (`math.index(0, [1, 2])`) on flat storage. `undefined`
 * leaves the call to mathjs: its errors, and writing beyond the edge, which makes a matrix larger.
 */
import { type FlatMatrix, isFlat } from './flatStorage.js'
import { gather, type Places, scatter, scatterFill, selectedSize } from './places.js'
import { type Size, sameSize } from './shapes.js'

/** What an index says of an axis; a number takes the axis away. */
type Dimension = number | string | Range | { valueOf(): number[] }

interface Range {
  readonly isRange: true
  readonly start: number
  readonly step: number
  size(): number[]
  valueOf(): number[]
}

export interface Index {
  isScalar(): boolean
  size(): number[]
  dimension(axis: number): Dimension
}

export function readAt(x: FlatMatrix, index: Index): unknown {
  const places = placesOf(x._size, index)
  if (places === undefined) return undefined
  const picked = gather(x._flat, x._size, places)
  if (index.isScalar()) return x._boolean ? picked[0] !== 0 : picked[0]
  const size = selectedSize(places).filter((_, d) => typeof index.dimension(d) !== 'number')
  return x.createFlat(picked, size, x._boolean)
}

/** In place, as mathjs's method does it. */
export function writeAt(x: FlatMatrix, index: Index, values: unknown): FlatMatrix | undefined {
  const places = placesOf(x._size, index)
  if (places === undefined) return undefined
  if (typeof values === (x._boolean ? 'boolean' : 'number')) {
    scatterFill(x._flat, x._size, places, Number(values))
    return x
  }
  if (index.isScalar() || !isFlat(values) || values._boolean !== x._boolean) return undefined
  if (!fits(values._size, index.size())) return undefined
  scatter(x._flat, x._size, places, values._flat)
  return x
}

export function isIndex(x: unknown): x is Index {
  return typeof x === 'object' && x !== null && 'isIndex' in x
}

/** The same size, or a vector along the only axis that the index leaves longer than 1. */
function fits(size: Size, wanted: Size): boolean {
  if (sameSize(size, wanted)) return true
  const long = wanted.filter((length) => length !== 1)
  return size.length === 1 && size[0] !== 1 && sameSize(size, long)
}

/** Undefined unless the index has as many axes and names places that are there. */
function placesOf(size: Size, index: Index): Places[] | undefined {
  if (index.size().length !== size.length) return undefined
  const places: Places[] = []
  for (let d = 0; d < size.length; d++) {
    const onAxis = placesOn(index.dimension(d))
    if (onAxis === undefined || onAxis.length === 0 || !areOn(onAxis, size[d])) return undefined
    places.push(onAxis)
  }
  return places
}

function placesOn(dimension: Dimension): Places | undefined {
  if (typeof dimension === 'string') return undefined
  if (typeof dimension === 'number') return [dimension]
  if (isRange(dimension) && dimension.step === 1) {
    return { from: dimension.start, length: dimension.size()[0] }
  }
  return dimension.valueOf()
}

function isRange(dimension: object): dimension is Range {
  return 'isRange' in dimension
}

function areOn(places: Places, length: number): boolean {
  if ('from' in places) {
    return (
      Number.isInteger(places.from) && places.from >= 0 && places.from + places.length <= length
    )
  }
  for (let i = 0; i < places.length; i++) {
    if (!Number.isInteger(places[i]) || places[i] < 0 || places[i] >= length) return false
  }
  return true
}
