import type * as ts from 'typescript'
import { prepareEarlierVariables } from './earlierVariables.js'
import type { TypeScript } from './typescript.js'

/** The source map of the cell compiled last; tslab has no use for it and drops it. */
export const lastSourceMap = { text: '' }

/**
 * Compiles the cell to an ES module and its declarations.
 *
 * Declarations are forced: a cell may hold values whose types cannot be named from outside (of a
 * package's inner modules, say), and they keep as much of their type as can be written.
 */
export function emitCell(
  ts: TypeScript,
  program: ts.Program,
  cell: ts.SourceFile,
  write: ts.WriteFileCallback,
  transformers: ts.CustomTransformers,
): void {
  // `forceDtsEmit` is missing from the typings
  const emit = program.emit as (
    ...args: [...Parameters<ts.Program['emit']>, boolean]
  ) => ts.EmitResult
  const checker = program.getTypeChecker()
  const writeOrKeep: ts.WriteFileCallback = (path, text, ...rest) => {
    if (path.endsWith('.js.map')) lastSourceMap.text = text
    else
      write(path, path.endsWith('.d.ts') ? text + innerVariables(ts, checker, cell) : text, ...rest)
  }
  const prepare = prepareEarlierVariables(ts, checker)
  const after = [prepare, ...(transformers.after ?? [])]
  emit(cell, writeOrKeep, undefined, undefined, { ...transformers, after }, true)
}

/** Each `var` of a block or a loop belongs to the whole cell; the compiler declares no such one. */
function innerVariables(ts: TypeScript, checker: ts.TypeChecker, cell: ts.SourceFile): string {
  const { locals } = cell as { locals?: ts.SymbolTable } // missing from the typings
  const inner = [...(locals?.values() ?? [])].filter(({ valueDeclaration: node }) => {
    if (!node) return false
    const variable = ts.isBindingElement(node) ? ts.walkUpBindingElementsAndPatterns(node) : node
    if (!ts.isVariableDeclaration(variable)) return false
    const statement = variable.parent.parent
    return statement.parent !== cell || !ts.isVariableStatement(statement)
  })
  return inner
    .map((symbol) => {
      const type = checker.getTypeOfSymbolAtLocation(symbol, cell)
      const written = checker.typeToString(type, cell, ts.TypeFormatFlags.NoTruncation)
      return `declare var ${symbol.name}: ${written};\n`
    })
    .join('')
}
