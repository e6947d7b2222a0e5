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
 * Each switch copies the matrix, so `flips` counts them: a training step must make none. Because a
 * switch replaces the buffer, nobody may keep one for long.
 *
 * The class stays mathjs's own: everything of mathjs works, whatever the storage.
 */

/** A matrix of numbers (or Booleans, held as 0 and 1) in flat storage, as `isFlat` found it. */
export interface FlatMatrix {
  readonly _flat: Float64Array
  readonly _size: readonly number[]
  readonly _boolean: boolean
  /** A matrix of the same class around this buffer, without a copy. */
  createFlat(buffer: Float64Array, size: readonly number[], boolean?: boolean): FlatMatrix
}

/** mathjs's DenseMatrix as it is inside, with the second storage. */
interface DenseMatrix {
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

type StoredFlat = DenseMatrix & FlatMatrix

type Method = (this: DenseMatrix, ...args: unknown[]) => unknown

/** The class that mathjs makes, one for each instance. */
export interface DenseMatrixClass {
  new (data: unknown): object
  readonly prototype: object
  createFlat: FlatMatrix['createFlat']
}

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

/** Gives mathjs's class the second storage. */
export function addFlatStorage(mathjsClass: { readonly prototype: object }): DenseMatrixClass {
  const prototype = mathjsClass.prototype as Record<string, Method>
  /** A constructor lays all parts out at once; Object.create adds them one by one. */
  function Flat(
    this: DenseMatrix,
    buffer: Float64Array,
    size: readonly number[],
    boolean: boolean,
  ) {
    this._datatype = undefined
    setFlat(this, buffer, size, boolean)
    this._size = size as number[] // mathjs's methods that change a size make a new one
  }
  Flat.prototype = prototype
  // a function with a prototype is a class, which TypeScript believes of `class` alone
  const make = Flat as unknown as new (...parts: Parameters<FlatMatrix['createFlat']>) => FlatMatrix
  const createFlat: FlatMatrix['createFlat'] = (buffer, size, boolean = false) =>
    new make(buffer, size, boolean)
  define(prototype, '_flat', { writable: true, value: null })
  define(prototype, '_notFlat', { writable: true, value: {} })
  define(prototype, '_data', { get: nestedData, set: setNested })
  define(prototype, 'createFlat', { value: createFlat })
  define(prototype, Symbol.for('nodejs.util.inspect.custom'), { value: inspected })
  for (const name of READERS) onNestedCopy(prototype, name)
  for (const [name, method] of Object.entries(flatMethods)) {
    const mathjsMethod = prototype[name]
    define(prototype, name, {
      writable: true,
      value: function (this: DenseMatrix, ...args: unknown[]): unknown {
        const found = isStoredFlat(this) ? method(this, args) : undefined
        return found === undefined ? mathjsMethod.apply(this, args) : found
      } satisfies Method,
    })
  }
  return Object.assign(mathjsClass, { createFlat }) as DenseMatrixClass
}

/** More elements than this are not printed by console.log. */
const MOST_PRINTED = 200

/** What console.log shows: the elements, not the storages. */
function inspected(this: DenseMatrix): string {
  const size = this._size.join('×')
  return count(this._size) <= MOST_PRINTED ? `DenseMatrix ${String(this)}` : `DenseMatrix ${size}`
}

function define(target: object, name: string | symbol, property: PropertyDescriptor): void {
  Object.defineProperty(target, name, { configurable: true, ...property })
}

function isStoredFlat(matrix: DenseMatrix): matrix is StoredFlat {
  return matrix._flat !== null
}

function setFlat(m: DenseMatrix, buffer: Float64Array, shape: readonly number[], boolean: boolean) {
  m._nested = undefined
  m._flat = buffer
  m._shape = shape
  m._boolean = boolean
}

function setNested(this: DenseMatrix, data: unknown): void {
  this._nested = data
  this._flat = null
}

function nestedData(this: DenseMatrix): unknown {
  if (this._flat !== null) {
    switches++
    setNested.call(this, nested(this._flat, this._shape, this._boolean))
  }
  return this._nested
}

// ------------------------------------------------- methods that leave the storage as it is

/** Methods of mathjs that only read: on a flat matrix they run on a nested copy. */
const READERS = [
  'columns',
  'diagonal',
  'forEach',
  'format',
  'getDataType',
  'map',
  'rows',
  'toJSON',
  'toString',
]

function onNestedCopy(prototype: Record<string, Method>, name: string): void {
  const mathjsMethod = prototype[name]
  define(prototype, name, {
    writable: true,
    value: function (this: DenseMatrix, ...args: unknown[]): unknown {
      return mathjsMethod.apply(isStoredFlat(this) ? nestedCopy(this) : this, args)
    } satisfies Method,
  })
}

function nestedCopy(matrix: StoredFlat): DenseMatrix {
  const copy: DenseMatrix = Object.create(Object.getPrototypeOf(matrix))
  setNested.call(copy, nested(matrix._flat, matrix._size, matrix._boolean))
  copy._size = matrix._size.slice()
  copy._datatype = undefined
  return copy
}

/** Answers from the flat buffer; undefined where mathjs's own method must answer. */
type FlatMethod = (matrix: StoredFlat, args: unknown[]) => unknown

// valueOf's parameter needs its type: every object has a valueOf, and TypeScript looks there first
const flatMethods: Readonly<Record<string, FlatMethod>> = {
  clone: (m) => m.createFlat(m._flat.slice(), m._size.slice(), m._boolean),
  toArray: (m) => nested(m._flat, m._size, m._boolean),
  valueOf: (m: StoredFlat) => nested(m._flat, m._size, m._boolean),
  get(m, [index]) {
    const place = offset(m, index)
    if (place === undefined) return undefined
    return m._boolean ? m._flat[place] !== 0 : m._flat[place]
  },
  set(m, [index, value]) {
    const place = offset(m, index)
    if (place === undefined || typeof value !== (m._boolean ? 'boolean' : 'number'))
      return undefined
    m._flat[place] = Number(value)
    return m
  },
  subset(m, args) {
    return args.length === 1 ? Reflect.apply(subsetOf(m), nestedCopy(m), args) : undefined
  },
}

/** This wrapper again: on the nested copy it passes through to mathjs. */
function subsetOf(matrix: object): Method {
  return Reflect.get(matrix, 'subset')
}

/** Place of an index in the buffer; undefined for one that mathjs should answer or refuse. */
function offset({ _size }: FlatMatrix, index: unknown): number | undefined {
  if (!Array.isArray(index) || index.length !== _size.length) return undefined
  let place = 0
  for (let d = 0; d < _size.length; d++) {
    const i = index[d]
    if (!Number.isInteger(i) || i < 0 || i >= _size[d]) return undefined
    place = place * _size[d] + i
  }
  return place
}

// ---------------------------------------------------------------- from one storage to the other

function nested(flat: Float64Array, size: readonly number[], boolean: boolean): unknown[] {
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
function flattened(data: unknown, size: readonly number[]) {
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
