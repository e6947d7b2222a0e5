import { constants } from 'node:fs'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { NotebookError, readProblem } from './readNotebook.js'
import { replaceFile } from './replaceFile.js'
import { shippedNotebook } from './shipped.js'

export interface Reset {
  /** Where the reader's own version was kept, when there was one that differed. */
  kept?: string
  /** Whether the file was not the shipped version before. */
  changed: boolean
}

/**
 * Puts the shipped version of a notebook in its place; the reader's own becomes `name.mine-1.ipynb`
 * beside it (or the next number that is free).
 *
 * @throws NotebookError when the package has no such notebook, or the reader's own cannot be read,
 *   and so cannot be kept.
 */
export async function resetNotebook(path: string, root: string): Promise<Reset> {
  const shipped = shippedNotebook(path, root)
  if (!shipped) {
    throw new NotebookError(path, 'not a notebook of notegrad; name one of those in notebooks/')
  }
  const own = await ownVersion(path)
  if (!own) {
    await writeFile(path, shipped)
    return { changed: true }
  }
  if (own.equals(shipped)) return { changed: false }
  const kept = await keepCopy(path)
  await replaceFile(path, shipped)
  return { kept, changed: true }
}

/** What the reader has there; undefined when there is nothing. */
async function ownVersion(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined // node:fs's own error
    throw new NotebookError(path, readProblem(error))
  }
}

async function keepCopy(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const copy = `${path.replace(/\.ipynb$/, '')}.mine-${number}.ipynb`
    try {
      await copyFile(path, copy, constants.COPYFILE_EXCL)
      return copy
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // node:fs's own error
    }
  }
}
