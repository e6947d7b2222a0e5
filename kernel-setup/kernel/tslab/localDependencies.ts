import type * as ts from 'typescript'
import { isLocalSource } from './sourceFiles.js'

/** Missing from the typings. */
interface WithImports {
  imports?: readonly ts.StringLiteralLike[]
}
interface WithResolutions {
  getResolvedModuleFromModuleSpecifier(
    specifier: ts.StringLiteralLike,
  ): ts.ResolvedModuleWithFailedLookupLocations | undefined
}

/**
 * The file and what it imports from beside the notebook, at any depth: these are checked with it.
 */
export function localDependencies(program: ts.Program, file: ts.SourceFile): string[] {
  const { getResolvedModuleFromModuleSpecifier: resolve } = program as ts.Program & WithResolutions
  const found = new Set([file.fileName])
  const visit = ({ imports = [] }: ts.SourceFile & WithImports) => {
    for (const specifier of imports) {
      const path = resolve(specifier)?.resolvedModule?.resolvedFileName
      const imported = path === undefined ? undefined : program.getSourceFile(path)
      if (!imported || !isLocalSource(imported.fileName) || found.has(imported.fileName)) continue
      found.add(imported.fileName)
      visit(imported)
    }
  }
  visit(file)
  return [...found]
}
