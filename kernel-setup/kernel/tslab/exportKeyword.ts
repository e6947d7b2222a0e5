import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

/**
 * Blanks the word `export` (and `export default`) before statements of a cell: every name of a cell
 * is exported anyway, and tslab would export it twice. Lines and columns stay. What has no name
 * stands in parentheses then: `{ a: 1 }` would be a block, and a function would lack its name.
 */
export function blankExportKeywords(ts: TypeScript, source: string): string {
  if (!/\bexport\b/.test(source)) return source
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true)
  let text = source
  // from the last on, since parentheses move what follows
  for (const statement of file.statements.toReversed()) {
    const unnamed = unnamedDefault(ts, statement)
    if (unnamed) text = replaced(text, unnamed.end, unnamed.end, ')')
    for (const [start, end] of exportRanges(ts, file, statement)) {
      text = replaced(text, start, end, ' '.repeat(end - start))
    }
    if (unnamed) text = replaced(text, unnamed.start, unnamed.start + 2, ';(')
  }
  return text
}

function replaced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end)
}

/** Where `export default` begins and what it exports ends, if that has no name. */
function unnamedDefault(
  ts: TypeScript,
  statement: ts.Statement,
): { start: number; end: number } | undefined {
  const start = statement.getStart()
  if (ts.isExportAssignment(statement)) {
    return statement.isExportEquals ? undefined : { start, end: statement.expression.end }
  }
  const isDeclared = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
  const hasDefault =
    isDeclared && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  const isDecorated = statement.getText().startsWith('@')
  return hasDefault && !statement.name && !isDecorated ? { start, end: statement.end } : undefined
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
