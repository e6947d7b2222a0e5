/** The ledger as charts: each experiment's numbers beside the book's. */
import { type Banded, bandChart } from '../../../src/charts/bandChart.js'
import type { Chart } from '../../../src/charts/chart.js'
import { type Interval, intervalChart } from '../../../src/charts/intervalChart.js'
import { experiments } from '../../../src/train/experiments/index.js'
import { type Ledger, type Row, rows } from '../../../src/train/experiments/ledger.js'
import { type Drawn, tableOf } from './drawn.js'

/** By the headings of docs/ledger.md; experiments without a band have none. */
export function ledgerCharts(ledger: Ledger): ReadonlyMap<string, Drawn> {
  const all = rows(ledger)
  const charts = experiments.flatMap(({ name, title }) => {
    const own = all.filter(({ experiment }) => experiment === name)
    return own.some(({ band, values }) => band && values.length > 0)
      ? [
          [
            name,
            { chart: chartOf(title.replace(/\.$/, ''), own), numbers: numbersOf(own) },
          ] as const,
        ]
      : []
  })
  return new Map(charts)
}

/** A row for each seed. */
function numbersOf(own: readonly Row[]): Drawn['numbers'] {
  const rows = own.flatMap(({ measure, book, band = [], values }) =>
    values.map(({ seed, value }) => {
      const [least, greatest] = band
      return {
        measure,
        'the book': book,
        'at least': least,
        'at most': greatest,
        seed,
        ours: value,
      }
    }),
  )
  return tableOf(rows)
}

/** Numbers far apart in size have no axis in common: each is shown by its place in its own band. */
const MOST_APART = 9

function chartOf(title: string, own: readonly Row[]): Chart {
  const intervals = own.map(intervalOf)
  const banded = intervals.filter((row): row is Banded => row.band !== undefined)
  const sizes = banded.map(({ band: [least, greatest] }) => Math.max(-least, greatest))
  const apart = Math.max(...sizes) / Math.min(...sizes) > MOST_APART
  const narrow = banded.every(({ expected }) => expected !== undefined)
  const look = { title, bandName: 'the band of the book', width: 320 }
  return apart || narrow
    ? bandChart({
        ...look,
        rows: banded,
        subtitle: 'shaded: the band of the book; a tick: its number',
      })
    : intervalChart({
        ...look,
        rows: intervals,
        xTitle: 'what was found',
        expectedName: 'the book’s number',
      })
}

function intervalOf({ measure, book, band, values }: Row): Interval {
  const expected = Number(book ?? Number.NaN)
  return {
    name: measure,
    band,
    ...(Number.isFinite(expected) && { expected }),
    values: values.map(({ value }) => value ?? Number.NaN),
  }
}
