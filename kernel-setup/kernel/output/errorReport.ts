/** What a front end shows of an error: one name, one sentence, and a traceback of plain lines. */
import { inspect } from 'node:util'
import { ProcessExit } from '../processLife.js'
import type { CellDiagnostic } from '../tslab/cellCompiler.js'
import { codeFrame } from './codeFrame.js'
import { describeDetails, isError, messageOf } from './errorDetails.js'
import { isFrame, shortenFrame } from './frames.js'

export interface ErrorReport {
  ename: string
  evalue: string
  traceback: string[]
}

/** The source of the cell with this number, if it ran in this kernel. */
export type SourceOfCell = (cell: number) => string | undefined

/** Type and syntax errors: the cell was not run. */
export class CellNotCompiled extends Error {
  override name = 'TypeScriptError'

  constructor(
    readonly cell: number,
    readonly diagnostics: readonly CellDiagnostic[],
  ) {
    super(diagnostics[0].messageText)
  }
}

/** The cell was stopped. */
export class KeyboardInterrupt extends Error {
  override name = 'KeyboardInterrupt'

  constructor() {
    super('the cell was interrupted')
  }
}

export function reportError(error: unknown, sourceOf: SourceOfCell): ErrorReport {
  if (error instanceof CellNotCompiled) return reportDiagnostics(error, sourceOf)
  if (error instanceof KeyboardInterrupt || error instanceof ProcessExit) {
    const { name, message } = error
    return { ename: name, evalue: message, traceback: [`${name}: ${message}`] }
  }
  if (isError(error)) {
    const traceback = [...describeError(error, sourceOf), ...describeDetails(error)]
    return { ename: error.name, evalue: messageOf(error), traceback }
  }
  const thrown = inspect(error)
  return { ename: 'Thrown', evalue: thrown, traceback: [`Thrown: ${thrown}`] }
}

function reportDiagnostics(
  { name, cell, diagnostics }: CellNotCompiled,
  sourceOf: SourceOfCell,
): ErrorReport {
  const described = diagnostics.map((diagnostic, i) => {
    const { start, messageText, code, fileName } = diagnostic
    const [line, column] = [start.line + 1, start.character + 1]
    const place = `${fileName ?? `Cell[${cell}]`}:${line}:${column}`
    // the compiler explains an error in further messages for the same place
    if (i > 0 && isSamePlace(diagnostic, diagnostics[i - 1])) return [`  ${messageText}`]
    const frame = fileName ? [] : codeFrame(sourceOf(cell) ?? '', line, column)
    return [...(i > 0 ? [''] : []), `${place} - TS${code}: ${messageText}`, ...frame]
  })
  return { ename: name, evalue: described[0][0], traceback: described.flat() }
}

function isSamePlace(one: CellDiagnostic, other: CellDiagnostic): boolean {
  const [a, b] = [one.start, other.start]
  return one.fileName === other.fileName && a.line === b.line && a.character === b.character
}

/** The message, the line of the cell where it happened, and the frames of its author's code. */
function describeError(error: Error, sourceOf: SourceOfCell): string[] {
  const lines = String(error.stack ?? '').split('\n')
  const frames = lines.filter(isFrame).map(shortenFrame)
  const message = `${error.name}: ${messageOf(error)}`.split('\n')
  const place = frames.map((frame) => /Cell\[(\d+)\]:(\d+):(\d+)/.exec(frame)).find(Boolean)
  if (!place) return [...message, ...frames]
  const [cell, line, column] = place.slice(1).map(Number)
  const frame = codeFrame(sourceOf(cell) ?? '', line, column)
  return [...message, '', `Cell[${cell}]:${line}:${column}`, ...frame, '', ...frames]
}
