/** Plain JavaScript: the bootstrap uses it before anything is built. */
import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './messages.mjs'
import { SetupError } from './steps.mjs'

/**
 * The hidden folder for everything that is made here: created when missing.
 *
 * @throws SetupError when the project's folder can't be written.
 */
export function stateFolder(project) {
  const folder = join(project, '.notegrad')
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new SetupError({
      expected: say('writableFolder'),
      found: `${project} (${error.code})`,
      mend: say('mendFolder'),
    })
  }
  return folder
}
