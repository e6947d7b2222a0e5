import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

/**
 * tslab makes the last expression a variable. A namespace or an enum is none, though it is compiled
 * to a call, in which its members would lose each other; a function or a class without a name would
 * be given that of the variable.
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
  const ofBlock = withValueOfBlock(ts, last)
  if (ofBlock)
    return factory.updateSourceFile(file, file.statements.toSpliced(place, 1, ...ofBlock))
  if (!ts.isExpressionStatement(last) || !isNameless(ts, last.expression)) return file
  const nameless = factory.createComma(factory.createNumericLiteral(0), last.expression)
  const statement = factory.updateExpressionStatement(last, nameless)
  return factory.updateSourceFile(file, file.statements.toSpliced(place, 1, statement))
}

/**
 * `using` is compiled to a `try` around the statements after it, whose last expression is the
 * cell's: it is waited for inside, before the end disposes, and stands again behind the `try`.
 */
function withValueOfBlock(ts: TypeScript, last: ts.Statement): ts.Statement[] | undefined {
  const { factory } = ts
  if (!ts.isTryStatement(last) || ts.isParseTreeNode(last)) return undefined
  const { tryBlock, catchClause, finallyBlock } = last
  const ending = tryBlock.statements.at(-1)
  // a variable's declaration has become an assignment
  const isWritten = ending && ts.isExpressionStatement(ts.getOriginalNode(ending))
  if (!isWritten || !ts.isExpressionStatement(ending)) return undefined
  const value = factory.createUniqueName('value')
  const kept = factory.createAssignment(value, factory.createAwaitExpression(ending.expression))
  const statements = tryBlock.statements.toSpliced(-1, 1, factory.createExpressionStatement(kept))
  const block = factory.updateBlock(tryBlock, statements)
  return [
    factory.createVariableStatement(
      undefined,
      factory.createVariableDeclarationList(
        [factory.createVariableDeclaration(value)],
        ts.NodeFlags.Let,
      ),
    ),
    factory.updateTryStatement(last, block, catchClause, finallyBlock),
    factory.createExpressionStatement(value),
  ]
}

function isNameless(ts: TypeScript, expression: ts.Expression): boolean {
  let inner = expression
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression
  if (ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) return inner.name === undefined
  return ts.isArrowFunction(inner)
}
