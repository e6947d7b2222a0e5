import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

/**
 * The declarations of earlier cells that tslab forgets after one further cell: namespaces, with the
 * properties that functions were given, and their short names (`import Q = N.p`).
 *
 * @param earlier as a `.d.ts` file
 * @param source of the cell that runs now: what it declares anew is not kept
 */
export function keptDeclarations(compiler: TypeScript, earlier: string, source: string): string {
  if (!/^(declare (namespace|module|global)\b|import \w+ =)/m.test(earlier)) return ''
  const declared = namesIn(compiler, source)
  const file = parsed(compiler, earlier)
  const kept = file.statements.filter((statement) => {
    const isForgotten =
      compiler.isModuleDeclaration(statement) || compiler.isImportEqualsDeclaration(statement)
    return isForgotten && !declared.has(statement.name.text)
  })
  return kept.map((statement) => `${statement.getText(file)}\n`).join('')
}

/**
 * The declarations of earlier cells without the `declare global` that this cell writes anew: a cell
 * may be edited and run again.
 */
export function withoutOldGlobals(compiler: TypeScript, earlier: string, source: string): string {
  if (!/\bdeclare global\b/.test(source)) return earlier
  const file = parsed(compiler, earlier)
  const isOld = (statement: ts.Statement) =>
    compiler.isModuleDeclaration(statement) && statement.name.text === 'global'
  const kept = file.statements.filter((statement) => !isOld(statement))
  return kept.map((statement) => statement.getFullText(file)).join('')
}

function namesIn(compiler: TypeScript, source: string): ReadonlySet<string> {
  const file = parsed(compiler, `export {};\n${source}`)
  compiler.bindSourceFile(file, {})
  const { locals } = file as { locals?: ts.SymbolTable } // missing from the typings
  const names = [...(locals?.keys() ?? [])]
  return new Set(names.map((name) => compiler.unescapeLeadingUnderscores(name)))
}

function parsed(compiler: TypeScript, text: string): ts.SourceFile {
  return compiler.createSourceFile('c.ts', text, compiler.ScriptTarget.Latest, true)
}
