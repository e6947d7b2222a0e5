/**
 * One array of NumPy: "\x93NUMPY", the version, the length of the header; the header, a Python
 * dictionary with the type of the numbers, their order and the shape; then the numbers.
 *
 * Source: NumPy's documentation, numpy.lib.format.
 */
import { count } from '../../math/flatStorage.js'
import { math } from '../../math/instance.js'
import { flat, shape, tensor } from '../../math/storage.js'
import type { Matrix } from '../../math/types.js'
import {
  matrixOf,
  otherNumbers,
  readNumbers,
  type TypeName,
  typeOf,
  unreadable,
  writeNumbers,
} from './tensors.js'

const MAGIC = '\x93NUMPY'

const descriptions: Readonly<Record<string, TypeName>> = {
  '<f8': 'f64',
  '<f4': 'f32',
  '<i8': 'i64',
  '<u8': 'u64',
  '<i4': 'i32',
  '<u4': 'u32',
  '<i2': 'i16',
  '<u2': 'u16',
  '|i1': 'i8',
  '|u1': 'u8',
  '|b1': 'u8',
}

/** A matrix as a .npy file, in float64. */
export function toNpy(matrix: Matrix): Uint8Array {
  const size = shape(matrix)
  const tuple = size.length === 1 ? `${size[0]},` : size.join(', ')
  const dictionary = `{'descr': '<f8', 'fortran_order': False, 'shape': (${tuple}), }`
  const start = MAGIC.length + 4
  // with the line break the header ends at a multiple of 64
  const length = Math.ceil((start + dictionary.length + 1) / 64) * 64 - start
  const header = `${dictionary.padEnd(length - 1)}\n`
  const numbers = writeNumbers(flat(matrix))
  const file = new Uint8Array(start + length + numbers.length)
  file.set(latin1(`${MAGIC}\x01\x00`))
  new DataView(file.buffer).setUint16(start - 2, length, true)
  file.set(latin1(header), start)
  file.set(numbers, start + length)
  return file
}

/** @throws DomainError naming the array for bytes that are no .npy file of real numbers. */
export function fromNpy(file: Uint8Array, name: string): Matrix {
  const { header, numbers } = parts(file, name)
  const description = field(header, /'descr':\s*'([^']*)'/, name)
  const fortran = field(header, /'fortran_order':\s*(True|False)/, name) === 'True'
  const tuple = field(header, /'shape':\s*\(([\d,\s]*)\)/, name)
  const size = (tuple.match(/\d+/g) ?? []).map(Number)
  if (!Object.hasOwn(descriptions, description)) {
    const known = Object.keys(descriptions).join(', ')
    throw otherNumbers('npz', `numbers of ${name} in one of ${known}`, description)
  }
  const type = typeOf(descriptions[description])
  if (numbers.length !== count(size) * type.bytes) {
    const expected = `${count(size) * type.bytes} bytes for ${name}, of shape (${size})`
    throw damaged(expected, `${numbers.length} bytes`)
  }
  const data = readNumbers(numbers, type)
  if (!fortran || size.length === 0) return matrixOf(data, size)
  // columns lie one after the other: the transpose row by row
  const axes = size.map((_, axis) => size.length - 1 - axis)
  return math.permute(tensor(data, [...size].reverse()), axes)
}

function parts(file: Uint8Array, name: string): { header: string; numbers: Uint8Array } {
  const version = file[MAGIC.length]
  if (text(file.subarray(0, MAGIC.length)) !== MAGIC || !(version >= 1 && version <= 3)) {
    throw damaged(`${name} as a .npy file, which begins with \\x93NUMPY`, 'other bytes')
  }
  const width = version === 1 ? 2 : 4
  const start = MAGIC.length + 2 + width
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const complete = file.length >= start
  const length = complete ? (width === 2 ? view.getUint16(8, true) : view.getUint32(8, true)) : 0
  if (!complete || start + length > file.length) {
    throw damaged(`the whole header of ${name}`, `a file of ${file.length} bytes`)
  }
  return {
    header: text(file.subarray(start, start + length)),
    numbers: file.subarray(start + length),
  }
}

function field(header: string, pattern: RegExp, name: string): string {
  const found = pattern.exec(header)
  if (found) return found[1]
  throw damaged(`descr, fortran_order and shape of ${name}`, header.trim())
}

function latin1(characters: string): Uint8Array {
  return Uint8Array.from(characters, (character) => character.charCodeAt(0))
}

function text(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

function damaged(expected: string, given: string) {
  return unreadable('npz', expected, given)
}
