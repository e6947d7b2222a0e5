import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

/**
 * tslab writes a variable p of an earlier cell as `exports.p`. This goes before it, for two places
 * that it leaves wrong:
 *
 * - `{ p }` stays as it is (a ReferenceError): it becomes `{ p: exports.p }`;
 * - `p(x)` becomes `exports.p(x)`, with `exports` as its `this`: it becomes `(0, exports.p)(x)`.
 */
export function prepareEarlierVariables(
  ts: TypeScript,
  checker: ts.TypeChecker,
): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = ts
  const isEarlier = (symbol: ts.Symbol | undefined) =>
    symbol?.declarations?.some((declaration) =>
      declaration.getSourceFile().fileName.endsWith('/__prev__.d.ts'),
    ) ?? false

  return (context) => {
    const expand = (node: ts.ShorthandPropertyAssignment): ts.Node => {
      const exports = factory.createIdentifier('exports')
      const value = factory.createPropertyAccessExpression(exports, node.name.text)
      const { objectAssignmentInitializer: initial } = node
      const assigned = initial
        ? factory.createAssignment(value, ts.visitNode(initial, visit, ts.isExpression))
        : value
      return factory.createPropertyAssignment(node.name.text, assigned)
    }
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isShorthandPropertyAssignment(node)) {
        const original = ts.getOriginalNode(node)
        if (isEarlier(checker.getShorthandAssignmentValueSymbol(original))) return expand(node)
      }
      const visited = ts.visitEachChild(node, visit, context)
      if (!ts.isCallExpression(visited) || !ts.isIdentifier(visited.expression)) return visited
      const callee = visited.expression
      if (!isEarlier(checker.getSymbolAtLocation(ts.getOriginalNode(callee)))) return visited
      const free = factory.createParenthesizedExpression(
        factory.createComma(factory.createNumericLiteral(0), callee),
      )
      // the whole of it stands for the name, in the source map too
      ts.setTextRange(free, callee)
      ts.setEmitFlags(free, ts.EmitFlags.NoTrailingSourceMap | ts.EmitFlags.NoNestedSourceMaps)
      return factory.updateCallExpression(visited, free, undefined, visited.arguments)
    }
    return (file) => ts.visitEachChild(file, visit, context)
  }
}
