import type * as ts from 'typescript'
import { withEnding } from './cellEnding.js'
import { earlierObject } from './compiledNames.js'
import { importedNames } from './importedNames.js'
import type { TypeScript } from './typescript.js'

/** tslab names it `exports`, which a cell may have a variable called. */
export function factoryForTslab({ factory }: TypeScript): ts.NodeFactory {
  const createIdentifier = (text: string) =>
    factory.createIdentifier(text === 'exports' ? earlierObject : text)
  return Object.assign(Object.create(factory), { createIdentifier })
}

/**
 * tslab writes a variable p of an earlier cell as `__earlier.p`. This goes before it, for places
 * that it leaves wrong:
 *
 * - `{ p }` stays as it is (a ReferenceError): it becomes `{ p: __earlier.p }`;
 * - `p(x)` becomes `__earlier.p(x)`, with `__earlier` as its `this`: it becomes
 *   `(0, __earlier.p)(x)`;
 * - the property p of an earlier type becomes `__earlier.p` in `const { p: q } = x` and in
 *   `import Q = N.p` (a SyntaxError, and undefined): it stays;
 * - so does a global, such as Array, whose type an earlier cell added to.
 *
 * What the cell imports is written in the same way: see `importedNames`. It also prepares what a
 * cell ends in: see `withEnding`.
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

  const symbolOf = (node: ts.Node) => checker.getSymbolAtLocation(ts.getOriginalNode(node))

  return (context) => (compiled) => {
    const imported = importedNames(ts, compiled)
    /** What `{ name }` takes, unless that is a variable of the cell itself. */
    const taken = (node: ts.ShorthandPropertyAssignment): ts.Expression | undefined => {
      const symbol = checker.getShorthandAssignmentValueSymbol(ts.getOriginalNode(node))
      if (!isEarlier(symbol)) return imported(symbol, node.name)
      const object = factory.createIdentifier(earlierObject)
      return factory.createPropertyAccessExpression(object, node.name.text)
    }
    const expand = (node: ts.ShorthandPropertyAssignment, value: ts.Expression): ts.Node => {
      const { objectAssignmentInitializer: initial } = node
      const assigned = initial
        ? factory.createAssignment(value, ts.visitNode(initial, visit, ts.isExpression))
        : value
      return factory.createPropertyAssignment(node.name.text, assigned)
    }
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node
      if (ts.isShorthandPropertyAssignment(node)) {
        const value = taken(node)
        if (value) return expand(node, value)
      }
      if (ts.isIdentifier(node)) {
        const symbol = symbolOf(node)
        const written = isGlobal(symbol) ? property(node) : imported(symbol, node)
        if (written) return ts.setTextRange(written, node)
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
      if (!ts.isCallExpression(node) || !ts.isCallExpression(visited)) return visited
      if (!ts.isIdentifier(node.expression)) return visited
      const called = symbolOf(node.expression)
      if (!isEarlier(called) && !imported(called, node.expression)) return visited
      const callee = visited.expression
      const free = factory.createParenthesizedExpression(
        factory.createComma(factory.createNumericLiteral(0), callee),
      )
      // the whole of it stands for the name, in the source map too
      ts.setTextRange(free, callee)
      ts.setEmitFlags(free, ts.EmitFlags.NoTrailingSourceMap | ts.EmitFlags.NoNestedSourceMaps)
      return factory.updateCallExpression(visited, free, undefined, visited.arguments)
    }
    return withEnding(ts, ts.visitEachChild(compiled, visit, context))
  }
}
