/**
 * The functions that tslab's fork of TypeScript (5.0.4) adds, made from the stock compiler, so that
 * cells are written in today's TypeScript.
 */
import { dirname, join } from 'node:path'
import type * as ts from 'typescript'
import { hidden, isShown, withHint } from './diagnostics.js'
import type { CompletionHost, TypeScript } from './typescript.js'

export interface ForkFunctions {
  getNullTransformationContext(): ts.TransformationContext
  getDefaultTypeRoots(folder: string): string[]
  getPreEmitDiagnosticsOfFiles(program: ts.Program, files: ts.SourceFile[]): ts.Diagnostic[]
  getQuickInfoAtPosition(
    file: ts.SourceFile,
    checker: ts.TypeChecker,
    cancellation: ts.CancellationToken,
    position: number,
  ): ts.QuickInfo | undefined
  Completions: { getCompletionsAtPositionForTslab: CompletionsForTslab }
}

type CompletionsForTslab = (
  host: object,
  ...rest: Parameters<TypeScript['Completions']['getCompletionsAtPosition']> extends [
    unknown,
    ...infer Rest,
  ]
    ? Rest
    : never
) => ts.CompletionInfo | undefined

export function forkFunctions(ts: TypeScript): ForkFunctions {
  return {
    getNullTransformationContext: () => ts.nullTransformationContext,
    getDefaultTypeRoots: (folder) =>
      withParents(folder).map((parent) => join(parent, 'node_modules/@types')),
    getPreEmitDiagnosticsOfFiles: (program, files) => diagnosticsOf(ts, program, files),
    getQuickInfoAtPosition: (file, checker, _, position) => quickInfo(ts, file, checker, position),
    Completions: {
      ...ts.Completions,
      getCompletionsAtPositionForTslab: (_host, program, ...rest) =>
        ts.Completions.getCompletionsAtPosition(completionHost(ts, program), program, ...rest),
    },
  }
}

/** What completions ask of a language service: the options, and files for paths in strings. */
function completionHost(ts: TypeScript, program: ts.Program): CompletionHost {
  return {
    getCompilationSettings: () => program.getCompilerOptions(),
    getCompilerOptions: () => program.getCompilerOptions(),
    getCurrentDirectory: () => program.getCurrentDirectory(),
    useCaseSensitiveFileNames: () => true,
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
    readDirectory: (...args) => ts.sys.readDirectory(...args),
  }
}

function withParents(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...withParents(parent)]
}

function diagnosticsOf(
  ts: TypeScript,
  program: ts.Program,
  files: readonly ts.SourceFile[],
): ts.Diagnostic[] {
  const all = [
    ...program.getGlobalDiagnostics(),
    ...files.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]),
  ].filter(isShown)
  return ts.sortAndDeduplicateDiagnostics(all).map(withHint).map(hidden)
}

function quickInfo(
  ts: TypeScript,
  file: ts.SourceFile,
  checker: ts.TypeChecker,
  position: number,
): ts.QuickInfo | undefined {
  const node = ts.getTouchingPropertyName(file, position)
  const symbol = node === file ? undefined : checker.getSymbolAtLocation(node)
  if (!symbol) return undefined
  const display = ts.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker,
    symbol,
    file,
    ts.getContainerNode(node),
    node,
  )
  return {
    kind: display.symbolKind,
    kindModifiers: '',
    textSpan: ts.createTextSpanFromNode(node, file),
    displayParts: display.displayParts,
    documentation: display.documentation,
    tags: display.tags,
  }
}
