import assert from 'node:assert/strict'
import { join } from 'node:path'
import ts from 'typescript'
import { joinText, type Notebook } from '../../kernel-setup/notebook/nbformat.js'
import { root } from '../support/repository.js'
import { notebooksIn } from './notebookSuite.js'

/** The cells of a notebook as one module; a line for each cell says which it is. */
function moduleOf({ cells }: Notebook): string {
  const sources = cells.flatMap((cell) =>
    cell.cell_type === 'code' ? [`// cell ${cell.id}\n${joinText(cell.source)}`] : [],
  )
  return `${sources.join('\n')}\nexport {}\n`
}

/** What `tsc --strict` says of modules that exist in memory only. */
function problemsOf(modules: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['node'],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.getSourceFile = (name, ...rest) => {
    const text = modules.get(name)
    return text === undefined
      ? getSourceFile(name, ...rest)
      : ts.createSourceFile(name, text, ts.ScriptTarget.ESNext)
  }
  host.fileExists = (name) => modules.has(name) || fileExists(name)
  host.readFile = (name) => modules.get(name) ?? readFile(name)
  const program = ts.createProgram([...modules.keys()], options, host)
  return [...modules.keys()].flatMap((name) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(name)).map(told),
  )
}

function told({ file, start = 0, messageText }: ts.Diagnostic): string {
  const before = file?.text.slice(0, start) ?? ''
  const [cell] = before.match(/\/\/ cell .*(?![\s\S]*\/\/ cell )/) ?? ['']
  const message = ts.flattenDiagnosticMessageText(messageText, '\n')
  return `${file?.fileName.replace(`${root}/`, '')} ${cell}: ${message}`
}

describe('the cells of each notebook, one after the other, as strict TypeScript', function () {
  this.timeout(120_000)
  const modules = new Map(
    notebooksIn('en', root).map(({ path, notebook }) => [
      join(root, path.replace(/\.ipynb$/, '.cells.ts')),
      moduleOf(notebook),
    ]),
  )

  it('compile', () => assert.deepEqual(problemsOf(modules), []))

  it('would not compile with a number in the place of a text', () => {
    const wrong = new Map([[join(root, 'notebooks/en/wrong.cells.ts'), "const a: number = 'b'\n"]])
    assert.match(problemsOf(wrong).join(), /wrong\.cells\.ts .*not assignable to type 'number'/)
  })
})
