import { rmSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/**
 * Writes the library's declaration files. Their typed arrays have no type argument, which only
 * TypeScript from 5.7 on can read: tslab brings an older `tsc` along.
 *
 * @throws Error listing the compiler's messages when a source file does not type-check.
 */
export function emitTypes(root, outDir) {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const parsed = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: ['src/index.ts'] },
    ts.sys,
    root,
  )
  const options = {
    ...parsed.options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: join(root, 'src'),
    outDir,
  }
  rmSync(outDir, { recursive: true, force: true })
  const program = ts.createProgram(parsed.fileNames, options)
  const { diagnostics } = program.emit(undefined, (file, text) =>
    ts.sys.writeFile(file, text.replaceAll(/\b(Float64Array)<ArrayBuffer(?:Like)?>/g, '$1')),
  )
  const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics]
  if (problems.length > 0) {
    throw new Error(
      ts.formatDiagnostics(problems, {
        getCanonicalFileName: (name) => name,
        getCurrentDirectory: () => root,
        getNewLine: () => '\n',
      }),
    )
  }
}
