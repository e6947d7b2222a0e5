import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

/**
 * tslab makes the last expression a variable. A namespace or an enum is none, though it is compiled to
 * a call, in which its members would lose each other; a function or a class without a name would be
 * given that of the variable.
 */
export function withEnding(ts: TypeScript, file: ts.SourceFile): ts.SourceFile {
  const { factory } = ts
  const place = file.statements.findLastIndex((statement) => !ts.isExportDeclaration(statement))
  const last = file.statements[place]
  if (!last) return file
  const written = ts.getOriginalNode(last)
  if (ts.isModuleDeclaration(written) || ts.isEnumDeclaration(written)) {
    return factory.updateSourceFile(file, [...file.statements, factory.createEmptyStatement()])
  }
  if (!ts.isExpressionStatement(last) || !isNameless(ts, last.expression)) return file
  const nameless = factory.createComma(factory.createNumericLiteral(0), last.expression)
  const statement = factory.updateExpressionStatement(last, nameless)
  return factory.updateSourceFile(file, file.statements.toSpliced(place, 1, statement))
}

function isNameless(ts: TypeScript, expression: ts.Expression): boolean {
  let inner = expression
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression
  if (ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) return inner.name === undefined
  return ts.isArrowFunction(inner)
}
