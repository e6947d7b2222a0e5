/**
 * The one door to tslab: its converter (what cells declare for later cells, completions, tooltips),
 * with the stock TypeScript compiler under it. What is patched, and why: docs/kernel.md.
 */
import Module, { createRequire, isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import { snapshotSeed } from '../startup/seed.js'
import { snapshotSource } from '../startup/snapshotFile.js'
import { type CellCompiler, type Converter, cellCompiler } from './cellCompiler.js'
import { loadTypeScript, type TypeScript } from './typescript.js'

const testedVersion = '1.0.22'

/** Where a cell begins in what tslab compiles: after its line `export {};`. */
export const cellOffset = 'export {};\n'.length

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
  /** The source map of the cell compiled last. */
  lastSourceMap(): string
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
  const { compiler, saveCache } = loadCompiler(require, cacheFolder)
  const { createConverter, isCompleteCode } = compiler.converter
  const jupyter = require('./dist/jupyter.js')
  return {
    ts: compiler.ts,
    saveCache,
    createConverter: () => createConverter({ isJS: false, isBrowser: false }),
    lastSourceMap: () => compiler.lastSourceMap.text,
    isCompleteCode,
    publicModule: require('./dist/public.js'),
    onDisplay: (write) => {
      jupyter.lastWriteDisplayData = write
    },
  }
}

/** What compiles cells, which tslab's other modules then share. */
function loadCompiler(
  require: NodeJS.Require,
  cacheFolder: string,
): { compiler: CellCompiler; saveCache?: () => void } {
  const replaceCompiler = (exports: object) =>
    replaceModule(require.resolve('@tslab/typescript-for-tslab'), exports)
  const converter = './dist/converter.js'
  const compiler = snapshotSeed()
  if (compiler) {
    replaceCompiler(compiler.forTslab)
    replaceModule(require.resolve(converter), compiler.converter)
    return { compiler }
  }
  const { ts, saveCache } = loadTypeScript(cacheFolder)
  const source = snapshotSource(fileURLToPath(import.meta.url))
  const surroundings = { ...source, isBuiltin, files: new Map() }
  const load = (forTslab: object) => {
    replaceCompiler(forTslab)
    return require(converter)
  }
  return { compiler: cellCompiler(ts, surroundings, load), saveCache }
}

/** What `require` gives for a file from now on. */
function replaceModule(path: string, exports: object): void {
  const module = Object.assign(new Module(path), { filename: path, loaded: true, exports })
  createRequire(import.meta.url).cache[path] = module
}
