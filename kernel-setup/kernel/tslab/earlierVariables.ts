import type * as ts from 'typescript'
import { withEnding } from './cellEnding.js'
import type { TypeScript } from './typescript.js'

/** The object that holds the variables of earlier cells, in compiled cells. */
const earlierObject = '__earlier'

/** tslab names it `exports`, which a cell may have a variable called. */
export function factoryForTslab({ factory }: TypeScript): ts.NodeFactory {
  const createIdentifier = (text: string) =>
    factory.createIdentifier(text === 'exports' ? earlierObject : text)
  return Object.assign(Object.create(factory), { createIdentifier })
}

/**
 * tslab writes a variable p of an earlier cell as `__earlier.p`. This goes before it, for places that
 * it leaves wrong:
 *
 * - `{ p }` stays as it is (a ReferenceError): it becomes `{ p: __earlier.p }`;
 * - `p(x)` becomes `__earlier.p(x)`, with `__earlier` as its `this`: it becomes `(0, __earlier.p)(x)`;
 * - the property p of an earlier type becomes `__earlier.p` in `const { p: q } = x` and in
 *   `import Q = N.p` (a SyntaxError, and undefined): it stays;
 * - so does a global, such as Array, whose type an earlier cell added to.
 *
 * It also prepares what a cell ends in: see `withEnding`.
 */
export function prepareEarlierVariables(
  ts: TypeScript,
  checker: ts.TypeChecker,
): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = ts
  const origins = (symbol: ts.Symbol | undefined) =>
    symbol?.declarations?.map((declaration) =>
      declaration.getSourceFile().fileName.endsWith('/__prev__.d.ts'),
    ) ?? []
  const isEarlier = (symbol: ts.Symbol | undefined) => origins(symbol).includes(true)
  /** What an earlier cell added to, in `declare global`. */
  const isGlobal = (symbol: ts.Symbol | undefined) =>
    isEarlier(symbol) && origins(symbol).includes(false)
  /** A name that tslab knows no variable of. */
  const property = (name: ts.MemberName) => factory.createIdentifier(name.text)
  const isOfQualifiedName = ({ name }: ts.PropertyAccessExpression) =>
    ts.isIdentifier(name) && name.parent && ts.isQualifiedName(name.parent)

  return (context) => {
    const expand = (node: ts.ShorthandPropertyAssignment): ts.Node => {
      const object = factory.createIdentifier(earlierObject)
      const value = factory.createPropertyAccessExpression(object, node.name.text)
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
      if (
        ts.isIdentifier(node) &&
        isGlobal(checker.getSymbolAtLocation(ts.getOriginalNode(node)))
      ) {
        return ts.setTextRange(property(node), node)
      }
      if (ts.isBindingElement(node) && node.propertyName && ts.isIdentifier(node.propertyName)) {
        return factory.updateBindingElement(
          node,
          node.dotDotDotToken,
          property(node.propertyName),
          ts.visitNode(node.name, visit, ts.isBindingName),
          ts.visitNode(node.initializer, visit, ts.isExpression),
        )
      }
      if (ts.isPropertyAccessExpression(node) && isOfQualifiedName(node)) {
        const namespace = ts.visitNode(node.expression, visit, ts.isExpression)
        return factory.updatePropertyAccessExpression(node, namespace, property(node.name))
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
    return (file) => withEnding(ts, ts.visitEachChild(file, visit, context))
  }
}
