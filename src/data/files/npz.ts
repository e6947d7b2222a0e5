/** Several arrays of NumPy: a zip archive with a .npy file for each name. */
import type { Entry } from '@zip.js/zip.js'
import type { Matrix } from '../../math/types.js'
import { fromNpy, toNpy } from './npy.js'
import { type Tensors, unreadable } from './tensors.js'

const SUFFIX = '.npy'

/** Matrices as numpy.savez writes them, without compression. */
export async function toNpz(tensors: Tensors): Promise<Uint8Array> {
  const { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } = await import('@zip.js/zip.js')
  // always the same bytes: no date of today, no threads that could change the order
  const options = { level: 0, useWebWorkers: false, extendedTimestamp: false, lastModDate: EPOCH }
  const writer = new ZipWriter(new Uint8ArrayWriter(), options)
  for (const [name, matrix] of Object.entries(tensors)) {
    await writer.add(name + SUFFIX, new Uint8ArrayReader(toNpy(matrix)))
  }
  return writer.close()
}

/** The earliest date that the format knows. */
const EPOCH = new Date(1980, 0, 1)

/**
 * What numpy.savez and numpy.savez_compressed wrote.
 *
 * @throws DomainError for a file that is damaged, cut off, or no archive of arrays.
 */
export async function fromNpz(file: Uint8Array): Promise<Record<string, Matrix>> {
  const files = await unzipped(file)
  const arrays = files.map(([name, bytes]) => {
    if (!name.endsWith(SUFFIX)) {
      throw unreadable('npz', 'an archive of .npy files', `the file ${name} in it`)
    }
    const plain = name.slice(0, -SUFFIX.length)
    return [plain, fromNpy(bytes, plain)] as const
  })
  return Object.fromEntries(arrays)
}

const filenameValidation = 'tolerant'

async function unzipped(file: Uint8Array): Promise<(readonly [string, Uint8Array])[]> {
  const { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } = await import('@zip.js/zip.js')
  // names stay names here: no file is made of them
  const options = { checkSignature: true, useWebWorkers: false, filenameValidation } as const
  const reader = new ZipReader(new Uint8ArrayReader(file), options)
  const bytesOf = async (entry: Entry) =>
    entry.directory ? new Uint8Array() : entry.getData(new Uint8ArrayWriter())
  try {
    const entries = await reader.getEntries()
    return await Promise.all(
      entries.map(async (entry) => [entry.filename, await bytesOf(entry)] as const),
    )
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw unreadable('npz', 'a whole zip archive', `${file.length} bytes that are none: ${reason}`)
  }
}
