/**
 * `node --snapshot-blob FILE --build-snapshot snapshotEntry.cjs`: loads the compiler, compiles some
 * cells, and leaves everything in the snapshot, the byte code of what has run included.
 *
 * While a snapshot is built only some of Node's modules may be loaded, `node:module` not among them:
 * so everything that is looked up on the disk is given in the environment.
 */
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { startupSnapshot } from 'node:v8'
import vm from 'node:vm'
import { type CellBuilder, cellPrograms } from '../tslab/CellProgram.js'
import type { KeptFiles } from '../tslab/sourceFiles.js'
import type { TypeScript } from '../tslab/typescript.js'
import { plantSeed } from './seed.js'
import type { SnapshotSource } from './snapshotFile.js'
import { warmCells } from './warmCells.js'

const source: SnapshotSource = JSON.parse(process.env.NOTEGRAD_SNAPSHOT ?? '')
const ts = load(source.typescript) as TypeScript
const files: KeptFiles = new Map()
compileCells()
plantSeed({ ts, files })
startupSnapshot.setDeserializeMainFunction(() => {
  const main = process.argv[1]
  // the module loader does not exist before this moment
  process.getBuiltinModule('node:module').createRequire(main)(main)
})

/**
 * Of Node's modules the compiler gets those that can be in a snapshot; it does without the others.
 * (`crypto` in a snapshot ends the process on Node 24.)
 */
function requireInSnapshot(name: string): unknown {
  if (['fs', 'path', 'os'].includes(name)) return require(name)
  throw new Error(`${name} cannot be in a snapshot`)
}

function load(file: string): object {
  const names = ['module', 'exports', 'require', '__filename', '__dirname']
  const code = `(function (${names.join(', ')}) {${readFileSync(file, 'utf8')}\n})`
  const module = { exports: {} }
  const run = vm.runInThisContext(code, { filename: file })
  run(module, module.exports, requireInSnapshot, file, dirname(file))
  return module.exports
}

/** As tslab does it: two virtual files, and whatever they import. */
function compileCells(): void {
  const folder = dirname(source.kernelFile)
  const [declarations, cell] = [`${folder}/__prev__.d.ts`, `${folder}/__tslab__.ts`]
  const texts = new Map([
    [declarations, 'export {};\n'],
    [cell, 'export {};\n'],
  ])
  let compile = () => {}
  let builder: CellBuilder | undefined
  // the folder of this process would stay that of every kernel
  ts.sys.getCurrentDirectory = () => folder
  const system = {
    ...ts.sys,
    readFile: (path: string) => texts.get(path) ?? ts.sys.readFile(path),
    fileExists: (path: string) => texts.has(path) || ts.sys.fileExists(path),
    setTimeout: (callback: () => void) => {
      compile = callback
    },
    watchFile: (_: string, callback: () => void) => {
      update = callback
    },
  }
  let update = () => {}
  const isBuiltin = (name: string) => name.startsWith('node:')
  const programs = cellPrograms(ts, { ...source, isBuiltin, files })
  const host = programs.createWatchCompilerHost([declarations, cell], {}, system)
  host.afterProgramCreate = (made) => {
    builder = made
  }
  programs.createWatchProgram(host)
  for (const text of warmCells(source.packages)) {
    texts.set(cell, `export {};\n${text}`)
    update()
    compile()
    if (builder) check(builder, cell)
  }
  files.delete(declarations)
  files.delete(cell)
  for (const kept of files.values()) kept.build = 0
  ts.sys.getCurrentDirectory = () => process.cwd()
}

function check(builder: CellBuilder, cell: string): void {
  const program = builder.getProgram()
  const file = program.getSourceFile(cell)
  if (!file) return
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
  if (found.length > 0) {
    throw new Error(
      ts.formatDiagnostics(found, {
        ...ts.sys,
        getNewLine: () => '\n',
        getCanonicalFileName: (x) => x,
      }),
    )
  }
  builder.emit(file, () => {}, undefined, undefined, {})
}
