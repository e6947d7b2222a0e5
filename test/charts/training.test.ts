import assert from 'node:assert/strict'
import {
  accuracyChart,
  type Chart,
  gradientCheckChart,
  gradientErrorMap,
  layoutCharts,
  lossChart,
  stepSizeChart,
} from '../../src/charts/index.js'
import { DomainError } from '../../src/math/errors.js'
import { stepChart } from './examples.js'
import { layers, rows, rowsOf } from './inside.js'

describe('lossChart', () => {
  it('draws every iteration of a short run, counted from 1', () => {
    assert.deepEqual(rows(lossChart({ loss: [2.3, 2.1] })), [
      { x: 1, y: 2.3 },
      { x: 2, y: 2.1 },
    ])
  })

  it('draws a long run as means of groups within a band from least to greatest', () => {
    const loss = Array.from({ length: 1000 }, (_, i) => i % 5)
    const chart = lossChart({ loss })
    assert.deepEqual(
      layers(chart).map(({ mark }) => mark.type),
      ['area', 'line'],
    )
    assert.equal(rows(chart).length, 200)
    assert.deepEqual(rows(chart)[0], { x: 5, y: 2, least: 0, greatest: 4 })
    assert.match(chart.description, /mean of every 5 iterations/)
    const description = (length: number) =>
      lossChart({ loss: loss.concat(loss).slice(0, length) }).description
    assert.match(description(2000), /mean of every 10 iterations/)
    assert.doesNotMatch(description(250), /mean of every/)
  })

  it('says how the loss begins and ends: the last of a short run, the mean of the last group', () => {
    const { description } = lossChart({ loss: [5, 4, 1] })
    assert.match(description, /loss of each batch, 5 at first and 1 at the end of 3 iterations\./)
    const long = lossChart({ loss: [...new Array(996).fill(9), 1, 2, 3, 4] })
    assert.match(long.description, /9 at first and 3\.8 at the end of 1000 iterations\./)
  })

  it('keeps its frame while the curve grows', () => {
    const early = lossChart({ loss: [2, 1] }, { iterations: 10_000 })
    const late = lossChart({ loss: new Array(10_000).fill(1) }, { iterations: 10_000 })
    const domain = (chart: Chart) => layers(chart)[0].encoding.x.scale
    assert.deepEqual(domain(early), { zero: false, domain: [0, 10_000], nice: false })
    assert.deepEqual(domain(early), domain(late))
  })

  it('refuses an axis that is no number of iterations', () => {
    for (const iterations of [0, -1, 2.5, Number.NaN, Infinity]) {
      assert.throws(() => lossChart({ loss: [1, 2] }, { iterations }), {
        name: 'DomainError',
        given: `iterations: ${iterations}`,
      })
    }
  })

  it('leaves a gap where the loss is no longer a number', () => {
    const chart = lossChart({ loss: [1, Number.NaN, 3] })
    assert.deepEqual(
      rows(chart).map(({ y }) => y),
      [1, null, 3],
    )
    const long = new Array(500).fill(1)
    long[7] = Number.NaN
    assert.deepEqual(rows(lossChart({ loss: long })).filter(({ y }) => y === null).length, 1)
  })

  it('refuses an empty history', () => {
    assert.throws(() => lossChart({ loss: [] }), DomainError)
  })
})

describe('accuracyChart', () => {
  const epochs = [
    { epoch: 0, trainAccuracy: 0.1, testAccuracy: 0.11 },
    { epoch: 1, trainAccuracy: 0.9, testAccuracy: 0.89 },
  ]

  it('draws training and test accuracy, and shades the band to be reached', () => {
    const band = { from: 0.94, to: 0.95, name: 'the book' }
    const chart = accuracyChart({ epochs }, { band })
    assert.equal(rows(chart).length, 4)
    assert.deepEqual(rowsOf(chart, 'rect'), [{ from: 0.94, to: 0.95, series: 'the book' }])
    assert.match(chart.description, /training data from 0.1 to 0.9 and test data .* the book/)
  })

  it('leaves the test line out when nothing was tested', () => {
    const chart = accuracyChart({ epochs: epochs.map(({ testAccuracy, ...rest }) => rest) })
    assert.deepEqual([...new Set(rows(chart).map(({ series }) => series))], ['training data'])
  })

  it('refuses a history without epochs', () => {
    assert.throws(() => accuracyChart({ epochs: [] }), DomainError)
  })
})

