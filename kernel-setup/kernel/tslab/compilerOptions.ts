import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

/**
 * How cells are checked and compiled, in place of tslab's options: strict, the newest standard
 * library, Node's types and no DOM, modules resolved as a bundler does.
 */
export function compilerOptions(
  ts: TypeScript,
  notebookFolder: string,
  typeRoot: string,
): ts.CompilerOptions {
  return {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.esnext.d.ts'],
    types: ['node'],
    typeRoots: [typeRoot],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    libReplacement: false,
    allowJs: true,
    // in files beside the notebook
    jsx: ts.JsxEmit.Preserve,
    skipLibCheck: true,
    declaration: true,
    sourceMap: true,
    newLine: ts.NewLineKind.LineFeed,
    // tslab looks for its output below these
    rootDir: notebookFolder,
    outDir: 'outDir',
  }
}
