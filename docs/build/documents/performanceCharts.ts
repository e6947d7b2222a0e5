/** The measurements as charts: our time through that of others, and the bars it is held to. */
import type { Chart } from '../../../src/charts/chart.js'
import { ratioChart } from '../../../src/charts/ratioChart.js'
import type { Json } from '../notebook/read.js'
import { type Drawn, tableOf } from './drawn.js'

/** docs/data/benchmarks.json, which test/bench writes: the sections with cases are drawn. */
export type Benchmarks = Readonly<Record<string, { readonly cases?: readonly Case[] }>>

interface Case {
  readonly name: string
  readonly timings?: Readonly<Record<string, { readonly median: number }>>
  readonly verdicts?: readonly Verdict[]
  /** Of memory: what was measured, and in which unit. */
  readonly measure?: string
  readonly value?: number
  readonly atMost?: number
}

interface Verdict {
  readonly ours: string
  readonly against: string
  readonly ratio: number
  readonly atMost: number
}

/** Headings of docs/performance.md, and the sections of the measurements under them. */
const sections = [
  ['Single operations', 'math'],
  ['Derivatives', 'autodiff'],
  ['Networks', 'networks'],
  ['Memory', 'memory'],
] as const

export function performanceCharts(benchmarks: Benchmarks): ReadonlyMap<string, Drawn> {
  const charts = sections.flatMap(([heading, section]) => {
    const cases = benchmarks[section]?.cases
    return cases
      ? [[heading, { chart: chartOf(heading, cases), numbers: numbersOf(cases) }] as const]
      : []
  })
  return new Map(charts)
}

function chartOf(heading: string, cases: readonly Case[]): Chart {
  const isMemory = cases.every(({ value }) => value !== undefined)
  return ratioChart({
    title: `${heading}: ${isMemory ? 'what is kept' : 'our time through theirs'}`,
    subtitle: isMemory ? undefined : 'left of 1 we are quicker',
    xTitle: isMemory ? 'measured through allowed' : 'our time through theirs',
    width: 320,
    groups: cases
      .map(({ name, verdicts, measure, value = 0, atMost = 1 }) => ({
        name,
        ratios: verdicts
          ? verdicts.map(ratioOf)
          : [{ name: `${measure ?? ''}`, ratio: value / atMost, atMost: 1 }],
      }))
      .filter(({ ratios }) => ratios.length > 0),
  })
}

function numbersOf(cases: readonly Case[]): Drawn['numbers'] {
  const rows = cases.flatMap(({ name, verdicts, measure, value, atMost }): Json[] => {
    if (!verdicts) return [{ case: name, measure, value, 'at most': atMost }]
    return verdicts.map(({ ours, against, ratio, atMost }) => {
      return { case: name, ours, against, ratio, 'at most': atMost }
    })
  })
  return tableOf(rows)
}

/** AVX2, which some names carry, holds for the whole page. */
function ratioOf({ ours, against, ratio, atMost }: Verdict) {
  const plain = (name: string) => name.replace(', AVX2', '')
  return { name: `${plain(ours)} / ${plain(against)}`, ratio, atMost }
}