describe('gradientCheckChart', () => {
  const points = [1, 2, 3].map((i) => ({ analytic: i, numerical: i + 10 ** -(i + 8) }))

  it('sets derivatives against each other, and counts the powers of ten of their difference', () => {
    const chart = gradientCheckChart({ parameters: [{ name: 'W', points }] })
    const [scatter, sizes] = chart.concat as unknown as Chart[]
    assert.equal(rowsOf(scatter, 'point').length, 3)
    assert.equal(
      rows(sizes).reduce((sum, { count }) => sum + Number(count), 0),
      3,
    )
    assert.match(JSON.stringify(chart.title), /3 derivatives, greatest difference 1e-9/)
  })

  it('tells how many pairs are equal, which have no logarithm', () => {
    const equal = { analytic: 1, numerical: 1 }
    const some = gradientCheckChart({ parameters: [{ name: 'W', points: [...points, equal] }] })
    assert.match(JSON.stringify(some.concat), /1 pair exactly equal/)
    const all = gradientCheckChart({ parameters: [{ name: 'W', points: [equal] }] })
    assert.equal((all.concat as unknown as Chart[]).length, 1)
  })

  it('says how many kinks are not drawn, and refuses a report of kinks alone', () => {
    const kinks = [{ index: 0 }]
    const some = gradientCheckChart({ parameters: [{ name: 'W', points, kinks }] })
    assert.match(JSON.stringify(some.title), /, 1 kink left out/)
    const none = { parameters: [{ name: 'W', points: [], kinks }] }
    assert.throws(() => gradientCheckChart(none), DomainError)
  })

  it('does not hide a derivative that is NaN', () => {
    const broken = [...points, { analytic: 1, numerical: Number.NaN }]
    const chart = gradientCheckChart({ parameters: [{ name: 'W', points: broken }] })
    assert.match(JSON.stringify(chart.title), /greatest difference NaN/)
  })

  it('thins out many points, but counts all of their differences', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ analytic: i, numerical: i + 1e-3 }))
    const chart = gradientCheckChart({ parameters: [{ name: 'W', points: many }] })
    const [scatter, sizes] = chart.concat as unknown as Chart[]
    assert.equal(rowsOf(scatter, 'point').length, 120)
    assert.equal(
      rows(sizes).reduce((sum, { count }) => sum + Number(count), 0),
      5000,
    )
  })
})

describe('layoutCharts', () => {
  it('puts charts into one, with what belongs to the whole only there', () => {
    const chart = layoutCharts([stepChart, stepChart], { title: 'Both', columns: 1 })
    const parts = chart.concat as unknown as Chart[]
    assert.equal(chart.columns, 1)
    for (const part of parts) {
      assert.equal(part.title, stepChart.title)
      assert.ok(!('$schema' in part) && !('config' in part))
    }
    assert.ok('$schema' in chart && 'config' in chart)
    assert.ok(chart.description.startsWith('Both: '))
  })

  it('refuses to lay out nothing', () => {
    assert.throws(() => layoutCharts([], { title: 'None' }), DomainError)
  })
})

describe('gradientErrorMap', () => {
  it('has a row for each layer and a column for each parameter, however they are named', () => {
    const parameters = ['W1', 'b1', 'W2'].map((name) => ({ name, maxRelative: 1e-3 }))
    const nested = ['layers.1.W', 'layers.1.b', 'layers.2.W'].map((name) => ({
      name,
      maxRelative: 1e-3,
    }))
    const cells = rows(gradientErrorMap({ parameters }))
    assert.deepEqual(
      cells.map(({ row, column, value }) => [row, column, value]),
      [
        ['1', 'W', -3],
        ['1', 'b', -3],
        ['2', 'W', -3],
        ['2', 'b', null],
      ],
    )
    assert.deepEqual(rows(gradientErrorMap({ parameters: nested })), cells)
  })

  it('takes several checks, each a row with its name before the parameters', () => {
    const checks = ['E19.W1', 'E19.b1', 'right.W1'].map((name) => ({ name, maxRelative: 1 }))
    const chart = gradientErrorMap({ parameters: checks }, { yTitle: 'rule' })
    assert.deepEqual(
      rows(chart).map(({ row, column }) => `${row} ${column}`),
      ['E19 W1', 'E19 b1', 'right W1', 'right b1'],
    )
    assert.match(chart.description, /rule against parameter/)
  })

  it('has the same colours whatever the errors, and writes no minus before zero', () => {
    const mapOf = (maxRelative: number) =>
      gradientErrorMap({ parameters: [{ name: 'W1', maxRelative }] })
    const [right, wrong] = [1e-9, 0.999].map(mapOf)
    const domainOf = (chart: Chart) => Object(layers(chart)[0].encoding.color.scale).domain
    assert.deepEqual(domainOf(right), [-12, 0])
    assert.deepEqual(domainOf(wrong), [-12, 0])
    assert.deepEqual(
      [right, wrong].map((chart) => rows(chart)[0].text),
      ['−9.0', '0.0'],
    )
  })

  it('shows an error that is not a number as missing, and exact agreement as rounding', () => {
    const parameters = [
      { name: 'W1', maxRelative: Number.NaN },
      { name: 'b1', maxRelative: 0 },
    ]
    assert.deepEqual(
      rows(gradientErrorMap({ parameters })).map(({ value }) => value),
      [null, -16],
    )
    const endless = gradientErrorMap({
      parameters: [...parameters, { name: 'W2', maxRelative: Infinity }],
    })
    assert.deepEqual(
      rows(endless).map(({ text }) => text),
      ['NaN', '−16.0', '∞', ''],
    )
  })
})

describe('stepSizeChart', () => {
  it('draws an error of 0 where a double cannot tell it from 0', () => {
    const chart = stepSizeChart({ series: [{ name: 'a', steps: [1, 0.1], errors: [0.5, 0] }] })
    assert.deepEqual(
      rows(chart).map(({ x, y }) => [x, y]),
      [
        [1, 0.5],
        [0.1, 1e-17],
      ],
    )
  })
})
