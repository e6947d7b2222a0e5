/** The stock TypeScript compiler, with the unexported functions that this kernel calls. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as ts from 'typescript'
import { loadWithCodeCache } from './codeCache.js'

export type TypeScript = typeof ts & Internals

/** Present in TypeScript 5.9 and not in its typings. */
interface Internals {
  nullTransformationContext: ts.TransformationContext
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node
  getContainerNode(node: ts.Node): ts.Declaration | undefined
  createTextSpanFromNode(node: ts.Node, file: ts.SourceFile): ts.TextSpan
  getSetExternalModuleIndicator(options: ts.CompilerOptions): (file: ts.SourceFile) => void
  SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      enclosing: ts.Node | undefined,
      location: ts.Node,
    ): SymbolDisplay
  }
  Completions: {
    getCompletionsAtPosition(
      host: CompletionHost,
      program: ts.Program,
      log: (message: string) => void,
      file: ts.SourceFile,
      position: number,
      preferences: ts.UserPreferences,
      trigger: string | undefined,
      kind: ts.CompletionTriggerKind,
      cancellation: ts.CancellationToken,
    ): ts.CompletionInfo | undefined
  }
}

export type CompletionHost = { getCompilerOptions(): ts.CompilerOptions } & Pick<
  ts.LanguageServiceHost,
  | 'getCompilationSettings'
  | 'getCurrentDirectory'
  | 'useCaseSensitiveFileNames'
  | 'fileExists'
  | 'readFile'
  | 'directoryExists'
  | 'getDirectories'
  | 'readDirectory'
>

export interface SymbolDisplay {
  symbolKind: ts.ScriptElementKind
  displayParts: ts.SymbolDisplayPart[]
  documentation: ts.SymbolDisplayPart[]
  tags: ts.JSDocTagInfo[] | undefined
}

const require = createRequire(import.meta.url)

/**
 * The compiler, 9 MB that take about 150 ms: loaded on first use, not when the kernel starts.
 *
 * @param cacheFolder where its byte code is kept from one start to the next
 */
export function loadTypeScript(cacheFolder: string): { ts: TypeScript; saveCache?: () => void } {
  const name = `typescript-${typeScriptVersion()}-node-${process.version}-${process.arch}.bin`
  const { exports, save } = loadWithCodeCache(
    require.resolve('typescript'),
    join(cacheFolder, name),
  )
  return { ts: exports as TypeScript, saveCache: save }
}

export function typeScriptVersion(): string {
  return require('typescript/package.json').version
}
