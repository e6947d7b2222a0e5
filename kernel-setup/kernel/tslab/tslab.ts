/**
 * The one door to tslab: its converter (what cells declare for later cells, completions, tooltips),
 * with the stock TypeScript compiler under it. What is patched, and why: docs/kernel.md.
 */
import Module, { createRequire, isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import type * as ts from 'typescript'
import { snapshotSeed } from '../startup/seed.js'
import { snapshotSource } from '../startup/snapshotFile.js'
import { cellPrograms } from './CellProgram.js'
import { forkFunctions } from './forkFunctions.js'
import { loadTypeScript, type TypeScript } from './typescript.js'

export const testedVersion = '1.0.22'

/** Where a cell begins in what tslab compiles: after its line `export {};`. */
export const cellOffset = 'export {};\n'.length

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

/** What `tslab.display.*` sends, and whether it changes an earlier output. */
export type WriteDisplayData = (
  content: { data: object; metadata: object; transient: { display_id?: string } },
  update: boolean,
) => void

export interface Tslab {
  ts: TypeScript
  /** Call it once some cells have been compiled, if there is one. */
  saveCache?: () => void
  createConverter(): Converter
  isCompleteCode(source: string): { completed: boolean; indent?: string }
  /** What a cell gets from `import ... from 'tslab'`. */
  publicModule: object
  onDisplay(write: WriteDisplayData): void
}

/**
 * @param cacheFolder where what makes the next start faster is kept
 * @throws Error when tslab is not the version that this kernel is made for.
 */
export function loadTslab(cacheFolder: string): Tslab {
  const fromHere = createRequire(import.meta.url)
  const require = createRequire(fromHere.resolve('tslab/package.json'))
  const { version } = require('./package.json')
  if (version !== testedVersion) {
    throw new Error(
      `this kernel is made for tslab ${testedVersion} and found ${version}: run npm ci`,
    )
  }
  const { ts, saveCache } = loadTypeScript(cacheFolder)
  replaceModule(require.resolve('@tslab/typescript-for-tslab'), compilerForTslab(ts))
  const { createConverter, isCompleteCode } = require('./dist/converter.js')
  const jupyter = require('./dist/jupyter.js')
  return {
    ts,
    saveCache,
    createConverter: () => createConverter({ isJS: false, isBrowser: false }),
    isCompleteCode,
    publicModule: require('./dist/public.js'),
    onDisplay: (write) => {
      jupyter.lastWriteDisplayData = write
    },
  }
}

/** What `require` gives for a file from now on. */
function replaceModule(path: string, exports: object): void {
  const module = Object.assign(new Module(path), { filename: path, loaded: true, exports })
  createRequire(import.meta.url).cache[path] = module
}

/** The compiler as tslab sees it. */
function compilerForTslab(ts: TypeScript): object {
  const files = snapshotSeed()?.files ?? new Map()
  const surroundings = { ...snapshotSource(fileURLToPath(import.meta.url)), isBuiltin, files }
  return {
    ...ts,
    ...forkFunctions(ts),
    ...cellPrograms(ts, surroundings),
    // tslab would make a CommonJS module of the cell: `cellScript` takes the ES module
    transpileModule: (source: string) => ({ outputText: source }),
    __esModule: true,
  }
}
