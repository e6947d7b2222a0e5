import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

/** What a compiled cell calls the module that its import of this number, from 0, has loaded. */
export function moduleName(serial: number): string {
  return `__module${serial}`
}

/**
 * A module may change what it exports: a name that the cell imports is read from its module each time.
 *
 * @param file the compiled cell
 * @returns gives `__module0["x"]` for what the cell imports as x; undefined for what it does not import
 */
export function importedNames(
  ts: TypeScript,
  file: ts.SourceFile,
): (symbol: ts.Symbol | undefined) => ts.Expression | undefined {
  const imports = file.statements.filter(ts.isImportDeclaration).map((x) => ts.getOriginalNode(x))
  return (symbol) => {
    const specifier = symbol?.declarations?.find(ts.isImportSpecifier)
    const serial = specifier ? imports.indexOf(specifier.parent.parent.parent) : -1
    if (!specifier || serial < 0) return undefined
    const module = ts.factory.createIdentifier(moduleName(serial))
    const { text } = specifier.propertyName ?? specifier.name
    return ts.factory.createElementAccessExpression(module, ts.factory.createStringLiteral(text))
  }
}
