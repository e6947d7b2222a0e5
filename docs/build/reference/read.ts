import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { SiteError } from '../errors.js'
import type { Reference } from './model.js'

const program = fileURLToPath(new URL('convert.ts', import.meta.url))
const tsx = createRequire(import.meta.url).resolve('tsx/cli')
const run = promisify(execFile)

/**
 * The reference of a library; undefined where there is none to describe.
 * @throws SiteError when TypeDoc cannot read it.
 */
export async function readReference(root: string, source: string): Promise<Reference | undefined> {
  if (!existsSync(join(source, 'index.ts'))) return undefined
  try {
    const options = { maxBuffer: 64 * 2 ** 20 }
    const { stdout } = await run(process.execPath, [tsx, program, root, source], options)
    return JSON.parse(stdout) as Reference // what convert.ts writes
  } catch (error) {
    throw new SiteError({
      where: source,
      expected: 'a library that TypeDoc can read',
      given: (error as Error).message.trim(),
      mend: 'npm run check tells more',
    })
  }
}
