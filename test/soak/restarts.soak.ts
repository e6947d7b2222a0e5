/** Kernels that come and go: nothing of them is left. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { descendants } from '../../kernel-setup/environment/descendants.js'
import { TestKernel } from '../kernel/support/kernel.js'

const count = 200

describe('two hundred restarts', function () {
  this.timeout(1_800_000)

  it('each answers, and no process is left behind', async () => {
    const started: number[] = []
    for (let i = 0; i < count; i++) {
      const kernel = await TestKernel.start()
      assert.equal(await kernel.value(`${i} + 1`), String(i + 1))
      const { pid = 0 } = kernel.client.process
      started.push(pid, ...descendants(pid))
      await kernel.stop()
    }
    await sleep(1500)
    assert.equal(new Set(started).size, started.length)
    assert.deepEqual(started.filter(isKernel), [])
  })
})

/** The system may have given the number to another process meanwhile: a child of ours it is not. */
function isKernel(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && descendants(process.pid).includes(pid)
}
