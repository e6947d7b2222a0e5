import type * as ts from 'typescript'
import { placeOf } from './compiledNames.js'
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
    const specifier = symbol?.declarations?.find(ts.isImportSpecifier)
    if (!specifier || !imports.includes(specifier.parent.parent.parent)) return undefined
    const { module, member } = placeOf(specifier)
    const { factory } = ts
    return factory.createElementAccessExpression(
      factory.createIdentifier(module),
      factory.createStringLiteral(member),
    )
  }
}
