import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isMissing } from './isMissing.js'

type Resolve = (specifier: string, from: string) => string

/** Only an ES module can be asked for it, and this file may be compiled to another kind. */
const source = 'data:text/javascript,export default import.meta.resolve'

/** Takes the address that it looks from by an option of Node: see `nodeOptions`. */
let nodeResolve: Resolve

/** Gets what `importMeta` needs of Node. */
export async function prepareImportMeta(): Promise<void> {
  nodeResolve = (await import(source)).default
}

/** `import.meta` of a file that the kernel compiles; Node gives none to what is no ES module. */
export function importMeta(file: string): ImportMeta {
  const url = pathToFileURL(file).href
  return {
    url,
    filename: file,
    dirname: dirname(file),
    resolve: (to: string) => resolve(`${to}`, url), // of what is no text, its text, as in Node
  }
}

/** As an import finds it: packages that are not installed there are looked for beside this one. */
function resolve(specifier: string, from: string): string {
  try {
    return nodeResolve(specifier, from)
  } catch (error) {
    if (!isMissing(error, specifier)) throw error
    try {
      return nodeResolve(specifier, import.meta.url)
    } catch (second) {
      throw isMissing(second, specifier) ? error : second
    }
  }
}
