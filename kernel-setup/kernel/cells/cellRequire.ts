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
      throw isOfTypeScript(error, specifier, file) ? new Error(advice(specifier)) : error
    }
  }
  return Object.assign(load, require)
}

function isOfTypeScript(error: unknown, specifier: string, file: string): boolean {
  const isMissing = (error as NodeJS.ErrnoException | undefined)?.code === 'MODULE_NOT_FOUND'
  if (!isMissing && !(error instanceof SyntaxError)) return false
  if (!/^\.{1,2}\//.test(specifier)) return false
  return /\.[cm]?tsx?$/.test(resolveLocal(join(dirname(file), specifier)) ?? '')
}

function advice(specifier: string): string {
  const module = specifier.replace(/\.[cm]?tsx?$/, '')
  return `require expected JavaScript, given TypeScript: import … from '${module}' takes both`
}
