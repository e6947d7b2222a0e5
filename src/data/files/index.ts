/** Parameters as files that Python reads, and the other way round; in Node. */
import { DomainError } from '../../math/errors.js'
import { shown, shownEach } from '../../math/shown.js'
import { isMatrix, type Matrix } from '../../math/types.js'
import { fromNpz, toNpz } from './npz.js'
import { readBytes, writeBytes } from './onDisk.js'
import { fromSafetensors, toSafetensors } from './safetensors.js'
import type { Tensors } from './tensors.js'

interface Format {
  write(tensors: Tensors): Uint8Array | Promise<Uint8Array>
  read(file: Uint8Array): Record<string, Matrix> | Promise<Record<string, Matrix>>
}

const formats: Readonly<Record<string, Format>> = {
  '.safetensors': { write: toSafetensors, read: fromSafetensors },
  '.npz': { write: toNpz, read: fromNpz },
}

/**
 * Writes matrices by name, as `net.state()` gives them, to a file .safetensors or .npz.
 *
 * A file of that name is replaced at once, when all bytes of the new one are written.
 * @throws DomainError for another ending, what is no matrices by name, or a path that cannot be
 *   written.
 */
export async function save(path: string, tensors: Tensors): Promise<void> {
  const format = formatOf(path, "await save('digits.safetensors', net.state())", 'save')
  checkTensors(tensors)
  await writeBytes(path, await format.write(tensors), 'save')
}

/**
 * Reads a file .safetensors or .npz, of this library or of Python, as float64; a number without
 * axes becomes a list of one.
 *
 * @throws DomainError for another ending, a file that cannot be read, or one that is damaged, cut
 *   off or foreign, or has complex, half or bfloat numbers.
 */
export async function load(path: string): Promise<Record<string, Matrix>> {
  const format = formatOf(path, "await load('digits.safetensors')", 'load')
  return format.read(await readBytes(path, 'load'))
}

function formatOf(path: string, example: string, where: string): Format {
  const isText = typeof path === 'string'
  const ending = Object.keys(formats).find((known) => isText && path.endsWith(known))
  if (ending) return formats[ending]
  throw new DomainError({
    where,
    expected: `a file name that ends in ${Object.keys(formats).join(' or ')}`,
    given: isText ? path : shown(path),
    mend: `as in ${example}; fileURLToPath makes a path of a URL`,
  })
}

function checkTensors(tensors: Tensors): void {
  const isObject = typeof tensors === 'object' && tensors !== null && !isMatrix(tensors)
  const isRecord = isObject && !Array.isArray(tensors) && Object.keys(tensors).length > 0
  const wrong = isRecord && Object.entries(tensors).find(([, matrix]) => !isMatrix(matrix))
  if (isRecord && !wrong) return
  throw new DomainError({
    where: 'save',
    expected: 'matrices by name',
    given: wrong
      ? `${shown(tensors)}, with ${shownEach({ [wrong[0]]: wrong[1] })}`
      : shown(tensors),
    mend:
      "give what a network has learned: await save('digits.safetensors', net.state()); " +
      'for the state of an optimizer write JSON.stringify(state), ' +
      'and JSON.parse(text, math.reviver) reads it',
  })
}
