import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withLock } from '../../kernel-setup/environment/lock.mjs'
import { root } from '../support/repository.js'
import { inEmptyFolder } from './stage.js'

/** A process that takes the lock, says so, and holds it until it is ended. */
async function holder(lock: string) {
  const code = `
    import { withLock } from ${JSON.stringify(join(root, 'kernel-setup/environment/lock.mjs'))}
    await withLock(${JSON.stringify(lock)}, () => {
      process.stdout.write('held')
      return new Promise((resolve) => process.stdin.once('data', resolve))
    })
    process.exit()`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code])
  child.stderr.pipe(process.stderr)
  await once(child.stdout, 'data')
  return child
}

describe('the lock of the set-up', () => {
  it('lets one process work at a time, and tells who is waited for', () =>
    inEmptyFolder(async (folder) => {
      const lock = join(folder, 'lock')
      const first = await holder(lock)
      const waitedFor: number[] = []
      let entered = false
      const second = withLock(
        lock,
        async () => {
          entered = true
        },
        (pid) => waitedFor.push(pid),
      )
      await sleep(700) // looks again several times, and tells once
      assert.equal(entered, false)
      assert.deepEqual(waitedFor, [first.pid])
      first.stdin.write('end')
      await second
      assert.equal(entered, true)
      assert.equal(existsSync(lock), false)
    }))

  it('passes on when its holder was killed', () =>
    inEmptyFolder(async (folder) => {
      const lock = join(folder, 'lock')
      const first = await holder(lock)
      first.kill('SIGKILL')
      await once(first, 'close')
      assert.equal(existsSync(lock), true)
      assert.equal(await withLock(lock, async () => 'mine'), 'mine')
    }))

  it('passes on when its process number belongs to somebody else by now', () =>
    inEmptyFolder(async (folder) => {
      const lock = join(folder, 'lock')
      writeFileSync(lock, String(process.pid))
      const aMinuteAgo = Date.now() / 1000 - 60
      utimesSync(lock, aMinuteAgo, aMinuteAgo)
      assert.equal(await withLock(lock, async () => 'mine'), 'mine')
    }))

  it('may be removed by somebody while the work goes on', () =>
    inEmptyFolder(async (folder) => {
      const lock = join(folder, 'lock')
      const work = async () => {
        rmSync(lock)
        await sleep(1_500) // longer than a heartbeat
        return 'done'
      }
      assert.equal(await withLock(lock, work), 'done')
    }))

  it('is given back when the work fails', () =>
    inEmptyFolder(async (folder) => {
      const lock = join(folder, 'lock')
      const failing = withLock(lock, () => Promise.reject(new Error('no')))
      await assert.rejects(failing, /no/)
      assert.equal(existsSync(lock), false)
    }))
})
