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
  if (!/\b(namespace|module|declare global)\b|\bimport \w+ =/.test(earlier)) return ''
  const declared = namesIn(compiler, source)
  const file = parsed(compiler, earlier)
  const kept = file.statements.filter((statement) => {
    const isForgotten =
      compiler.isModuleDeclaration(statement) || compiler.isImportEqualsDeclaration(statement)
    return isForgotten && !declared.has(statement.name.text)
  })
  return kept.map((statement) => `${statement.getText(file)}\n`).join('')
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
