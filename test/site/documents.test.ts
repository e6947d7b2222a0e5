import assert from 'node:assert/strict'
import { join } from 'node:path'
import { readData } from '../../docs/build/data.js'
import { ledgerCharts } from '../../docs/build/documents/ledgerCharts.js'
import { type Benchmarks, performanceCharts } from '../../docs/build/documents/performanceCharts.js'
import { foldedTables } from '../../docs/build/documents/render.js'
import { type Ledger, rows } from '../../src/train/experiments/ledger.js'
import { rowsOf } from '../charts/inside.js'
import { root } from '../support/repository.js'
import { buildTimeout, site } from './support/sites.js'

const documents = join(root, 'docs')

describe('the charts of the ledger', () => {
  const ledger = readData<Ledger>(documents, 'ledger.json')!
  const charts = ledgerCharts(ledger)
  const banded = rows(ledger).filter(({ band, values }) => band && values.length > 0)

  it('show every seed of every measure that has a band', () => {
    for (const { experiment, measure, values } of banded) {
      const points = rowsOf(charts.get(experiment)!.chart, 'point').filter(
        ({ name }) => name === measure,
      )
      assert.equal(points.length, values.length, `${experiment}: ${measure}`)
    }
  })

  it('tell inside and outside as the table does', () => {
    for (const { experiment, measure, values, band } of banded) {
      const points = rowsOf(charts.get(experiment)!.chart, 'point').filter(
        ({ name }) => name === measure,
      )
      const inside = points.filter(({ where, series }) => (where ?? series) === 'inside').length
      const expected = values.filter(({ value }) => value! >= band![0] && value! <= band![1]).length
      assert.equal(inside, expected, `${experiment}: ${measure}`)
    }
  })
})

describe('the numbers of a chart of a document', () => {
  it('are those of its data, a row for each seed or bar', () => {
    const ledger = ledgerCharts(readData<Ledger>(documents, 'ledger.json')!)
    const { columns, rows } = ledger.get('optimizer-paths')!.numbers
    const titles = ['measure', 'the book', 'at least', 'at most', 'seed', 'ours']
    assert.deepEqual(
      columns.map(({ title }) => title),
      titles,
    )
    assert.equal(rows[0].measure, 'SGD, x')
    assert.equal(Number(rows[0].ours).toFixed(5), '-0.35039') // what the table rounds to
    const speed = performanceCharts(readData<Benchmarks>(documents, 'benchmarks.json')!)
    const products = speed
      .get('Single operations')!
      .numbers.rows.filter(
        (row) =>
          row.case === 'multiply 512³' &&
          row.ours === 'wasm' &&
          String(row.against).startsWith('numpy'),
      )
    assert.equal(products.length, 1)
    assert.equal(products[0]['at most'], 2.5)
  })
})

describe('the charts of the measurements', () => {
  it('show every ratio that has a bar, and judge it as it was judged', () => {
    const benchmarks = readData<Benchmarks>(documents, 'benchmarks.json')!
    const charts = performanceCharts(benchmarks)
    const drawn = [...charts.values()].flatMap(({ chart }) => {
      const { values } = chart.data as unknown as { values: Bar[] }
      const bars = values.filter(({ ratio }) => ratio !== undefined)
      return bars.map(({ name, ratio, series }) => `${name}: ${ratio}, ${series === 'met'}`)
    })
    const measured = Object.values(benchmarks).flatMap(({ cases = [] }) => cases)
    // memory is judged once in each case
    const judged = measured.flatMap(({ verdicts, ...one }) =>
      verdicts
        ? verdicts.map((each) => {
            const names = `${each.ours} / ${each.against}`.replaceAll(', AVX2', '')
            return `${names}: ${each.ratio}, ${'met' in each && each.met}`
          })
        : [`${one.measure}: ${one.value! / one.atMost!}, ${'met' in one && one.met}`],
    )
    assert.ok(drawn.length > 0)
    assert.deepEqual(drawn.sort(), judged.sort())
  })
})

/** What is looked at of a row of a chart of ratios. */
interface Bar {
  readonly name?: string
  readonly ratio?: number
  readonly series?: string
}

describe('a document with charts', function () {
  this.timeout(buildTimeout)
  it('has its tables folded below them, each under the name that led to it', () => {
    const table = '| a | b |\n| --- | --- |\n| 1 | 2 |'
    const section = `## T\n\nAbove.\n\n${table}\n\nAgainst the bars:\n\n${table}\n\nBelow: all.`
    const { opening, rest } = foldedTables(section)
    assert.equal(opening, '## T\n\nAbove.')
    assert.deepEqual(rest.match(/<summary>.*?<\/summary>|^Below.*$/gm), [
      '<summary>The numbers, as a table</summary>',
      '<summary>Against the bars, as a table</summary>',
      'Below: all.',
    ])
  })

  it('shows them as pictures that come to life', async () => {
    const { pages } = await site('course')
    for (const [address, least] of [
      ['docs/ledger.html', 14],
      ['docs/performance.html', 4],
    ] as const) {
      const figures = pages.get(address)?.match(/<figure class="chart" data-chart="[^"]+/g) ?? []
      assert.ok(figures.length >= least, `${figures.length} charts in ${address}`)
      assert.match(pages.get(address)!, /<details>\s*<summary>The numbers, as a table/)
      const files = pages.get(address)!.match(/<a href="\.\.\/assets\/\w+\.csv" download>/g) ?? []
      assert.equal(files.length, figures.length, `${files.length} files of numbers in ${address}`)
    }
  })
})
