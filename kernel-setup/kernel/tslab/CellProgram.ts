/**
 * In place of `ts.createWatchCompilerHost` and `ts.createWatchProgram`: the seam through which
 * tslab's converter compiles. Nothing watches the disk, so that no file that appears, changes or
 * vanishes beside the notebook can disturb the kernel (stock tslab then fails with "Unexpected
 * pending rebuildTimer" until it is restarted): what a cell imports is read when the cell runs.
 * And one program is made for a cell where stock tslab makes two, with a checker each.
 */
import type * as ts from 'typescript'
import { compilerOptions } from './compilerOptions.js'
import { emitCell } from './emitCell.js'
import { localDependencies } from './localDependencies.js'
import { packageInfos } from './packageInfos.js'
import { declaresRareModule, isRareModule, namesOf } from './rareModules.js'
import { resolveFromKernel } from './resolveFromKernel.js'
import { isLasting, isLocalSource, type KeptFiles, SourceFiles } from './sourceFiles.js'
import type { TypeScript } from './typescript.js'

/** What lies around the notebook: given, because a start-up snapshot cannot look for it. */
export interface Surroundings {
  /** The folder that holds `node`'s types, which come with this package. */
  typeRoot: string
  /** A file of the kernel, from which packages are looked for that the notebook's folder lacks. */
  kernelFile: string
  /** The file that declares what cells may use without an import. */
  globals: string
  /** Whether Node brings the module itself. */
  isBuiltin(name: string): boolean
  /** Files that are parsed already; those that are parsed now are added. */
  files: KeptFiles
}

/** The part of `ts.System` through which tslab shows its two virtual files. */
type TslabSystem = Pick<
  ts.System,
  'readFile' | 'fileExists' | 'directoryExists' | 'getCurrentDirectory'
> & {
  setTimeout(callback: () => void): unknown
  watchFile(path: string, callback: () => void): unknown
}

/** What tslab asks of a program's builder. */
export interface CellBuilder {
  getSourceFile(path: string): ts.SourceFile | undefined
  getProgram(): ts.Program
  getAllDependencies(file: ts.SourceFile): readonly string[]
  emit(
    file: ts.SourceFile,
    write: ts.WriteFileCallback,
    cancellation: undefined,
    onlyDeclarations: undefined,
    transformers: ts.CustomTransformers,
  ): void
}

interface CellHost {
  files: readonly string[]
  system: TslabSystem
  afterProgramCreate(builder: CellBuilder): void
}

export interface CellPrograms {
  createWatchCompilerHost(
    files: readonly string[],
    options: ts.CompilerOptions,
    system: TslabSystem,
  ): CellHost
  createWatchProgram(host: CellHost): { close(): void }
}

export function cellPrograms(ts: TypeScript, surroundings: Surroundings): CellPrograms {
  return {
    createWatchCompilerHost: (files, _, system) => ({ files, system, afterProgramCreate() {} }),
    createWatchProgram(host) {
      const program = new CellProgram(ts, host, surroundings)
      let pending = false
      const update = () => {
        if (pending) return
        pending = true
        host.system.setTimeout(() => {
          pending = false
          host.afterProgramCreate(program.newBuilder())
        })
      }
      for (const file of host.files) host.system.watchFile(file, update)
      host.afterProgramCreate(program.newBuilder())
      return { close() {} }
    },
  }
}

/**
 * The compiler's view of a notebook: two virtual files (`__prev__.d.ts`, the cell) and the disk.
 */
class CellProgram {
  private readonly options: ts.CompilerOptions
  private readonly files: SourceFiles
  private readonly host: ts.CompilerHost
  private readonly declarations: string
  private readonly cell: string
  private last: ts.Program | undefined
  private readonly packages = packageInfos()
  /** Whether the cells see what is in the rare modules of Node. */
  private knowsRareModules = false
  /** What was looked up for the program that is made now: the next one looks again. */
  private resolutions: ts.ModuleResolutionCache | undefined

  constructor(
    private readonly ts: TypeScript,
    { files, system }: CellHost,
    private readonly surroundings: Surroundings,
  ) {
    this.declarations = files[0]
    this.cell = files[1]
    this.options = compilerOptions(ts, system.getCurrentDirectory(), surroundings.typeRoot)
    this.files = new SourceFiles(ts, (path) => this.read(system, path), surroundings.files)
    this.host = this.compilerHost(system)
  }

