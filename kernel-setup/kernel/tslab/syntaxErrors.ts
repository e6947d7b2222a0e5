import type * as ts from 'typescript'
import type { CellDiagnostic } from './cellCompiler.js'
import type { TypeScript } from './typescript.js'

/** Makes a module of the cell, in which `await` may stand at the top. */
const PREFIX = 'export {};\n'

/**
 * The syntax errors of a cell as it was written. tslab compiles it with a line behind it, which a
 * missing bracket swallows: errors then lie beyond the cell, and many follow from one. Ask only when a
 * cell has errors.
 */
export function syntaxErrors(compiler: TypeScript, source: string): readonly CellDiagnostic[] {
  const file = compiler.createSourceFile('c.ts', PREFIX + source, compiler.ScriptTarget.Latest)
  // missing from the typings
  const { parseDiagnostics = [] } = file as { parseDiagnostics?: ts.DiagnosticWithLocation[] }
  const placeOf = (offset: number) => {
    const { line, character } = file.getLineAndCharacterOfPosition(offset)
    return { line: line - 1, character }
  }
  return parseDiagnostics.map(({ start, length, messageText, code }) => ({
    start: placeOf(start),
    end: placeOf(start + length),
    messageText: compiler.flattenDiagnosticMessageText(messageText, '\n'),
    code,
  }))
}
