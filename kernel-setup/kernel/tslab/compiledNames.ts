/** How a compiled cell writes the variables of earlier cells, and what it imports. */
import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

/** The object that holds the variables of earlier cells. */
export const earlierObject = '__earlier'

/** What declares y: `import y from`, or `{ x as y }`. */
type ImportedName = ts.ImportSpecifier | (ts.ImportClause & { readonly name: ts.Identifier })

export function isImportedName(ts: TypeScript, node: ts.Node): node is ImportedName {
  return ts.isImportSpecifier(node) || (ts.isImportClause(node) && node.name !== undefined)
}

/** Where a compiled cell finds what it imports as `name`: `__module_y["x"]` for `{ x as y }`. */
export interface Place {
  name: string
  /** The variable of the module, by the author's name, for V8 quotes it in messages. */
  module: string
  member: string
}

export function placeOf(ts: TypeScript, imported: ImportedName): Place {
  const { text } = imported.name
  const member = ts.isImportSpecifier(imported) ? (imported.propertyName?.text ?? text) : 'default'
  return { name: text, module: `__module_${text}`, member }
}

const word = String.raw`[\p{ID_Continue}$]+`
const place = String.raw`__(?:earlier|module_(${word}))\.(${word})`
const called = new RegExp(String.raw`\(0 , ${place}\)`, 'gu')
const read = new RegExp(place, 'gu')

/**
 * The author's names in a message of V8, which quotes the compiled cell: `x` for `__earlier.x`, `y`
 * for `__module_y.x`, and either for `(0 , …)`, as functions are called.
 */
export function withAuthorsNames(message: string): string {
  const name = (_: string, imported: string | undefined, earlier: string) => imported ?? earlier
  return message.replace(called, name).replace(read, name)
}
