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
  const writeOrKeep: ts.WriteFileCallback = (path, text, ...rest) => {
    if (path.endsWith('.js.map')) lastSourceMap.text = text
    else write(path, text, ...rest)
  }
  const prepare = prepareEarlierVariables(ts, program.getTypeChecker())
  const after = [prepare, ...(transformers.after ?? [])]
  emit(cell, writeOrKeep, undefined, undefined, { ...transformers, after }, true)
}
