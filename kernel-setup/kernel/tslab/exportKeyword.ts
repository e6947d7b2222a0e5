import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

/**
 * Blanks the word `export` (and `export default`) before statements of a cell: every name of a cell
 * is exported anyway, and tslab would export it twice. Lines and columns stay.
 */
export function blankExportKeywords(ts: TypeScript, source: string): string {
  if (!/\bexport\b/.test(source)) return source
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true)
  let text = source
  for (const [start, end] of file.statements.flatMap((x) => exportRanges(ts, file, x))) {
    text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
  }
  return text
}

function exportRanges(
  ts: TypeScript,
  file: ts.SourceFile,
  statement: ts.Statement,
): [start: number, end: number][] {
  if (ts.isExportAssignment(statement) && !statement.isExportEquals) {
    return [[statement.getStart(file), statement.expression.getStart(file)]]
  }
  const isLocalList =
    ts.isExportDeclaration(statement) && !statement.moduleSpecifier && !statement.isTypeOnly
  if (isLocalList) return [[statement.getStart(file), statement.end]]
  if (!ts.canHaveModifiers(statement)) return []
  const words = [ts.SyntaxKind.ExportKeyword, ts.SyntaxKind.DefaultKeyword]
  return (statement.modifiers ?? [])
    .filter(({ kind }) => words.includes(kind))
    .map((modifier) => [modifier.getStart(file), modifier.end])
}
