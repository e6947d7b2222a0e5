/**
 * The newest Node, beside the one that runs the tests:
 * a package of the npm registry with the program.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { places } from '../../kernel-setup/environment/places.js'

export const newestNodeVersion = '26.12.1'

const system = process.platform === 'win32' ? 'win' : process.platform
const name = `node-${system}-${process.arch}`

/** Its program; installed at first into the project's own folder for such things. */
export async function newestNode(): Promise<string> {
  const folder = join(places().state, `node-${newestNodeVersion}`)
  const extension = system === 'win' ? '.exe' : ''
  const program = join(folder, 'node_modules', name, `bin/node${extension}`)
  if (!existsSync(program)) {
    // beside the project and not of it: a program `node` in its node_modules/.bin
    // would run its scripts
    const args = ['install', '--prefix', folder, '--no-save', `${name}@${newestNodeVersion}`]
    await promisify(execFile)('npm', args, { shell: system === 'win' })
  }
  return program
}

export function hasNewestNode(): Promise<boolean> {
  return newestNode().then(
    () => true,
    () => false,
  )
}