  /** Parses and binds for tslab's first look, at local names; makes a program for types. */
  newBuilder(): CellBuilder {
    let made: ts.Program | undefined
    this.files.beginBuild()
    // tslab edits the syntax tree of the declarations: it is made anew each time
    this.files.forget(this.declarations)
    const program = () => {
      made ??= this.build()
      return made
    }
    return {
      getProgram: program,
      getSourceFile: (path) => {
        const isEnough = !made && (path === this.cell || path === this.declarations)
        return isEnough ? this.bound(path) : program().getSourceFile(path)
      },
      getAllDependencies: (file) => localDependencies(program(), file),
      emit: (file, write, _cancellation, _only, transformers) => {
        // what the cell imports is compiled when it is loaded, and not by tslab
        if (file.fileName !== this.cell) return
        emitCell(this.ts, program(), file, write, transformers)
      },
    }
  }

  private build(): ts.Program {
    const knew = this.knowsRareModules
    const program = this.makeProgram()
    return knew === this.knowsRareModules ? program : this.makeProgram()
  }

  private makeProgram(): ts.Program {
    this.files.beginBuild()
    const folder = this.host.getCurrentDirectory()
    this.packages.clear()
    this.resolutions = this.ts.createModuleResolutionCache(
      folder,
      (path) => path,
      this.options,
      this.packages,
    )
    this.last = this.ts.createProgram(
      [this.declarations, this.cell, this.surroundings.globals],
      this.options,
      this.host,
      this.last,
    )
    return this.last
  }

  private read(system: TslabSystem, path: string): string | undefined {
    const content = system.readFile(path)
    const text = path === this.cell && content ? withWrittenNames(content) : content
    const isWhole = this.knowsRareModules || !declaresRareModule(path)
    return isWhole || text === undefined ? text : namesOf(text)
  }

  /**
   * Node itself brings the module: its types are declared by name,
   * and there is no file to look for.
   */
  private isBuiltin(name: string, importedFrom: string): boolean {
    if (!this.surroundings.isBuiltin(name)) return false
    if (!this.knowsRareModules && isRareModule(name) && !isLasting(importedFrom)) {
      this.knowsRareModules = true
      this.files.forgetAll(declaresRareModule)
    }
    return true
  }

  private bound(path: string): ts.SourceFile | undefined {
    const file = this.files.get(path, {
      languageVersion: this.options.target ?? this.ts.ScriptTarget.ES2022,
      setExternalModuleIndicator: this.ts.getSetExternalModuleIndicator(this.options),
    })
    if (file) this.ts.bindSourceFile(file, this.options)
    return file
  }

  private compilerHost(system: TslabSystem): ts.CompilerHost {
    const { ts } = this
    const library = ts.getDefaultLibFilePath(this.options).replace(/\/[^/]*$/, '')
    return {
      getSourceFile: (path, options) => this.files.get(path, options),
      fileExists: (path) => system.fileExists(path),
      readFile: (path) => system.readFile(path),
      directoryExists: (path) => system.directoryExists(path),
      getDirectories: (path) => ts.sys.getDirectories(path),
      realpath: ts.sys.realpath,
      getCurrentDirectory: () => system.getCurrentDirectory(),
      getCanonicalFileName: (path) => path,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      getDefaultLibLocation: () => library,
      getDefaultLibFileName: (options) => `${library}/${ts.getDefaultLibFileName(options)}`,
      hasInvalidatedResolutions: isLocalSource,
      getModuleResolutionCache: () => this.resolutions,
      resolveModuleNameLiterals: resolveFromKernel(
        ts,
        this.options,
        system,
        this.surroundings.kernelFile,
        (name, from) => this.isBuiltin(name, from),
        () => this.resolutions,
      ),
      writeFile() {},
    }
  }
}

/**
 * tslab ends a cell with `export {…}` of its names, as the compiler has them: with a
 * third underscore where they begin with two, which alone mark names that nobody wrote,
 * such as `__global`.
 */
function withWrittenNames(cell: string): string {
  return cell.replace(/\nexport \{([^{}]*)\}$/, (_, names: string) => {
    const written = names.split(', ').filter((name) => !/^__(?!_)/.test(name))
    return `\nexport {${written.map((name) => name.replace(/^___/, '__')).join(', ')}}`
  })
}
