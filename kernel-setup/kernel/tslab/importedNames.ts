import type * as ts from 'typescript'
import { isImportedName, placeOf } from './compiledNames.js'
import type { TypeScript } from './typescript.js'

/**
 * A module may change what it exports: a name that the cell imports is read from its module each time.
 *
 * @param file the compiled cell
 * @returns gives the place of what the cell imports as x; undefined for what it does not import
 */
export function importedNames(
  ts: TypeScript,
  file: ts.SourceFile,
): (symbol: ts.Symbol | undefined) => ts.Expression | undefined {
  const imports = file.statements.filter(ts.isImportDeclaration).map((x) => ts.getOriginalNode(x))
  return (symbol) => {
    const imported = symbol?.declarations?.find((node) => isImportedName(ts, node))
    const statement = ts.findAncestor(imported, ts.isImportDeclaration)
    if (!imported || !statement || !imports.includes(statement)) return undefined
    const { module, member } = placeOf(ts, imported)
    const { factory } = ts
    return factory.createElementAccessExpression(
      factory.createIdentifier(module),
      factory.createStringLiteral(member),
    )
  }
}
