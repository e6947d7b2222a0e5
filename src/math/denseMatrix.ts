/** mathjs's DenseMatrix with the second storage of flatStorage.ts behind its methods. */
import { isIndex, readAt, writeAt } from './flatIndex.js'
import {
  count,
  type DenseMatrix,
  type FlatMatrix,
  isStoredFlat,
  nested,
  nestedData,
  type StoredFlat,
  setFlat,
  setNested,
} from './flatStorage.js'
import { resultCopy } from './kernels/uninitialized.js'

type Method = (this: DenseMatrix, ...args: unknown[]) => unknown

/** The class that mathjs makes, one for each instance. */
export interface MathjsClass {
  new (data: unknown): object
  readonly prototype: object
  fromJSON(json: Json): object
}

/** With the second storage. */
export interface DenseMatrixClass extends MathjsClass {
  createFlat: FlatMatrix['createFlat']
}

/** What JSON.stringify writes of a matrix, and mathjs's reviver reads. */
interface Json {
  readonly size: readonly number[]
  readonly datatype?: string
}

/** The settings of mathjs that we follow; `math.config` changes them in place. */
export interface Settings {
  /** Whether an index of one place leaves an axis of length 1. */
  readonly legacySubset: boolean
  /** What a function makes that makes a matrix of numbers. */
  readonly matrix: 'Matrix' | 'Array'
  /** How far apart numbers may be that compare as equal: relative to the larger, and at all. */
  readonly relTol: number
  readonly absTol: number
}

/** Gives mathjs's class the second storage. */
export function addFlatStorage(mathjsClass: MathjsClass, settings: Settings): DenseMatrixClass {
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
        const found = isStoredFlat(this) ? method(this, args, settings) : undefined
        return found === undefined ? mathjsMethod.apply(this, args) : found
      } satisfies Method,
    })
  }
  return Object.assign(mathjsClass, { createFlat, fromJSON: withEmpty(mathjsClass, createFlat) })
}

/** An empty batch stays one of numbers: its nested arrays do not tell what they would hold. */
function withEmpty(
  { fromJSON }: MathjsClass,
  createFlat: FlatMatrix['createFlat'],
): DenseMatrixClass['fromJSON'] {
  return (json) => {
    const matrix = fromJSON(json) // which compares data and size
    const ofNumbers = count(json.size) === 0 && json.datatype === undefined
    return ofNumbers ? createFlat(new Float64Array(0), json.size) : matrix
  }
}

function define(target: object, name: string | symbol, property: PropertyDescriptor): void {
  Object.defineProperty(target, name, { configurable: true, ...property })
}

/** More elements than this are not printed by console.log. */
const MOST_PRINTED = 200

/** What console.log shows: the elements, not the storages. */
function inspected(this: DenseMatrix): string {
  const size = this._size.join('×')
  return count(this._size) <= MOST_PRINTED ? `DenseMatrix ${String(this)}` : `DenseMatrix ${size}`
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
      if (!isStoredFlat(this)) return mathjsMethod.apply(this, args)
      const [callback, ...rest] = args
      return mathjsMethod.apply(nestedCopy(this), [withMatrix(callback, this), ...rest])
    } satisfies Method,
  })
}

/** A callback that asks for the matrix itself, into which it may write, does not get the copy. */
function withMatrix(callback: unknown, matrix: DenseMatrix): unknown {
  if (typeof callback !== 'function' || callback.length !== 3) return callback
  return (value: unknown, index: unknown) => callback(value, index, matrix)
}

function nestedCopy(matrix: StoredFlat): DenseMatrix {
  const copy: DenseMatrix = Object.create(Object.getPrototypeOf(matrix))
  setNested.call(copy, nested(matrix._flat, matrix._size, matrix._boolean))
  copy._size = matrix._size.slice()
  copy._datatype = undefined
  return copy
}

/** Answers from the flat buffer; undefined where mathjs's own method must answer. */
type FlatMethod = (matrix: StoredFlat, args: unknown[], settings: Settings) => unknown

// valueOf's parameter needs its type: every object has a valueOf, and TypeScript looks there first
const flatMethods: Readonly<Record<string, FlatMethod>> = {
  clone: (m) => m.createFlat(resultCopy(m._flat), m._size.slice(), m._boolean),
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
  subset(m, args, { legacySubset }) {
    const [index, values] = args
    if (args.length > 3) return undefined
    if (args.length > 1) return isIndex(index) ? writeAt(m, index, values) : undefined
    const found = isIndex(index) && !legacySubset ? readAt(m, index) : undefined
    return found ?? Reflect.apply(subsetOf(m), nestedCopy(m), args)
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
