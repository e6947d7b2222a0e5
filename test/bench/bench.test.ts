import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { root } from '../support/repository.js'
import { requires } from '../support/requirements.js'
import { atMost, judge, timesAsFast, within } from './bars.js'
import { checkSameResult, compare } from './compare.js'
import { arrays } from './data.js'
import type { Peer } from './peers.js'
import { performancePage } from './performance.js'
import { pageFile, readResults } from './results.js'
import { duration, ratio, summarize } from './statistics.js'
import { formatTable } from './table.js'

describe('the benchmark', () => {
  it('takes the median and the minimum of all turns, and the median of each', () => {
    assert.deepEqual(summarize([[4, 1, 3], [2]]), {
      median: 2.5,
      minimum: 1,
      samples: 4,
      turns: [3, 2],
    })
  })

  it('compares turn with turn, so that a noisy turn does not count', () => {
    const ours = summarize([[2], [20], [2]])
    const theirs = summarize([[1], [10], [1]])
    assert.equal(ratio(ours, theirs), 2)
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

  it('refuses results that differ by more than a peer is allowed', () => {
    const outcome = (tolerance: number, ...check: number[]) => ({ tolerance, check })
    const outcomes = (other: ReturnType<typeof outcome>) =>
      new Map([
        ['a', outcome(1e-9, 1000, 2)],
        ['b', other],
      ])
    checkSameResult('work', outcomes(outcome(1e-9, 1000, 2 + 1e-7)))
    checkSameResult('work', outcomes(outcome(1e-3, 1000.9, 2)))
    const wrong = [outcome(1e-9, 1000, 2 + 1e-5), outcome(1e-9, 1000), outcome(1e-3, Number.NaN, 2)]
    for (const other of wrong) {
      assert.throws(
        () => checkSameResult('work', outcomes(other)),
        /work: a gives \[1000, 2\], but b/,
      )
    }
  })
})

const clock = 'wall' as const
const timing = (time: number) => summarize([[time]])

describe('a bar of the benchmark', () => {
  it('is met or missed by our time over that of the quickest peer', () => {
    const timings = { wasm: timing(2), blas: timing(1), numpy: timing(4), jax: timing(2) }
    const verdicts = judge([atMost({ wasm: 0.9, blas: 0.5 }, 'numpy', 'jax')], timings)
    assert.deepEqual(verdicts, [
      { ours: 'wasm', against: 'jax', ratio: 1, minimumRatio: 1, atMost: 0.9, met: false },
      { ours: 'blas', against: 'jax', ratio: 0.5, minimumRatio: 0.5, atMost: 0.5, met: true },
    ])
  })

  it('is judged between those that are kept from AVX-512, where they ran both ways', () => {
    const timings = {
      wasm: timing(2),
      blas: timing(1),
      'blas, AVX2': timing(3),
      numpy: timing(1),
      'numpy, AVX2': timing(2),
    }
    const verdicts = judge([atMost(1, 'numpy')], timings)
    assert.deepEqual(
      verdicts.map(({ ours, against, met }) => [ours, against, met]),
      [
        ['wasm', 'numpy, AVX2', true],
        ['blas, AVX2', 'numpy, AVX2', false],
      ],
    )
  })

  it('may be for one backend alone, or a time', () => {
    const timings = { wasm: timing(2), blas: timing(1), 'wasm by hand': timing(2) }
    const verdicts = judge([atMost({ wasm: 1.15 }, 'wasm by hand'), within(1.5)], timings)
    assert.deepEqual(
      verdicts.map(({ ours, against, met }) => [ours, against, met]),
      [
        ['wasm', 'wasm by hand', true],
        ['wasm', '1.50 ms', false],
        ['blas', '1.50 ms', true],
      ],
    )
  })

  it('is met by so many times the speed of a peer, and by a time to the last', () => {
    const timings = { wasm: timing(1), blas: timing(2), mathjs: timing(20) }
    const met = (times: Parameters<typeof timesAsFast>[0]) =>
      judge([timesAsFast(times, 'mathjs')], timings).map((verdict) => verdict.met)
    assert.deepEqual(met(20), [true, false])
    assert.deepEqual(met({ wasm: 21, blas: 10 }), [false, true])
    const exact = { ours: 'wasm', against: '2.00 ms', ratio: 1, minimumRatio: 1, atMost: 1 }
    assert.deepEqual(judge([within(2)], { wasm: timing(2) }), [{ ...exact, met: true }])
  })

  it('is left open when none of its peers ran, or none of ours', () => {
    assert.deepEqual(judge([timesAsFast(20, 'mathjs')], { wasm: timing(1) }), [])
    assert.deepEqual(judge([timesAsFast(20, 'mathjs')], { mathjs: timing(1) }), [])
  })
})

describe('the peers of the benchmark', () => {
  const tasks = [{ name: 'sums', work: 'sum', operands: [[3, 4], [5]] }]
  const lines: string[] = []
  const run = (...peers: Peer[]) =>
    compare({
      peers,
      tasks,
      rounds: 2,
      warmUp: 1,
      milliseconds: 1,
      clock,
      report: (line) => lines.push(line),
    })
  const javascript = fixture('javascript', 'sums.mjs')

  beforeEach(() => {
    lines.length = 0
  })

  it('take turns, and agree on the data and the result', async () => {
    const { timings, versions } = await run(javascript, { ...javascript, name: 'second' })
    assert.deepEqual(Object.keys(timings.sums), ['javascript', 'second'])
    assert.equal(timings.sums.second.turns.length, 2)
    assert.equal(versions.javascript, 'sums 1')
  })

  it('do it in another way too, in the same turns, if they can', async () => {
    const task = { ...tasks[0], beside: { name: 'twice', work: 'sumTwice' } }
    const plan = { tasks: [task], rounds: 2, warmUp: 1, milliseconds: 1, clock, report: () => {} }
    const idle = fixture('idle', 'idle.mjs')
    const { timings } = await compare({ ...plan, peers: [javascript, idle] })
    assert.deepEqual(Object.keys(timings.sums), ['javascript', 'javascript twice'])
    assert.equal(timings.sums['javascript twice'].turns.length, 2)
  })

  it('in Python speak the same protocol, and may print what they like', async function () {
    await requires(this, 'python')
    const { timings, versions } = await run(javascript, fixture('python', 'sums.py'))
    assert.ok(timings.sums.python.minimum > 0)
    assert.match(versions.python, /^Python 3/)
  })

  it('warm up for as long as they are told before anything is timed', async function () {
    await requires(this, 'python')
    const peers = [fixture('javascript', 'warms.mjs'), fixture('python', 'warms.py')]
    const plan = { peers, tasks, rounds: 2, milliseconds: 1, clock, report: () => {} }
    const cold = (await compare({ ...plan, warmUp: 1 })).timings.sums
    const warm = (await compare({ ...plan, warmUp: 400 })).timings.sums
    for (const peer of ['javascript', 'python']) {
      assert.ok(cold[peer].median >= 5 && warm[peer].median < 5, peer)
    }
  })

  it('are left out, with the reason, when they cannot start', async () => {
    const noPackage = fixture('nobody', 'noPackage.mjs')
    const noPython = { ...fixture('snake', 'sums.py'), python: 'no-such-python' }
    const { timings } = await run(javascript, noPackage, noPython)
    assert.deepEqual(Object.keys(timings.sums), ['javascript'])
    assert.match(lines[0], /^left out nobody: .*no-such-package/)
    assert.match(lines[1], /^left out snake: .*ENOENT/)
    assert.equal(lines[2], 'measured sums')
  })

  it('that lack a piece of work are missing from its timings only', async () => {
    const { timings } = await run(javascript, fixture('idle', 'idle.mjs'))
    assert.deepEqual(Object.keys(timings.sums), ['javascript'])
  })

  it('end the run when one of them fails, or dies, with its name and its words', async () => {
    await assert.rejects(run(fixture('throws', 'throws.mjs')), /throws failed at sum: .*too hard/s)
    await assert.rejects(run(fixture('dies', 'dies.mjs')), /dies: .*code 3\nfarewell/s)
  })

  it('end the run when they come to different results', async () => {
    await assert.rejects(run(javascript, fixture('wrong', 'wrong.mjs')), /sums: javascript gives/)
  })
})

describe('the page of the benchmark', () => {
  it('agrees with the recorded results', async () => {
    const page = performancePage(await readResults())
    assert.equal(readFileSync(pageFile, 'utf8'), page)
  })

  it('shows times, bars and memory, and what was missed', () => {
    const machine = {
      processor: 'Abacus',
      system: 'linux x64',
      node: 'v20.1.0',
      date: '2026-01-02',
    }
    const timings = { wasm: timing(2), 'numpy, AVX2': timing(1), numpy: timing(0.5) }
    const verdicts = judge([atMost(0.9, 'numpy')], timings).map((one) => ({ ...one, worst: 2 }))
    const math = {
      machine,
      versions: { numpy: 'numpy 2' },
      clock,
      cases: [{ name: 'add', timings, verdicts }],
    }
    const part = {
      name: 'A',
      measure: 'megabytes',
      value: 240.4,
      atMost: 250,
      met: true,
      details: {},
    }
    const page = performancePage({ math, memory: { machine, cases: [part] } })
    assert.match(page, /Abacus, linux x64, Node 20\.1\.0; 2026-01-02/)
    assert.match(page, /^\| add \| 2\.00 ms \| 1\.00 ms \|$/m)
    assert.match(page, /^\| add \| wasm \/ numpy \| 2\.0 \| 0\.90 \| missed \|$/m)
    assert.match(page, /^\| A \| 240 megabytes \| 250 \| met \|$/m)
  })
})

describe('npm run bench', () => {
  it('explains itself with --help, and refuses what it does not know with exit code 2', () => {
    const help = bench('--help')
    assert.equal(help.status, 0)
    assert.match(help.stdout, /^Usage: npm run bench/)
    for (const wrong of ['nothing', '--fast', '--rounds=0', '--runs=x']) {
      const { status, stderr } = bench(wrong)
      assert.equal(status, 2, wrong)
      assert.match(stderr, /Usage: npm run bench/)
    }
  })

  it('gives every peer numbers from 0 to 1, or within the range that was asked for', () => {
    const [a, b] = arrays([[2, 2], [3]], [-2, 2])
    assert.deepEqual([a.length, b.length], [4, 3])
    assert.ok([...a, ...b].every((value) => value > -2 && value < 2))
    // Lehmer's generator from 11: 11·48271 mod (2³¹ − 1)
    assert.equal(arrays([[1]])[0][0], 530981 / 2147483647)
  })
})

function fixture(name: string, file: string): Peer {
  return { name, source: 'notegrad', module: `../fixtures/${file}` }
}

function bench(...args: string[]) {
  const command = ['--import', 'tsx', 'test/bench/main.ts', ...args]
  return spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' })
}
