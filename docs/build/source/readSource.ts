/**
 * Files of the library that open with a derivation, cut where a reader reads on: at each comment.
 */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { display, list, type Source } from '../sources.js'

/** Prose, and the code that it speaks of. */
export interface Piece {
  /** Markdown; empty where code stands without a comment. */
  readonly prose: string
  /** Lines of the file, from 0: from the first, up to and without the last. */
  readonly lines: readonly [from: number, to: number]
}

export interface LiterateSource extends Source {
  readonly text: string
  readonly pieces: readonly Piece[]
  /** Names that the file imports from others of the library → that file's path. */
  readonly imports: ReadonlyMap<string, string>
}

/** In the order of their paths. */
export async function readLiterateSources(root: string, folder: string): Promise<LiterateSource[]> {
  const names = (await list(folder, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const files = names.map(async (name) => {
    const path = join(folder, name)
    const text = await readFile(path, 'utf8')
    if (!isLiterate(text)) return []
    const where = display(root, path)
    const address = `source/${display(folder, path).replace(/\.ts$/, '.html')}`
    return [{ path, where, address, text, pieces: piecesOf(text), imports: importsOf(text, path) }]
  })
  return (await Promise.all(files)).flat()
}

/** Whether the file opens with a heading. */
const isLiterate = (text: string) => text.startsWith('/**\n * # ')

const comment = /^ *\/\*\*[\s\S]*?\*\/\n/gm

function piecesOf(text: string): Piece[] {
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length - 1
  const comments = [...text.matchAll(comment)]
  return comments.map(({ 0: whole, index }, i) => ({
    prose: proseOf(whole),
    lines: [lineAt(index + whole.length), lineAt(comments[i + 1]?.index ?? text.length)],
  }))
}

/** The text of a comment as Markdown: its tags as words, and types in angle brackets as text. */
function proseOf(comment: string): string {
  const text = comment
    .replace(/^ *\/\*\* ?|\s*\*\/\n$/g, '')
    .replace(/^ *\* ?/gm, '')
    .replace(/^@throws (\w+)/gm, '\n**Throws** `$1`')
    .replace(/^@throws /gm, '\n**Throws** ')
    .replace(/^@returns? /gm, '\n**Returns** ')
    .replace(/^@param (\S+) /gm, '\n`$1`: ')
  const parts = text.split(/(`[^`]*`|\$\$[\s\S]*?\$\$|\$[^$]*\$)/)
  return parts.map((part, i) => (i % 2 === 0 ? part.replaceAll('<', '&lt;') : part)).join('')
}

function importsOf(text: string, path: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, names, from] of text.matchAll(/^import (?:type )?\{([^}]*)\} from '(\.[^']*)'/gm)) {
    const target = join(dirname(path), from.replace(/\.js$/, '.ts'))
    for (const name of names.split(',')) {
      const local = name
        .replace(/^\s*(?:type )?/, '')
        .replace(/^.* as /, '')
        .trim()
      if (local !== '') found.set(local, target)
    }
  }
  return found
}
