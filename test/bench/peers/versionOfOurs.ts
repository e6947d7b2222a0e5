import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { backend, blasConfig } from 'notegrad'
import { root } from '../../support/repository.js'

/**
 * What of ours runs, with the BLAS.
 *
 * @throws DomainError when the backend that NOTEGRAD_BACKEND asks for is not to be had.
 */
export function versionOfOurs(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const name = backend()
  const computes = name === 'blas' ? `, ${blasConfig().description}` : ''
  return `notegrad ${version}, ${name}${computes}`
}
