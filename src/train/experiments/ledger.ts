/**
 * What the experiments found, beside what the book has: `jobs` are to run, `runJob` runs one,
 * `merge` makes one ledger of several, and `rows` a table of it.
 */
import { DomainError } from '../../math/errors.js'
import { backend } from '../../math/index.js'
import { shown } from '../../math/shown.js'
import type { Experiment, Measure } from './Experiment.js'
import { experiments } from './index.js'

/** One run of one experiment. */
export interface Run {
  /** Its name. */
  readonly experiment: string
  /** What its random numbers began with. */
  readonly seed: number
  /** Day on which it ran: '2026-01-31'. */
  readonly date: string
  /** What computed: 'wasm', 'blas' or 'loops'. */
  readonly backend: string
  /** How long it took, on the clock. */
  readonly seconds: number
  /** By the names of the experiment's measures; null where a number is not finite. */
  readonly found: Readonly<Record<string, number | null>>
}

/** Everything that was run; docs/data/ledger.json holds one. */
export interface Ledger {
  /** In the order of the experiments and seeds. */
  readonly runs: readonly Run[]
}

/** An experiment that is to run with a seed. */
export interface Job {
  /** What is to run. */
  readonly experiment: Experiment
  /** What its random numbers begin with. */
  readonly seed: number
}

/** Every experiment with every seed; of n shares, the i-th, counted from 1. */
export function jobs(chosen: readonly Experiment[] = experiments, i = 1, n = 1): readonly Job[] {
  const all = chosen.flatMap((experiment) => experiment.seeds.map((seed) => ({ experiment, seed })))
  return all.filter((_, place) => place % n === i - 1)
}

/** Runs one experiment once, and takes down what it found; it throws what the training throws. */
export async function runJob({ experiment, seed }: Job): Promise<Run> {
  const start = performance.now()
  const found = await experiment.run(seed)
  return {
    experiment: experiment.name,
    seed,
    date: new Date().toISOString().slice(0, 10),
    backend: backend(),
    seconds: Math.round((performance.now() - start) / 100) / 10,
    found: Object.fromEntries(
      Object.entries(found).map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
    ),
  }
}

/**
 * Several ledgers as one, in the order of the experiments and seeds; of two runs of one job the
 * later ledger's counts.
 *
 * @throws DomainError for a run of an experiment that there is not, or without its numbers.
 */
export function merge(...ledgers: readonly Ledger[]): Ledger {
  const byJob = new Map<string, Run>()
  const key = (name: string, seed: number) => `${name} ${seed}`
  for (const run of ledgers.flatMap(({ runs }) => runs)) {
    checkRun(run)
    byJob.set(key(run.experiment, run.seed), run)
  }
  const ordered = jobs().flatMap(({ experiment, seed }) => {
    const run = byJob.get(key(experiment.name, seed))
    byJob.delete(key(experiment.name, seed))
    return run ? [run] : []
  })
  return { runs: [...ordered, ...byJob.values()] } // other seeds than the usual ones come last
}

/** @throws DomainError for what is no run of an experiment of today. */
function checkRun(run: Run): void {
  if (typeof run !== 'object' || run === null) {
    throw new DomainError({
      where: 'ledger',
      expected: 'runs: each an experiment with a seed and what it found',
      given: shown(run),
      mend: 'leave it out',
    })
  }
  const { experiment, seed, found } = run
  const measures = Object.keys(experimentOf(experiment).measures)
  const known = found && typeof found === 'object' ? Object.keys(found) : []
  const same = known.length === measures.length && measures.every((name) => known.includes(name))
  if (same && Number.isInteger(seed)) return
  throw new DomainError({
    where: 'ledger',
    expected: `a run of ${experiment} with a seed, and a number for ${measures.join(', ')}`,
    given: `seed ${seed}, and ${known.join(', ') || 'no numbers'}`,
    mend: `leave the run out, and let npx notegrad experiment run ${experiment} find it again`,
  })
}

/** The experiment of that name. @throws DomainError naming the experiments that there are. */
export function experimentOf(name: string): Experiment {
  const found = experiments.find((experiment) => experiment.name === name)
  if (found) return found
  throw new DomainError({
    where: 'experiment',
    expected: `one of ${experiments.map((experiment) => experiment.name).join(', ')}`,
    given: shown(name),
    mend: 'npx notegrad experiment list tells what each measures',
  })
}

/** Inside so far: not all of its seeds have run. */
export type Verdict =
  | 'inside'
  | 'inside so far'
  | 'outside'
  | 'partly outside'
  | 'no band'
  | 'not run'

/** A line of the table. */
export interface Row extends Measure {
  /** Its name. */
  readonly experiment: string
  /** Its name among the measures of the experiment. */
  readonly measure: string
  /** By seed. */
  readonly values: readonly { readonly seed: number; readonly value: number | null }[]
  /** Whether the values lie in the band. */
  readonly verdict: Verdict
}

/** A line for each measure of each experiment, whether it ran or not. */
export function rows({ runs }: Ledger): readonly Row[] {
  return experiments.flatMap(({ name, measures, seeds }) => {
    const own = runs.filter(({ experiment }) => experiment === name)
    return Object.entries(measures).map(([measure, { book, band }]) => {
      const values = own.map(({ seed, found }) => ({ seed, value: found[measure] ?? null }))
      const found = values.map(({ value }) => value)
      const all = seeds.every((seed) => own.some((run) => run.seed === seed))
      const verdict = judge(found, band, all)
      return { experiment: name, measure, book, band, values, verdict }
    })
  })
}

function judge(values: readonly (number | null)[], band: Measure['band'], all: boolean): Verdict {
  if (values.length === 0) return 'not run'
  if (!band) return 'no band'
  const inside = values.filter((value) => value !== null && value >= band[0] && value <= band[1])
  if (inside.length === values.length) return all ? 'inside' : 'inside so far'
  return inside.length === 0 ? 'outside' : 'partly outside'
}

/** How many measures there are of each verdict: '40 inside, 2 partly outside'. */
export function verdictCounts(table: readonly Row[]): string {
  const counts = new Map<Verdict, number>()
  for (const { verdict } of table) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  return Array.from(counts, ([verdict, count]) => `${count} ${verdict}`).join(', ')
}

/** Whether a seed of this measure is outside its band, and asks for an explanation. */
export function isOutside({ verdict }: Row): boolean {
  return verdict === 'outside' || verdict === 'partly outside'
}
