import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadMnist } from '../../src/data/mnist.js'
import { learned } from '../../src/train/experiments/batchNormalization.js'
import { band, printed } from '../../src/train/experiments/Experiment.js'
import { experiments } from '../../src/train/experiments/index.js'
import {
  experimentOf,
  isOutside,
  jobs,
  type Ledger,
  merge,
  type Run,
  rows,
  runJob,
} from '../../src/train/experiments/ledger.js'
import { first } from '../../src/train/experiments/overfitting.js'
import { root } from '../support/repository.js'

const run = (experiment: string, seed: number, found: Run['found']): Run => ({
  experiment,
  seed,
  date: '2026-01-01',
  backend: 'wasm',
  seconds: 1,
  found,
})

describe('experiments', () => {
  it('have names, titles and settings of their own, and a source', () => {
    const names = experiments.map(({ name }) => name)
    assert.equal(new Set(names).size, names.length)
    for (const { title, settings, source, seeds } of experiments) {
      assert.match(title, /^[A-ZÀ-Þ].*\.$/)
      assert.ok(settings.length > 0 && /book/.test(source))
      assert.equal(new Set(seeds).size, seeds.length)
    }
  })

  it('measure with five seeds, but for what has no chance in it and what takes long', () => {
    const others = experiments.filter(({ seeds }) => seeds.length !== 5)
    const few = others.map(({ name, seeds }) => [name, seeds.length])
    assert.deepEqual(few, [
      ['small-numbers', 1],
      ['numerical-differences', 1],
      ['gradient-descent', 1],
      ['apples-and-oranges', 1],
      ['optimizer-paths', 1],
      ['convolution', 2],
    ])
  })

  it('take a printed number for all that rounds to it', () => {
    const [least, most] = printed('2.30').band
    assert.ok(Math.abs(least - 2.295) < 1e-12 && Math.abs(most - 2.305) < 1e-12)
    assert.deepEqual(printed('715').band, [714.5, 715.5])
    const [low, high] = printed('-6.111e-10').band
    assert.ok(low < -6.111e-10 && high > -6.111e-10 && Math.abs(high - low - 1e-13) < 1e-20)
    assert.deepEqual(band(0.1, 0.2), { book: '0.1–0.2', band: [0.1, 0.2] })
  })
})

describe('an experiment that diverges', () => {
  it('has no accuracy: at the scale 1 the loss of a deep network overflows', async () => {
    const train = first((await loadMnist()).train, 200)
    assert.equal(await learned(train, 1, false, 1), Number.NaN)
  })

  it('is recorded as null, which is outside of every band', async () => {
    const experiment = {
      ...experimentOf('two-layer-relu'),
      run: async () => ({ 'test accuracy': Number.NaN }),
    }
    const recorded = await runJob({ experiment, seed: 1 })
    assert.deepEqual(recorded.found, { 'test accuracy': null })
    assert.equal(recorded.seconds, Number(recorded.seconds.toFixed(1)))
    const row = rows({ runs: [recorded] }).find(({ experiment }) => experiment === 'two-layer-relu')
    assert.equal(row?.verdict, 'outside')
  })
})

