import { execFileSync } from 'node:child_process'
import { dirname } from 'node:path'
import { joinText } from './nbformat.js'
import { NotebookError, parseNotebook } from './readNotebook.js'
import { hashOf } from './syncNotebook.js'

/** The text that a cell of a notebook had when its hash was `hash`, if the git clone knows it. */
export function earlierSource(path: string, hash: string): string | undefined {
  for (const commit of git(path, ['log', '--format=%H', '--', path]).split('\n')) {
    const text = commit && git(path, ['show', `${commit}:./${path.split(/[\\/]/).at(-1)}`])
    const cell = text && cellsOf(text, path).find((candidate) => hashOf(candidate) === hash)
    if (cell) return joinText(cell.source)
  }
  return undefined
}

function cellsOf(text: string, path: string) {
  try {
    return parseNotebook(text, path).cells
  } catch (error) {
    if (error instanceof NotebookError) return []
    throw error
  }
}

/** What git prints; nothing where there is no git, no clone, or no such file. */
function git(path: string, args: readonly string[]): string {
  try {
    const options = { cwd: dirname(path), maxBuffer: 2 ** 28, encoding: 'utf8' } as const
    return execFileSync('git', args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}
