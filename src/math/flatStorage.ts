/**
 * # Two storages behind one matrix
 *
 * mathjs keeps a DenseMatrix as nested arrays in `_data`. That suits any element type and is slow
 * for numbers: every element is a value in one of many small arrays. So our DenseMatrix has a
 * second storage, one row-major Float64Array; **exactly one of the two is the truth at any time**.
 *
 * - Our functions ask whether a matrix `isFlat`; nested arrays of numbers become flat then.
 * - mathjs's functions ask for `m._data`, now a getter; a flat buffer becomes nested then.
 *
 * Each switch copies the matrix, so `flips` counts them: a training step must make none. A
 * switch, an optimizer and `flat` may replace the buffer, so nobody may keep one for long.
 *
 * The class stays mathjs's own: everything of mathjs works, whatever the storage.
 */
import { isPlain } from './plainMode.js'

/** A matrix of numbers (or Booleans, held as 0 and 1) in flat storage, as `isFlat` found it. */
export interface FlatMatrix {
  readonly _flat: Float64Array
  readonly _size: readonly number[]
  readonly _boolean: boolean
  /** A matrix of the same class around this buffer, without a copy. */
  createFlat(buffer: Float64Array, size: readonly number[], boolean?: boolean): FlatMatrix
}

/** mathjs's DenseMatrix as it is inside, with the second storage. */
export interface DenseMatrix {
  readonly isDenseMatrix: true
  readonly isImmutableDenseMatrix?: true
  _data: unknown
  _size: number[]
  _datatype: string | undefined
  _nested: unknown
  _flat: Float64Array | null
  /** The shape of `_flat`: mathjs changes `_size` before it reads `_data`. */
  _shape: readonly number[]
  _boolean: boolean
  /** Nested arrays already found to hold something else than numbers. */
  _notFlat: unknown
}

export type StoredFlat = DenseMatrix & FlatMatrix

let switches = 0

/** How often a matrix went from one storage to the other since the start. */
export function flips(): number {
  return switches
}

/** How many elements a matrix of this size has. */
export function count(size: readonly number[]): number {
  let product = 1
  for (const length of size) product *= length
  return product
}

/**
 * Whether x is a DenseMatrix of numbers alone, or of Booleans alone; if so it is in flat storage
 * from now on. A declared datatype and an index set keep mathjs's way.
 */
export function isFlat(x: unknown): x is FlatMatrix {
  if (typeof x !== 'object' || x === null) return false
  const matrix = x as DenseMatrix // only our DenseMatrix has `_flat`
  if (matrix._flat === undefined) return false
  if (matrix._flat !== null) return true
  if (matrix._datatype !== undefined || matrix.isImmutableDenseMatrix) return false
  if (matrix._notFlat === matrix._nested) return false
  const flat = flattened(matrix._nested, matrix._size)
  if (flat === undefined) {
    matrix._notFlat = matrix._nested
    return false
  }
  switches++
  setFlat(matrix, flat.buffer, matrix._size, flat.boolean)
  return true
}

export function isStoredFlat(matrix: DenseMatrix): matrix is StoredFlat {
  return matrix._flat !== null
}

export function setFlat(
  m: DenseMatrix,
  buffer: Float64Array,
  shape: readonly number[],
  boolean: boolean,
) {
  m._nested = undefined
  m._flat = buffer
  m._shape = shape
  m._boolean = boolean
}

/** Makes `home` the matrix's storage, with the elements that it has. */
export function moveTo(home: Float64Array, matrix: unknown): void {
  if (isPlain || !isFlat(matrix)) return
  home.set(matrix._flat)
  setFlat(matrix as StoredFlat, home, matrix._size, matrix._boolean) // as isFlat found it
}

/** Takes the elements of a matrix away: whoever reads it from now on gets an error. */
export function takeElements(matrix: object, error: () => Error): void {
  const get = () => {
    throw error()
  }
  Object.defineProperty(matrix, '_flat', { get })
}

export function setNested(this: DenseMatrix, data: unknown): void {
  this._nested = data
  this._flat = null
}

/** An empty matrix stays flat: nested arrays would not tell that it is one of numbers. */
export function nestedData(this: DenseMatrix): unknown {
  if (this._flat?.length === 0) return nested(this._flat, this._shape, this._boolean)
  if (this._flat !== null) {
    switches++
    setNested.call(this, nested(this._flat, this._shape, this._boolean))
  }
  return this._nested
}

// ---------------------------------------------------------------- from one storage to the other

export function nested(flat: Float64Array, size: readonly number[], boolean: boolean): unknown[] {
  let place = 0
  const last = size.length - 1
  const fill = (depth: number): unknown[] => {
    const values = new Array(size[depth])
    for (let i = 0; i < values.length; i++) {
      if (depth < last) values[i] = fill(depth + 1)
      else values[i] = boolean ? flat[place++] !== 0 : flat[place++]
    }
    return values
  }
  return fill(0)
}

/** Undefined for an empty matrix, ragged arrays, and elements of any other or of mixed type. */
export function flattened(data: unknown, size: readonly number[]) {
  const length = count(size)
  if (length === 0 || size.length === 0) return undefined
  const buffer = new Float64Array(length)
  const type = typeof firstElement(data)
  if (type !== 'number' && type !== 'boolean') return undefined
  let place = 0
  const last = size.length - 1
  const fill = (values: unknown, depth: number): boolean => {
    if (!Array.isArray(values) || values.length !== size[depth]) return false
    for (const value of values) {
      if (depth < last) {
        if (!fill(value, depth + 1)) return false
      } else {
        if (typeof value !== type) return false
        buffer[place++] = Number(value)
      }
    }
    return true
  }
  return fill(data, 0) ? { buffer, boolean: type === 'boolean' } : undefined
}

function firstElement(data: unknown): unknown {
  let value = data
  while (Array.isArray(value)) value = value[0]
  return value
}
