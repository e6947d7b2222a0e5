import ts from 'typescript'
import { root } from './repository.js'

/** What `tsc --strict` says of modules that exist in memory only. */
export function problemsOf(modules: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.esnext.d.ts'], // no document: code runs in a kernel
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
