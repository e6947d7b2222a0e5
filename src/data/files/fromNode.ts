import { DomainError } from '../../math/errors.js'

interface NodeModules {
  readonly 'node:crypto': typeof import('node:crypto')
  readonly 'node:fs/promises': typeof import('node:fs/promises')
  readonly 'node:module': typeof import('node:module')
}

/**
 * A module of Node; undefined in a browser.
 *
 * No `import` names it: bundlers for browsers would look for it, and find none.
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
  const files = fromNode('node:fs/promises')
  if (files) return files
  throw inBrowser(where, 'run it in Node: a browser opens no path')
}
