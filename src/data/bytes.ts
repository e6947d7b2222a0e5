import { DomainError } from '../math/errors.js'
import { shown } from '../math/shown.js'

/** @throws DomainError unless they are the bytes of a file, as its readers give them. */
export function checkBytes(bytes: unknown, where: string): void {
  // by its name: the bytes may be of another realm
  if (ArrayBuffer.isView(bytes) && Reflect.get(bytes, Symbol.toStringTag) === 'Uint8Array') return
  throw new DomainError({
    where,
    expected: 'the bytes of a file, in a Uint8Array',
    given: shown(bytes),
    mend: 'make one of an ArrayBuffer or a list: new Uint8Array(bytes); or await readFile(path)',
  })
}
