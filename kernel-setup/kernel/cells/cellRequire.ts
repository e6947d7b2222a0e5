import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { resolveLocal } from './resolveLocal.js'

/** `require` as Node gives it to the file; over TypeScript it stumbles, and says what does not. */
export function cellRequire(file: string): NodeJS.Require {
  const require = createRequire(file)
  const load = (specifier: string) => {
    try {
      return require(specifier)
    } catch (error) {
      if (!isOfTypeScript(error, specifier, file)) throw error
      const mend = `import … from '${specifier}' takes both`
      throw new Error(`require expected JavaScript, given TypeScript: ${mend}`)
    }
  }
  return Object.assign(load, require)
}

function isOfTypeScript(error: unknown, specifier: string, file: string): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? ''
  const isLost = /^(ERR_)?(MODULE_NOT_FOUND|UNKNOWN_FILE_EXTENSION)$/.test(code)
  if (!isLost && !(error instanceof SyntaxError)) return false
  if (!/^\.{1,2}\//.test(specifier)) return false
  return /\.[cm]?tsx?$/.test(resolveLocal(join(dirname(file), specifier)) ?? '')
}
