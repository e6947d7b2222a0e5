import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../support/repository.js'
import { requires } from '../support/requirements.js'

interface Memory {
  readonly peak: number
  readonly live: number
}

const STEPS = 10_000

describe('10,000 training steps of an MLP', function () {
  this.timeout(300_000)

  it('take at most 1.3 times the memory of the first 100, and switch no storage', () =>
    assertSteady('wasm'))

  it('do so on the backend blas too', async function () {
    await requires(this, 'blas')
    assertSteady('blas')
  })
})

function assertSteady(backend: string): void {
  const script = join(root, 'test/train/memory.mjs')
  // the space for young objects, which V8 widens within some thousand steps,
  // has its full width at once
  const options = ['--expose-gc', '--min-semi-space-size=16']
  const { stdout, stderr } = spawnSync(process.execPath, [...options, script, `${STEPS}`], {
    encoding: 'utf8',
    env: { ...process.env, NOTEGRAD_BACKEND: backend },
  })
  assert.equal(stderr, '')
  const report: { first: Memory; last: Memory; flips: number; learned: number } = JSON.parse(stdout)
  const { first, last } = report
  assert.ok(last.peak <= 1.3 * first.peak, `peak: ${last.peak} bytes after ${first.peak}`)
  assert.ok(last.live <= 1.3 * first.live, `live: ${last.live} bytes after ${first.live}`)
  assert.equal(report.flips, 0)
  assert.ok(report.learned > 0, 'the network learns')
}
