import type * as ts from 'typescript'
import type { TypeScript } from './typescript.js'

type Resolver = NonNullable<ts.CompilerHost['resolveModuleNameLiterals']>

/**
 * Finds the types of what a cell imports: from the notebook's folder and, for packages that are not
 * installed there, from this package, so that a notebook anywhere may import it and its neighbours.
 * At run time `ModuleLoader` does the same.
 */
export function resolveFromKernel(
  ts: TypeScript,
  options: ts.CompilerOptions,
  host: ts.ModuleResolutionHost,
  kernelFile: string,
  isBuiltin: (name: string, importedFrom: string) => boolean,
  cache: () => ts.ModuleResolutionCache | undefined,
): Resolver {
  return (literals, containingFile, redirected, _, sourceFile) => {
    const resolve = (
      literal: ts.StringLiteralLike,
      from: string,
      known?: ts.ModuleResolutionCache,
    ) => {
      const mode = ts.getModeForUsageLocation(sourceFile, literal, options)
      return ts.resolveModuleName(literal.text, from, options, host, known, redirected, mode)
    }
    return literals.map((literal) => {
      if (isBuiltin(literal.text, containingFile)) return { resolvedModule: undefined }
      const found = resolve(literal, containingFile, cache())
      if (found.resolvedModule || /^[./]/.test(literal.text)) return found
      // what was not found from there would count as not found in the folders above both
      return resolve(literal, kernelFile)
    })
  }
}
