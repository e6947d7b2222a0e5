import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'Google Chrome']

/** Where macOS keeps it: applications are not on the PATH there. */
const applications = '/Applications/Google Chrome.app/Contents/MacOS'

/** Path of a Chromium that tests can drive: CHROMIUM_PATH, else the first one that is installed. */
export function chromiumPath(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? named : undefined
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const folders = [...path, applications]
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync)
}
