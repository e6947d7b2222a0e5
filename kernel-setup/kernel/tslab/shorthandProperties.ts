import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

/**
 * Writes `{ p }` as `{ p: exports.p }` where p is a variable of an earlier cell. tslab writes such
 * variables as `exports.p` everywhere but here, where stock tslab fails with a ReferenceError.
 */
export function expandShorthand(
  ts: TypeScript,
  checker: ts.TypeChecker,
): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = ts
  const isFromEarlierCell = (node: ts.ShorthandPropertyAssignment) => {
    const original = ts.getOriginalNode(node)
    const symbol = checker.getShorthandAssignmentValueSymbol(original)
    return symbol?.declarations?.some((declaration) =>
      declaration.getSourceFile().fileName.endsWith('/__prev__.d.ts'),
    )
  }
  return (context) => (file) => {
    const visit = (node: ts.Node): ts.Node => {
      if (!ts.isShorthandPropertyAssignment(node) || !isFromEarlierCell(node)) {
        return ts.visitEachChild(node, visit, context)
      }
      const value = factory.createPropertyAccessExpression(
        factory.createIdentifier('exports'),
        node.name.text,
      )
      const { objectAssignmentInitializer: initial } = node
      const assigned = initial
        ? factory.createAssignment(value, ts.visitNode(initial, visit, ts.isExpression))
        : value
      return factory.createPropertyAssignment(node.name.text, assigned)
    }
    return ts.visitEachChild(file, visit, context)
  }
}
