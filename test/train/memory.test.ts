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

/** Processes that are tried: growth shows in each, a machine that is busy in some. */
const TRIES = 3

function assertSteady(backend: string): void {
  const reports = tries(backend)
  for (const { flips, learned } of reports) {
    assert.equal(flips, 0)
    assert.ok(learned > 0, 'the network learns')
  }
  const { first, last } = reports.at(-1)!
  assert.ok(last.peak <= 1.3 * first.peak, `peak: ${last.peak} bytes after ${first.peak}`)
  assert.ok(last.live <= 1.3 * first.live, `live: ${last.live} bytes after ${first.live}`)
}

interface Report {
  readonly first: Memory
  readonly last: Memory
  readonly flips: number
  readonly learned: number
}

/** Until the first whose peak is in its bounds. */
function tries(backend: string): Report[] {
  const reports: Report[] = []
  while (reports.length < TRIES) {
    const report = trained(backend)
    reports.push(report)
    if (report.last.peak <= 1.3 * report.first.peak) break
  }
  return reports
}

/** V8 collects in the same thread: others come late on a busy machine, and its heap grows meanwhile. */
function trained(backend: string): Report {
  const script = join(root, 'test/train/memory.mjs')
  const args = ['--expose-gc', '--single-threaded-gc', script, `${STEPS}`]
  const env = { ...process.env, NOTEGRAD_BACKEND: backend }
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
  assert.equal(stderr, '')
  return JSON.parse(stdout)
}
