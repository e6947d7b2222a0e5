/** The Python packages that only tests need, in an environment of their own. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hasUv } from '../../kernel-setup/environment/findPython.js'
import { withLock } from '../../kernel-setup/environment/lock.mjs'
import { makeByUv, makeByVenv } from '../../kernel-setup/environment/makeEnvironment.js'
import { pythonIn } from '../../kernel-setup/environment/places.js'
import { root } from './repository.js'

const lock = join(root, 'test/python/requirements.txt')
const state = join(root, '.notegrad')

/** The Python of that environment, which is made when there is none of today's lock file. */
export function testPython(): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex')
  const folder = join(state, `test-python-${hash.slice(0, 12)}`)
  mkdirSync(state, { recursive: true })
  return withLock(`${folder}.lock`, async () => {
    if (!existsSync(folder)) await makeEnvironment(folder)
    return pythonIn(folder)
  })
}

async function makeEnvironment(folder: string): Promise<void> {
  const aside = `${folder}.part`
  rmSync(aside, { recursive: true, force: true })
  const make = (await hasUv()) ? makeByUv : makeByVenv
  const uvLock = join(root, 'kernel-setup/python/uv.txt')
  const caches = join(state, 'cache')
  await make({ folder: aside, caches, lock, uvLock, report: () => {} })
  renameSync(aside, folder)
}