describe('the ledger', () => {
  it('shares the runs out: each share once, all of them together', () => {
    const shares = [1, 2, 3].flatMap((i) => jobs(experiments, i, 3))
    const key = ({ experiment, seed }: (typeof shares)[number]) => `${experiment.name} ${seed}`
    assert.deepEqual(shares.map(key).sort(), jobs().map(key).sort())
    assert.equal(new Set(shares.map(key)).size, shares.length)
  })

  it('merges shares in the order of the table; the later of two runs counts', () => {
    const relu = run('two-layer-relu', 2, { 'test accuracy': 0.97 })
    const activations = (seed: number, value: number) =>
      run('activations', seed, { 'std 0.01': value, Xavier: value })
    const first: Ledger = { runs: [activations(9, 1), activations(1, 3), relu] }
    const second: Ledger = { runs: [activations(9, 2)] }
    const { runs } = merge(first, second)
    assert.deepEqual(
      runs.map(({ experiment, seed, found }) => [experiment, seed, found.Xavier]),
      [
        ['two-layer-relu', 2, undefined],
        ['activations', 1, 3],
        ['activations', 9, 2],
      ],
    )
    assert.throws(() => merge({ runs: [run('alchemy', 1, {})] }), { name: 'DomainError' })
    assert.throws(() => experimentOf('alchemy'), { given: "'alchemy'" })
  })

  it('judges every seed by the band', () => {
    const verdict = (...values: (number | null)[]) => {
      const runs = values.map((value, seed) =>
        run('two-layer-relu', seed + 1, { 'test accuracy': value }),
      )
      return rows({ runs }).find(({ experiment }) => experiment === 'two-layer-relu')?.verdict
    }
    assert.equal(verdict(), 'not run')
    assert.equal(verdict(0.968, 0.973), 'inside so far')
    assert.equal(verdict(0.968, 0.973, 0.97, 0.97, 0.97), 'inside')
    assert.equal(verdict(0.97, 0.967), 'partly outside')
    assert.equal(verdict(0.9, null), 'outside')
    const without = { experiment: 'perceptron', seed: 1 } as Run
    assert.throws(() => merge({ runs: [without] }), { given: 'seed 1, and no numbers' })
    for (const none of [null, 3, undefined]) {
      const refused = { name: 'DomainError', given: String(none) }
      assert.throws(() => merge({ runs: [none as never] }), refused)
    }
    const noBand = rows({ runs: [run('hyper-parameters', 1, { 'its lr': 0.01 })] })
    assert.equal(noBand.find(({ measure }) => measure === 'its lr')?.verdict, 'no band')
  })

  it('is committed with runs that are experiments of today', () => {
    const text = readFileSync(join(root, 'docs/data/ledger.json'), 'utf8')
    const { runs }: Ledger = JSON.parse(text)
    assert.ok(runs.length > 0)
    assert.deepEqual(merge({ runs }).runs, runs)
    for (const { experiment, found } of runs) {
      assert.deepEqual(Object.keys(found), Object.keys(experimentOf(experiment).measures))
    }
  })
})

const committed: Ledger = JSON.parse(readFileSync(join(root, 'docs/data/ledger.json'), 'utf8'))

describe('the ledger as it is recorded', () => {
  it('has a run of every experiment with every seed', () => {
    const ran = committed.runs.map(({ experiment, seed }) => `${experiment} ${seed}`)
    const missing = jobs().filter(
      ({ experiment, seed }) => !ran.includes(`${experiment.name} ${seed}`),
    )
    assert.deepEqual(missing, [])
  })

  it('is inside its bands, or says why not', () => {
    const outside = rows(committed).filter(isOutside)
    const unexplained = outside.filter(({ experiment }) => !experimentOf(experiment).explanation)
    assert.deepEqual(unexplained, [])
  })
})

describe('the ledger, in short', () => {
  for (const experiment of experiments.filter(({ quick }) => quick)) {
    it(`${experiment.name}: finds again what is recorded`, async function () {
      this.timeout(300_000)
      const [seed] = experiment.seeds
      const recorded = committed.runs.find(
        (known) => known.experiment === experiment.name && known.seed === seed,
      )
      assert.ok(recorded, 'it has been recorded')
      const { found, backend } = await runJob({ experiment, seed })
      // on the recorded backend the same bits; a BLAS of another machine has others
      if (backend === recorded.backend) assert.deepEqual(found, recorded.found)
      const verdicts = (runs: readonly Run[]) => rows({ runs }).map(({ verdict }) => verdict)
      assert.deepEqual(verdicts([{ ...recorded, found }]), verdicts([recorded]))
    })
  }
})
