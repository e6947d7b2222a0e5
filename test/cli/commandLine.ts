import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../support/repository.js'

const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** What Node needs to run `notegrad ...words` from the sources. */
export function mainArguments(...words: string[]): string[] {
  return ['--import', loader, join(root, 'kernel-setup/cli/main.ts'), ...words]
}
