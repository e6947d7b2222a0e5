/** What files of parameters have in common: names, shapes, and numbers of several types. */
import { DomainError } from '../../math/errors.js'
import type { Size } from '../../math/shapes.js'
import { tensor } from '../../math/storage.js'
import type { Matrix } from '../../math/types.js'

/** Matrices by name: the parameters of a network, as `net.state()` gives them. */
export type Tensors = Readonly<Record<string, Matrix>>

/** Numbers of a file that lie one after the other, little-endian, as float64. */
export interface NumberType {
  readonly bytes: number
  read(view: DataView, at: number): number
}

const types = {
  f64: { bytes: 8, read: (view: DataView, at: number) => view.getFloat64(at, true) },
  f32: { bytes: 4, read: (view: DataView, at: number) => view.getFloat32(at, true) },
  i64: { bytes: 8, read: (view: DataView, at: number) => whole(view.getBigInt64(at, true)) },
  u64: { bytes: 8, read: (view: DataView, at: number) => whole(view.getBigUint64(at, true)) },
  i32: { bytes: 4, read: (view: DataView, at: number) => view.getInt32(at, true) },
  u32: { bytes: 4, read: (view: DataView, at: number) => view.getUint32(at, true) },
  i16: { bytes: 2, read: (view: DataView, at: number) => view.getInt16(at, true) },
  u16: { bytes: 2, read: (view: DataView, at: number) => view.getUint16(at, true) },
  i8: { bytes: 1, read: (view: DataView, at: number) => view.getInt8(at) },
  u8: { bytes: 1, read: (view: DataView, at: number) => view.getUint8(at) },
} satisfies Record<string, NumberType>

export type TypeName = keyof typeof types

export function typeOf(name: TypeName): NumberType {
  return types[name]
}

/** All numbers of `bytes`, which holds whole ones only. */
export function readNumbers(bytes: Uint8Array, { bytes: width, read }: NumberType): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const numbers = new Float64Array(bytes.byteLength / width)
  for (let i = 0; i < numbers.length; i++) numbers[i] = read(view, i * width)
  return numbers
}

/** Float64 numbers, little-endian. */
export function writeNumbers(numbers: Float64Array): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 8)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < numbers.length; i++) view.setFloat64(i * 8, numbers[i], true)
  return bytes
}

/** Of a file's numbers. One without axes is a list of one, since every matrix has an axis. */
export function matrixOf(numbers: Float64Array, size: Size): Matrix {
  return tensor(numbers, size.length > 0 ? size : [1])
}

const AGAIN =
  'get the file again, whole; save() and Python’s safetensors and numpy write such files'
const CONVERT = "convert them in Python: array.astype('float64'), in PyTorch tensor.double()"

/** A file that cannot be read: `given` says what is wrong with it. */
export function unreadable(
  format: string,
  expected: string,
  given: string,
  mend = AGAIN,
): DomainError {
  return new DomainError({ where: `load, ${format}`, expected, given, mend })
}

/** A whole file, whose numbers are of a type that is not read here. */
export function otherNumbers(format: string, expected: string, given: string): DomainError {
  return unreadable(format, expected, given, CONVERT)
}

/** @throws DomainError for a whole number that a float64 does not hold exactly. */
function whole(value: bigint): number {
  const number = Number(value)
  if (BigInt(number) === value) return number
  throw otherNumbers('64-bit integers', 'whole numbers that float64 holds exactly', String(value))
}
