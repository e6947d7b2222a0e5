import assert from 'node:assert/strict'
import { within } from '../../kernel-setup/client/within.js'

describe('waiting no longer than that', () => {
  it('gives what came in time, and leaves no timer that keeps a program alive', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout')
    await null // mocha's own timer begins
    const before = timers()
    assert.equal(await within(60_000, Promise.resolve(1)), 1)
    assert.equal(await within(1, new Promise(() => {})), undefined)
    await assert.rejects(within(60_000, Promise.reject(new Error('none'))), /^Error: none$/)
    assert.deepEqual(timers(), before)
  })
})
