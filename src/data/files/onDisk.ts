import { DomainError } from '../../math/errors.js'
import { nodeFiles } from './fromNode.js'

/** What the system's code says of a path. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'a folder',
  ENOTDIR: 'a part of it is a file, not a folder',
  EACCES: 'not allowed',
  ENOSPC: 'no space left',
}

/** An error of node:fs, as one that says how to mend it. */
function explained(error: unknown, path: string, where: string, expected: string): DomainError {
  const { code = '' } = error as NodeJS.ErrnoException // as all errors of node:fs
  return new DomainError({
    where,
    expected,
    given: `${path}: ${reasons[code] ?? String(error)}`,
    mend: `a relative path starts at ${process.cwd()}`,
  })
}

/** The bytes of a file, in Node. @throws DomainError, in the name of `where`. */
export async function readBytes(path: string, where: string): Promise<Uint8Array> {
  const { readFile } = nodeFiles(where)
  try {
    return await readFile(path)
  } catch (error) {
    throw explained(error, path, where, 'the path of a file that can be read')
  }
}

/**
 * Writes a file; one of that name is replaced at once, when all bytes of the new one are written.
 *
 * @throws DomainError, in the name of `where`.
 */
export async function writeBytes(path: string, bytes: Uint8Array, where: string): Promise<void> {
  const { rename, rm, writeFile } = nodeFiles(where)
  const aside = `${path}.${crypto.randomUUID()}`
  try {
    await writeFile(aside, bytes)
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    throw explained(error, path, where, 'a path in a folder that can be written to')
  }
}
