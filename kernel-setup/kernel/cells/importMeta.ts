import { isBuiltin } from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'

/** `import.meta` of a file that the kernel compiles; Node gives none to what is no ES module. */
export function importMeta(file: string): ImportMeta {
  const url = pathToFileURL(file).href
  return { url, filename: file, dirname: dirname(file), resolve: (to: string) => resolve(to, url) }
}

/** As in Node, a file need not exist. */
function resolve(specifier: string, from: string): string {
  if (isBuiltin(specifier)) return specifier.replace(/^(?!node:)/, 'node:')
  if (/^(\.{0,2}\/|\.{1,2}$)/.test(specifier)) return new URL(specifier, from).href
  if (URL.canParse(specifier)) return specifier
  // Node answers this for its own ES modules only; `require.resolve` may mean another file
  throw new Error(
    `import.meta.resolve finds files, here, and not the package '${specifier}': ` +
      `use require.resolve('${specifier}')`,
  )
}
