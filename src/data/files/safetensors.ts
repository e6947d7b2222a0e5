/**
 * The safetensors format: the length of a header as 8 bytes, little-endian; the header, JSON with
 * name → { dtype, shape, data_offsets }; then the numbers, row-major, one tensor after the other.
 *
 * Source: the format's description, https://github.com/huggingface/safetensors.
 */

import { DomainError } from '../../math/errors.js'
import { count } from '../../math/flatStorage.js'
import { flat, shape } from '../../math/storage.js'
import type { Matrix } from '../../math/types.js'
import {
  matrixOf,
  otherNumbers,
  readNumbers,
  type Tensors,
  type TypeName,
  typeOf,
  unreadable,
  writeNumbers,
} from './tensors.js'

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [begin: number, end: number]
}

const dtypes: Readonly<Record<string, TypeName>> = {
  F64: 'f64',
  F32: 'f32',
  I64: 'i64',
  U64: 'u64',
  I32: 'i32',
  U32: 'u32',
  I16: 'i16',
  U16: 'u16',
  I8: 'i8',
  U8: 'u8',
  BOOL: 'u8',
}

const METADATA = '__metadata__'

/** The format's own limit, against headers that would fill the memory. */
const LONGEST_HEADER = 100_000_000
const LENGTH_BYTES = 8

/** Matrices as a safetensors file, in float64. @throws DomainError for the name __metadata__. */
export function toSafetensors(tensors: Tensors): Uint8Array {
  checkNames(tensors)
  const parts = Object.values(tensors).map((matrix) => writeNumbers(flat(matrix)))
  let at = 0
  const entries = Object.entries(tensors).map(([name, matrix], i) => {
    const begin = at
    at += parts[i].length
    return [name, { dtype: 'F64', shape: [...shape(matrix)], data_offsets: [begin, at] }] as const
  })
  const json = JSON.stringify(Object.fromEntries(entries))
  const header = new TextEncoder().encode(json)
  // numbers begin at a multiple of 8, as the format asks: spaces fill the header
  const padded = Math.ceil(header.length / 8) * 8
  const file = new Uint8Array(LENGTH_BYTES + padded + at).fill(0x20, LENGTH_BYTES)
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true)
  file.set(header, LENGTH_BYTES)
  let end = LENGTH_BYTES + padded
  for (const part of parts) {
    file.set(part, end)
    end += part.length
  }
  return file
}

/** @throws DomainError for the name that the format keeps for itself. */
function checkNames(tensors: Tensors): void {
  if (!Object.hasOwn(tensors, METADATA)) return
  throw new DomainError({
    where: 'save, safetensors',
    expected: `other names than ${METADATA}, which the format has for remarks`,
    given: METADATA,
    mend: 'give the matrix another name',
  })
}

/** @throws DomainError for a file that is damaged, cut off, or no safetensors file. */
export function fromSafetensors(file: Uint8Array): Record<string, Matrix> {
  const { header, numbers } = parts(file)
  const entries = Object.entries(header).filter(([name]) => name !== METADATA)
  const checked = entries.map(([name, entry]) => [name, checkEntry(name, entry)] as const)
  checkNoGaps(
    checked.map(([, { data_offsets }]) => data_offsets),
    numbers.length,
  )
  return Object.fromEntries(
    checked.map(([name, { dtype, shape, data_offsets }]) => {
      const bytes = numbers.subarray(...data_offsets)
      return [name, matrixOf(readNumbers(bytes, typeOf(dtypes[dtype])), shape)]
    }),
  )
}

function parts(file: Uint8Array): { header: Record<string, unknown>; numbers: Uint8Array } {
  if (file.length < LENGTH_BYTES) throw damaged('8 bytes or more', `${file.length} bytes`)
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true))
  const end = LENGTH_BYTES + length
  if (length > LONGEST_HEADER || end > file.length) {
    const expected = 'a header that lies in the file'
    throw damaged(expected, `a header of ${length} bytes in a file of ${file.length}`)
  }
  return { header: parsed(file.subarray(LENGTH_BYTES, end)), numbers: file.subarray(end) }
}

function parsed(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof header === 'object' && header !== null && !Array.isArray(header)) {
      return header as Record<string, unknown> // an object that JSON made has string keys
    }
  } catch {}
  throw damaged('a header that is a JSON object', 'another one')
}

function checkEntry(name: string, entry: unknown): Entry {
  const { dtype, shape, data_offsets } = (entry ?? {}) as Partial<Entry>
  const lengths = isCounts(shape) ? shape : undefined
  const offsets = isCounts(data_offsets) && data_offsets.length === 2 ? data_offsets : undefined
  if (typeof dtype !== 'string' || !lengths || !offsets) {
    throw damaged(`dtype, shape and data_offsets of ${name}`, JSON.stringify(entry))
  }
  if (!Object.hasOwn(dtypes, dtype)) {
    const expected = `${name} in one of ${Object.keys(dtypes).join(', ')}`
    throw otherNumbers('safetensors', expected, dtype)
  }
  const bytes = count(lengths) * typeOf(dtypes[dtype]).bytes
  if (offsets[1] - offsets[0] === bytes) return { dtype, shape: lengths, data_offsets: offsets }
  throw damaged(`${bytes} bytes for ${name}, ${dtype} of shape [${lengths}]`, `[${offsets}]`)
}

function isCounts(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0)
}

/** The numbers lie one after the other, and nothing is left: what the format demands. */
function checkNoGaps(offsets: readonly Entry['data_offsets'][], length: number): void {
  let at = 0
  for (const [begin, end] of [...offsets].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (begin !== at) throw damaged(`a tensor that begins at byte ${at}`, `one at ${begin}`)
    at = end
  }
  if (at !== length) throw damaged(`${at} bytes of numbers`, `${length} bytes`)
}

function damaged(expected: string, given: string) {
  return unreadable('safetensors', expected, given)
}
