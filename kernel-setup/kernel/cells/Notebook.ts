/** What a notebook's cells share: their variables, the types of these, and what they import. */
import { join } from 'node:path'
import vm from 'node:vm'
import { CellNotCompiled } from '../output/errorReport.js'
import { memberOf } from '../output/mimeBundle.js'
import type { ScriptMaps } from '../output/ScriptMaps.js'
import type { Completions, Converter } from '../tslab/cellCompiler.js'
import { revealed } from '../tslab/diagnostics.js'
import { blankExportKeywords } from '../tslab/exportKeyword.js'
import { refuseJsx } from '../tslab/jsx.js'
import { keptDeclarations, withoutOldGlobals } from '../tslab/keptDeclarations.js'
import { syntaxErrors } from '../tslab/syntaxErrors.js'
import type { Tslab } from '../tslab/tslab.js'
import { endOfCalledFunction } from './calledFunction.js'
import { cellRequire } from './cellRequire.js'
import { cellParameters, cellScript } from './cellScript.js'
import { endsInSemicolon } from './endsInSemicolon.js'
import { importMeta } from './importMeta.js'
import { LocalModules } from './LocalModules.js'
import { ModuleLoader } from './ModuleLoader.js'
import type { Namespace } from './namespace.js'
import { Variables } from './Variables.js'

const tooDeep =
  'expected a cell that the compiler can follow, given an expression with thousands of terms or ' +
  'brackets in each other: put the terms into an array, or into a file that the cell reads'

/** A cell, checked and compiled. */
export interface CompiledCell {
  /**
   * @returns the value of the last expression, once the cell is done. Boxed, for a promise would
   * ask the value itself whether it has a `then`, which a Proxy may refuse.
   */
  run(): Promise<{ value: unknown }>
  /** Keeps what the cell declared, for later cells; also after it threw or was stopped. */
  keep(): void
}

export class Notebook {
  private readonly variables = new Variables()
  private readonly converter: Converter
  private readonly loader: ModuleLoader
  private readonly require: NodeJS.Require
  /** The file that the cells are, as far as their imports are concerned. */
  private readonly file: string
  /** `import()` in cells; its `meta` is `import.meta`. */
  private readonly load: (specifier: unknown) => Promise<Namespace>
  /** What earlier cells declared, in the form of a `.d.ts` file. */
  private declarations = ''

  constructor(
    private readonly tslab: Tslab,
    private readonly maps: ScriptMaps,
    private readonly folder: string,
  ) {
    this.file = join(folder, 'notebook.ts')
    this.require = cellRequire(this.file)
    this.converter = tslab.createConverter()
    const local = new LocalModules(tslab.ts, maps)
    this.loader = new ModuleLoader(local, { tslab: tslab.publicModule })
    const load = (specifier: unknown) => this.loader.load(specifier, this.file)
    this.load = Object.assign(load, { meta: importMeta(this.file) })
  }

  /**
   * @param globals what the cell's code may use without an import
   * @throws CellNotCompiled for type and syntax errors.
   */
  compile(cell: number, source: string, globals: object): CompiledCell {
    try {
      return this.compileCell(cell, source, globals)
    } catch (error) {
      // the compiler goes down into an expression by recursion
      throw error instanceof RangeError ? new RangeError(tooDeep) : error
    }
  }

  private compileCell(cell: number, source: string, globals: object): CompiledCell {
    const { ts } = this.tslab
    const code = blankExportKeywords(ts, source)
    const earlierDeclarations = withoutOldGlobals(ts, this.declarations, code)
    const converted = this.converter.convert(earlierDeclarations, code)
    const { diagnostics, output = '', declOutput = '', lastExpressionVar } = converted
    if (diagnostics.length > 0) {
      const jsx = refuseJsx(ts, source)
      const syntax = jsx ? [jsx] : syntaxErrors(ts, code)
      throw new CellNotCompiled(cell, syntax.length > 0 ? syntax : diagnostics.map(revealed))
    }
    const { text, names } = cellScript(ts, output)
    const filename = `Cell[${cell}]`
    this.maps.add(filename, { map: this.tslab.lastSourceMap(), name: filename, addedLines: 1 })
    const start = this.starter(text, filename, globals)
    const earlier = this.variables.save(names)
    return {
      run: async () => {
        await start()
        const value = lastExpressionVar && this.variables.take(lastExpressionVar)
        if (endsInSemicolon(ts, source)) return { value: undefined }
        return { value: typeof memberOf(value, 'then') === 'function' ? await value : value }
      },
      keep: () => {
        this.variables.restoreUnset(earlier)
        this.declarations = declOutput + keptDeclarations(ts, earlierDeclarations, code)
      },
    }
  }

  /** The name at `position`, else the function between whose parentheses it lies. */
  inspect(source: string, position: number) {
    const at = (place: number) => this.converter.inspect(this.declarations, source, place)
    const called = endOfCalledFunction(this.tslab.ts, source, position)
    return at(position) ?? (called === undefined ? undefined : at(called))
  }

  complete(source: string, position: number): Completions {
    return this.converter.complete(this.declarations, source, position)
  }

  /** Runs the first, slow compilation before a cell asks for it. */
  warmUp(): void {
    this.converter.convert('', 'const warm = [1].map((x) => x + 1)')
  }

  private starter(text: string, filename: string, globals: object): () => Promise<void> {
    const run: (...values: unknown[]) => Promise<void> = vm.runInThisContext(text, {
      filename,
      lineOffset: -1,
    })
    const values: Record<string, unknown> = {
      exports: this.variables.exports,
      __earlier: this.variables.exports,
      require: this.require,
      ...globals,
      __filename: this.file,
      __dirname: this.folder,
      __load: this.load,
      __bind: (accessors: Parameters<Variables['bind']>[0]) => this.variables.bind(accessors),
    }
    return () => run(...cellParameters.map((name) => values[name]))
  }
}
