import type * as ts from 'typescript'
import { isImportedName, placeOf } from './compiledNames.js'
import type { TypeScript } from './typescript.js'

/**
 * A module may change what it exports: a name that the cell imports is read from its
 * module each time.
 *
 * @param file the compiled cell
 * @returns gives the place of what the cell imports as x; undefined for what it does not import,
 * and where it is assigned to, for an import is a constant
 */
export function importedNames(
  ts: TypeScript,
  file: ts.SourceFile,
): (symbol: ts.Symbol | undefined, name: ts.Node) => ts.Expression | undefined {
  const imports = file.statements.filter(ts.isImportDeclaration).map((x) => ts.getOriginalNode(x))
  return (symbol, name) => {
    const imported = symbol?.declarations?.find((node) => isImportedName(ts, node))
    const statement = ts.findAncestor(imported, ts.isImportDeclaration)
    if (!imported || !statement || !imports.includes(statement)) return undefined
    if (isAssigned(ts, ts.getOriginalNode(name))) return undefined
    const { module, member } = placeOf(ts, imported)
    const { factory } = ts
    return factory.createElementAccessExpression(
      factory.createIdentifier(module),
      factory.createStringLiteral(member),
    )
  }
}

/** Whether it stands where something is assigned: `x = 1`, `(x as any)++`, `[x] = list`. */
function isAssigned(ts: TypeScript, name: ts.Node): boolean {
  // missing from the typings
  const { isAssignmentTarget } = ts as TypeScript & { isAssignmentTarget(node: ts.Node): boolean }
  let node = name
  while (ts.isParenthesizedExpression(node.parent) || isAssertion(ts, node.parent)) {
    node = node.parent
  }
  return isAssignmentTarget(node)
}

function isAssertion(ts: TypeScript, node: ts.Node): boolean {
  return (
    ts.isAssertionExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)
  )
}
