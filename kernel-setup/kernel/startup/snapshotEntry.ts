/**
 * `node --snapshot-blob FILE --build-snapshot snapshotEntry.cjs`: loads the compiler, compiles some
 * cells, and leaves everything in the snapshot, the byte code of what has run included.
 *
 * While a snapshot is built only some of Node's modules may be loaded, `node:module` not among
 * them: so everything that is looked up on the disk is given in the environment.
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startupSnapshot } from 'node:v8'
import vm from 'node:vm'
import { type CellCompiler, type ConverterModule, cellCompiler } from '../tslab/cellCompiler.js'
import type { KeptFiles } from '../tslab/sourceFiles.js'
import type { TypeScript } from '../tslab/typescript.js'
import { plantSeed } from './seed.js'
import type { SnapshotSource } from './snapshotFile.js'
import { warmCells } from './warmCells.js'

const source: SnapshotSource = JSON.parse(process.env.NOTEGRAD_SNAPSHOT ?? '')
const provided: Record<string, object> = {}
const modules = new Map<string, { exports: object }>()
const files: KeptFiles = new Map()
let isBuiltin = (name: string) => name.startsWith('node:')
const surroundings = { ...source, isBuiltin: (name: string) => isBuiltin(name), files }
const compiler = cellCompiler(loadTypeScript(), surroundings, (forTslab) => {
  provided['@tslab/typescript-for-tslab'] = forTslab
  provided.semver = load(source.semver)
  return load(source.converter) as ConverterModule
})
compileCells(compiler)
plantSeed(compiler)
// Node 20 takes it from every process that begins with a snapshot
const { Console } = console
startupSnapshot.setDeserializeMainFunction(() => {
  console.Console = Console
  const main = process.argv[1]
  // the module loader does not exist before this moment
  const { createRequire, isBuiltin: isNodes } = process.getBuiltinModule('node:module')
  isBuiltin = isNodes
  createRequire(main)(main)
})

function loadTypeScript(): TypeScript {
  return load(source.typescript, source.compiler) as TypeScript
}

/**
 * Loads a CommonJS file, and what it requires, once.
 *
 * @param code the file that holds its code
 */
function load(file: string, code = file): object {
  const known = modules.get(file)
  if (known) return known.exports
  const module = { exports: {} }
  modules.set(file, module)
  const names = ['module', 'exports', 'require', '__filename', '__dirname']
  const text = `(function (${names.join(', ')}) {${readFileSync(code, 'utf8')}\n})`
  const folder = dirname(file)
  const run = vm.runInThisContext(text, { filename: code })
  run(module, module.exports, (name: string) => requireIn(folder, name), file, folder)
  return module.exports
}

/**
 * Of Node's modules the compiler gets those that can be in a snapshot; it does without the others.
 * (`crypto` in a snapshot ends the process on Node 24.)
 */
function requireIn(folder: string, name: string): unknown {
  if (['fs', 'path', 'os'].includes(name)) return require(name)
  if (Object.hasOwn(provided, name)) return provided[name]
  if (!name.startsWith('.')) throw new Error(`${name} cannot be in a snapshot`)
  return load(join(folder, name.endsWith('.js') ? name : `${name}.js`))
}

/** @throws Error when a cell has an error */
function compileCells({ ts, converter }: CellCompiler): void {
  const folder = dirname(source.kernelFile)
  // the folder of this process would stay that of every kernel
  ts.sys.getCurrentDirectory = () => folder
  const { convert } = converter.createConverter({ isJS: false, isBrowser: false })
  let declarations = ''
  for (const text of warmCells(source.packages)) {
    const { diagnostics, declOutput = '' } = convert(declarations, text)
    if (diagnostics.length > 0) throw new Error(diagnostics[0].messageText)
    declarations = declOutput
  }
  for (const name of ['__prev__.d.ts', '__tslab__.ts']) files.delete(`${folder}/${name}`)
  for (const kept of files.values()) kept.build = 0
  ts.sys.getCurrentDirectory = () => process.cwd()
}
