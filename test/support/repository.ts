import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The package's own folder. */
export const root = resolve(import.meta.dirname, '../..')

/** Files that git tracks and that are still there, relative to the root, with forward slashes. */
export function trackedFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)))
}
