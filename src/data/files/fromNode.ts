import type * as crypto from 'node:crypto'
import type * as files from 'node:fs/promises'
import type * as modules from 'node:module'
import { DomainError } from '../../math/errors.js'

interface NodeModules {
  readonly 'node:crypto': typeof crypto
  readonly 'node:fs/promises': typeof files
  readonly 'node:module': typeof modules
}

/**
 * A module of Node; undefined in a browser.
 *
 * No `import` but of types names it: bundlers for browsers would look for it, and find none.
 */
export function fromNode<Name extends keyof NodeModules>(
  name: Name,
): NodeModules[Name] | undefined {
  return globalThis.process?.getBuiltinModule?.(name)
}

/** Where there are no files. */
export function inBrowser(where: string, mend: string): DomainError {
  return new DomainError({
    where,
    expected: 'a runtime with files (Node or Deno)',
    given: 'a browser',
    mend,
  })
}

/** @throws DomainError, in the name of `where`, in a browser. */
export function nodeFiles(where: string): NodeModules['node:fs/promises'] {
  const found = fromNode('node:fs/promises')
  if (found) return found
  throw inBrowser(where, 'run it in Node: a browser opens no path')
}
