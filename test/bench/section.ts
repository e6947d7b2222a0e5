/**
 * A section of the benchmark: cases beside their peers, and the bars that they must meet.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Bar, judge, type Verdict } from './bars.js'
import { compare, type Task } from './compare.js'
import { type Machine, machine } from './machine.js'
import type { Clock } from './protocol.js'
import { duration, median, type Timing } from './statistics.js'
import { formatTable } from './table.js'
import { type TeamOptions, team } from './team.js'

export interface Case extends Task {
  readonly bars: readonly Bar[]
  /** Floating-point operations of a call, where they are the measure. */
  readonly flops?: number
}

export interface SectionOptions extends TeamOptions {
  /** Turns that each peer gets. */
  readonly rounds: number
  readonly clock: Clock
  /** How often the whole is measured. */
  readonly runs: number
  /** Keep the results for the site. */
  readonly write: boolean
  /** Only cases whose name holds one of these. */
  readonly cases: readonly string[]
}

/** What is kept of a section. Its figures are those of the last run. */
export interface SectionResult {
  readonly machine: Machine
  readonly versions: Readonly<Record<string, string>>
  readonly clock: Clock
  readonly cases: readonly CaseResult[]
}

export interface CaseResult {
  readonly name: string
  readonly flops?: number
  readonly timings: Readonly<Record<string, Omit<Timing, 'turns'>>>
  readonly verdicts: readonly (Verdict & { readonly worst: number })[]
}

/** Milliseconds in which V8 has compiled all that a step of training calls. */
const WARM_UP = 1000

/** Measures, prints, and returns what is worth keeping. */
export async function runSection(
  folder: string,
  cases: readonly Case[],
  options: SectionOptions,
): Promise<SectionResult> {
  const chosen = cases.filter(
    ({ name }) => options.cases.length === 0 || options.cases.some((part) => name.includes(part)),
  )
  const files = readdirSync(join(import.meta.dirname, 'peers', folder))
  const peers = await team(folder, files, options)
  const { rounds, clock, report } = options
  const runs: CaseResult[][] = []
  let versions: Readonly<Record<string, string>> = {}
  for (let run = 0; run < options.runs; run++) {
    const times = { rounds, warmUp: WARM_UP, milliseconds: 100, clock }
    const comparison = await compare({ peers, tasks: chosen, ...times, report })
    versions = comparison.versions
    runs.push(chosen.map((one) => resultOf(one, comparison.timings[one.name])))
  }
  const results = runs[runs.length - 1].map((_, i) => together(runs.map((run) => run[i])))
  for (const result of results) process.stdout.write(`${caseTable(result)}\n\n`)
  process.stdout.write(`${barTable(results)}\n\n`)
  return { machine: machine(), versions, clock, cases: results }
}

function resultOf(
  { name, flops, bars }: Case,
  timings: Readonly<Record<string, Timing>>,
): CaseResult {
  const verdicts = judge(bars, timings).map((verdict) => ({ ...verdict, worst: verdict.ratio }))
  return { name, flops, timings, verdicts }
}

/** Of several runs: the times of the last, and of each ratio the median and the worst. */
function together(runs: readonly CaseResult[]): CaseResult {
  const last = runs[runs.length - 1]
  const verdicts = last.verdicts.map((verdict, i) => {
    const ratios = runs.map((run) => run.verdicts[i].ratio)
    const middle = median(ratios)
    const minimumRatio = median(runs.map((run) => run.verdicts[i].minimumRatio))
    const [worst, met] = [Math.max(...ratios), middle <= verdict.atMost]
    return { ...verdict, ratio: middle, worst, minimumRatio, met }
  })
  const timings = Object.entries(last.timings).map(
    ([peer, { median, minimum, samples }]) => [peer, { median, minimum, samples }] as const,
  )
  return { ...last, timings: Object.fromEntries(timings), verdicts }
}

function caseTable({ name, flops, timings }: CaseResult): string {
  const base = timings.wasm ?? Object.values(timings)[0]
  const rows = Object.entries(timings).map(([peer, { median, minimum }]) => [
    peer,
    duration(median),
    duration(minimum),
    (median / base.median).toPrecision(3),
    ...(flops === undefined ? [] : [(flops / median / 1e6).toFixed(2)]),
  ])
  const head = [name, 'median', 'minimum', 'of wasm', ...(flops === undefined ? [] : ['GFLOP/s'])]
  return formatTable(head, rows)
}

/** One line a verdict. */
function barTable(results: readonly CaseResult[]): string {
  const rows = results.flatMap(({ name, verdicts }) =>
    verdicts.map(({ ours, against, ratio, worst, minimumRatio, atMost, met }) => [
      name,
      `${ours} / ${against}`,
      ratio.toPrecision(3),
      worst.toPrecision(3),
      minimumRatio.toPrecision(3),
      atMost.toPrecision(3),
      met ? 'met' : `MISSED by ${((ratio / atMost - 1) * 100).toFixed(0)} %`,
    ]),
  )
  const head = ['time of ours over the peer’s', '', 'medians', 'worst', 'minima', 'bar', '']
  return formatTable(head, rows)
}
