/**
 * The IDX format of the MNIST files: two zero bytes, a type byte, the number of axes, the length of
 * each axis as a 32-bit big-endian integer, then the numbers, row-major.
 */
import { DomainError } from '../math/errors.js'
import { checkBytes } from './bytes.js'

/** The content of an IDX file. */
export interface Idx {
  /** Lengths of the axes, outermost first: [60000, 28, 28] for images. */
  readonly size: readonly number[]
  /** The numbers themselves: a view of the file's bytes, not a copy. */
  readonly data: Uint8Array
}

/** The only type that MNIST uses; signed, 16-bit and floating-point types have other codes. */
const UNSIGNED_BYTE = 0x08

/**
 * Reads an IDX file of unsigned bytes.
 *
 * @param name the file's name, for the messages
 * @throws DomainError naming the file when it is no IDX file, is truncated or holds extra bytes.
 */
export function parseIdx(bytes: Uint8Array, name: string): Idx {
  checkBytes(bytes, 'parseIdx')
  const refuse = (expected: string, given: string): never => {
    throw new DomainError({
      where: 'parseIdx',
      expected: `${name}: ${expected}`,
      given,
      mend: `get ${name} again, uncompressed, and give all of its bytes`,
    })
  }
  if (bytes.length < 4) refuse('an IDX file, at least 4 bytes', `${bytes.length} bytes`)
  const [zero, alsoZero, type, axes] = bytes
  if (zero !== 0 || alsoZero !== 0 || type !== UNSIGNED_BYTE || axes === 0) {
    refuse('an IDX file of unsigned bytes, beginning 00 00 08', `a file beginning ${hex(bytes)}`)
  }
  const start = 4 + 4 * axes
  if (bytes.length < start) refuse(`a header of ${start} bytes`, `${bytes.length} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, start)
  const size = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis))
  const count = size.reduce((product, length) => product * length, 1)
  if (bytes.length !== start + count) {
    refuse(`${start + count} bytes, as its header says ${size.join('×')}`, `${bytes.length} bytes`)
  }
  return { size, data: bytes.subarray(start) }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
}
