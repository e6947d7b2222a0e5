/** The Python packages that only tests need, in an environment of their own. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hasUv } from '../../kernel-setup/environment/findPython.js'
import { makeByUv, makeByVenv } from '../../kernel-setup/environment/makeEnvironment.js'
import { pythonIn } from '../../kernel-setup/environment/places.js'
import { root } from './repository.js'

const lock = join(root, 'test/python/requirements.txt')

/** The Python of that environment, which is made when there is none of today's lock file. */
export async function testPython(): Promise<string> {
  const state = join(root, '.notegrad')
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex')
  const folder = join(state, `test-python-${hash.slice(0, 12)}`)
  if (existsSync(folder)) return pythonIn(folder)
  mkdirSync(state, { recursive: true })
  const aside = `${folder}.${process.pid}.part`
  try {
    const make = (await hasUv()) ? makeByUv : makeByVenv
    const uvLock = join(root, 'kernel-setup/python/uv.txt')
    const caches = join(state, 'cache')
    await make({ folder: aside, caches, lock, uvLock, report: () => {} })
    renameSync(aside, folder)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
  return pythonIn(folder)
}
