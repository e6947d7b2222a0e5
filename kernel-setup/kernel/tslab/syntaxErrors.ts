import type * as ts from 'typescript'
import type { CellDiagnostic, Position } from './cellCompiler.js'
import { adviceOnSyntax } from './habits.js'
import type { TypeScript } from './typescript.js'

/** Makes a module of the cell, in which `await` may stand at the top. */
const PREFIX = 'export {};\n'

/**
 * The syntax errors of a cell as it was written. tslab compiles it with a line behind it, which a
 * missing bracket swallows: errors then lie beyond the cell, and many follow from one. Where there
 * is advice, the first is enough.
 */
export function syntaxErrors(compiler: TypeScript, source: string): readonly CellDiagnostic[] {
  const errors = parseErrors(compiler, PREFIX + source).map(
    ({ file, start, length, messageText, code }) => ({
      start: placeIn(file, start),
      end: placeIn(file, start + length),
      messageText: compiler.flattenDiagnosticMessageText(messageText, '\n'),
      code,
    }),
  )
  if (errors.length === 0) return errors
  const [first] = errors
  const parses = (text: string) => parseErrors(compiler, PREFIX + text).length === 0
  const advice = adviceOnSyntax(source, first.start, parses)
  return advice ? [first, { ...first, messageText: advice }] : errors
}

/** Without the line before the cell. */
function placeIn(file: ts.SourceFile, offset: number): Position {
  const { line, character } = file.getLineAndCharacterOfPosition(offset)
  return { line: line - 1, character }
}

/** What the parser finds wrong in a text. */
export function parseErrors(
  compiler: TypeScript,
  text: string,
): readonly ts.DiagnosticWithLocation[] {
  const file = compiler.createSourceFile('cell.ts', text, compiler.ScriptTarget.Latest)
  // missing from the typings
  return (file as { parseDiagnostics?: ts.DiagnosticWithLocation[] }).parseDiagnostics ?? []
}
