import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What was measured or recorded, from `data` beside the documents; undefined where there is no such
 * file. Commands of ours write these files, and tests check them.
 */
export function readData<Data>(documents: string, name: string): Data | undefined {
  const path = join(documents, 'data', name)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}
