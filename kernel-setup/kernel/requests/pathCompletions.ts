import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'

/** The start of a path in a string, up to the cursor: what begins with `./`, `../` or `/`. */
const pathBefore = /(?:^|[^\\])(['"`])((?:\.{1,2})?\/(?:(?!\1)[^\\\n])*)$/

export interface PathCompletions {
  start: number
  end: number
  candidates: string[]
}

/**
 * Files and folders for a path in a string, in any call (`readFileSync('./da`), as seen from the
 * notebook's folder. Names that begin with a dot are shown once a dot is typed.
 */
export function pathCompletions(source: string, cursor: number): PathCompletions | undefined {
  const typed = pathBefore.exec(source.slice(0, cursor))?.[2]
  if (typed === undefined) return undefined
  const name = typed.slice(typed.lastIndexOf('/') + 1)
  const fits = (entry: string) => entry.startsWith(name) && (name !== '' || !entry.startsWith('.'))
  return {
    start: cursor - name.length,
    end: cursor,
    candidates: entriesOf(typed.slice(0, typed.length - name.length))
      .filter(fits)
      .sort(),
  }
}

/** A folder ends in a slash, so that one can go on in it. */
function entriesOf(folder: string): string[] {
  try {
    return readdirSync(resolve(folder), { withFileTypes: true }).map((entry) =>
      entry.isDirectory() ? `${entry.name}/` : entry.name,
    )
  } catch {
    return []
  }
}
