import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { root } from '../support/repository.js'
import type { PeerModule } from './protocol.js'
import { duration, summarize } from './statistics.js'
import { formatTable } from './table.js'

describe('the benchmark', () => {
  it('gives every peer the same training step: three steps later the losses agree', async () => {
    const losses: Record<string, number[]> = {}
    for (const peer of ['notegrad', 'mathjs', 'float64Array']) {
      const { work }: PeerModule = await import(`./peers/${peer}.js`)
      const step = await work['MLP step']()
      losses[peer] = Array.from({ length: 3 }, () => step() ?? Number.NaN)
    }
    const [first, second, third] = losses.float64Array
    assert.ok(first > second && second > third, 'the network learns')
    for (const [peer, values] of Object.entries(losses)) {
      for (const [i, loss] of values.entries()) {
        assert.ok(Math.abs(loss - losses.float64Array[i]) < 1e-12, `${peer}: ${values}`)
      }
    }
  })

  it('takes the median and the minimum of the times', () => {
    assert.deepEqual(summarize([4, 1, 3]), { median: 3, minimum: 1, samples: 3 })
    assert.deepEqual(summarize([4, 1, 3, 2]), { median: 2.5, minimum: 1, samples: 4 })
  })

  it('writes durations with three digits and the unit that suits', () => {
    assert.deepEqual([1234, 12.3, 0.01234, 0.00001234].map(duration), [
      '1.23 s',
      '12.3 ms',
      '12.3 µs',
      '12.3 ns',
    ])
  })

  it('prints a table whose columns line up', () => {
    const table = formatTable(
      ['a', 'n'],
      [
        ['long', '1'],
        ['b', '22'],
      ],
    )
    assert.equal(table, 'a      n\n----  --\nlong   1\nb     22')
  })

  it('explains itself with --help, and refuses what it does not know with exit code 2', () => {
    const help = bench('--help')
    assert.equal(help.status, 0)
    assert.match(help.stdout, /^Usage: npm run bench/)
    for (const wrong of ['nothing', '--fast', '--rounds=0']) {
      const { status, stderr } = bench(wrong)
      assert.equal(status, 2, wrong)
      assert.match(stderr, /Usage: npm run bench/)
    }
  })
})

function bench(...args: string[]) {
  const command = ['--import', 'tsx', 'test/bench/main.ts', ...args]
  return spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' })
}
