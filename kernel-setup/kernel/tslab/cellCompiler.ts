/**
 * What compiles cells: tslab's converter with the stock TypeScript compiler under it. It may come
 * out of a start-up snapshot, so nothing here loads a module of Node that cannot be in one.
 */
import type * as ts from 'typescript'
import { cellPrograms, type Surroundings } from './CellProgram.js'
import { factoryForTslab } from './earlierVariables.js'
import { lastSourceMap } from './emitCell.js'
import { forkFunctions } from './forkFunctions.js'
import type { TypeScript } from './typescript.js'

/** A place in a cell: zero-based. */
export interface Position {
  line: number
  character: number
}

export interface CellDiagnostic {
  start: Position
  end: Position
  messageText: string
  code: number
  /** The file, relative to the notebook's folder; the cell itself when absent. */
  fileName?: string
}

/** tslab's `ConvertResult`, as far as it is used. */
export interface Converted {
  diagnostics: CellDiagnostic[]
  /** An ES module, since `transpileModule` is patched. */
  output?: string
  declOutput?: string
  lastExpressionVar?: string
}

export interface Completions {
  start: number
  end: number
  candidates: string[]
  original?: ts.CompletionInfo
}

export interface Converter {
  convert(earlierDeclarations: string, source: string): Converted
  inspect(earlierDeclarations: string, source: string, position: number): ts.QuickInfo | undefined
  complete(earlierDeclarations: string, source: string, position: number): Completions
}

/** What tslab's `converter.js` exports, as far as it is used. */
export interface ConverterModule {
  createConverter(options: { isJS: boolean; isBrowser: boolean }): Converter
  isCompleteCode(source: string): { completed: boolean; indent?: string }
}

export interface CellCompiler {
  ts: TypeScript
  /** What tslab gets for its own compiler. */
  forTslab: object
  converter: ConverterModule
  /** The source map of the cell compiled last. */
  lastSourceMap: { readonly text: string }
}

/** @param load gives tslab's `converter.js`, with this compiler in place of tslab's own */
export function cellCompiler(
  ts: TypeScript,
  surroundings: Surroundings,
  load: (forTslab: object) => ConverterModule,
): CellCompiler {
  const forTslab = {
    ...ts,
    ...forkFunctions(ts),
    ...cellPrograms(ts, surroundings),
    factory: factoryForTslab(ts),
    // tslab would make a CommonJS module of the cell: `cellScript` takes the ES module
    transpileModule: (source: string) => ({ outputText: source }),
    __esModule: true,
  }
  return { ts, forTslab, converter: load(forTslab), lastSourceMap }
}
