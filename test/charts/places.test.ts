import assert from 'node:assert/strict'
import * as charts from '../../src/charts/index.js'
import { neutral, palette } from '../../src/charts/theme.js'
import { rows, rowsOf } from './inside.js'

const titles = { title: 'T', xTitle: 'x', yTitle: 'y' }
const one = { name: 'a', x: [1, 10], y: [1, 2] }
const [solid, dashed] = [one, { ...one, name: 'b', dash: true }]
const dashes = {
  domain: ['a', 'b'],
  range: [
    [1, 0],
    [6, 4],
  ],
}

const line = (more: object) => charts.lineChart({ ...titles, series: [one], ...more })
const bars = (more: object) =>
  charts.barChart({ ...titles, categories: [0], series: [{ name: 'a', values: [1] }], ...more })
const heat = (more: object) =>
  charts.heatMap({ ...titles, valueTitle: 'z', values: [[1, -4]], ...more })
const counts = [
  [5, 1],
  [2, 7],
]
const confusion = charts.confusionChart(counts)
const check = charts.gradientCheckChart({
  parameters: [{ name: 'W', points: [{ analytic: 1, numerical: 2 }] }],
})
const accuracy = charts.accuracyChart({ epochs: [{ epoch: 1, trainAccuracy: 0.9 }] })
const steps = charts.stepSizeChart({ series: [{ name: 'a', steps: [0.1], errors: [0.01] }] })
const ofBands = { title: 'T', xTitle: 'x', bandName: 'band', expectedName: 'printed' }
const intervals = charts.intervalChart({
  ...ofBands,
  rows: [
    { name: 'a', band: [0, 1], expected: 0.5, values: [0.5, 2] },
    { name: 'b', values: [1] },
  ],
})
const ratios = charts.ratioChart({
  ...{ title: 'T', xTitle: 'x' },
  groups: [{ name: 'a', ratios: [{ name: 'b', ratio: 2, atMost: 4 }] }],
})
const twoBars = [
  { name: 'a', values: [1] },
  { name: 'b', values: [2] },
]
const curve = (name: string, dash: boolean) => ({ name, dash, f: (x: number) => x })
const curves = {
  title: 'T',
  domain: [0, 1],
  functions: [curve('a', false), curve('b', true)],
} as const

/** What is asked for, the chart, and what stands at a path of its specification. */
const places: [what: string, chart: charts.Chart, path: string, expected: unknown][] = [
  ['xLog of lines', line({ xLog: true }), 'layer.0.encoding.x.scale.type', 'log'],
  ['yLog of lines', line({ yLog: true }), 'layer.0.encoding.y.scale.type', 'log'],
  ['xDomain of lines', line({ xDomain: [0, 5] }), 'layer.0.encoding.x.scale.domain', [0, 5]],
  ['yDomain of lines', line({ yDomain: [0, 5] }), 'layer.0.encoding.y.scale.domain', [0, 5]],
  ['the frame of a yDomain', line({ yDomain: [0, 5] }), 'layer.0.mark.clip', true],
  ['the frame of an xDomain', line({ xDomain: [0, 5] }), 'layer.0.mark.clip', true],
  ['no domain', line({}), 'layer.0.mark.clip', undefined],
  ['yFormat of lines', line({ yFormat: '.0%' }), 'layer.0.encoding.y.axis.format', '.0%'],
  [
    'dashes of lines',
    line({ series: [solid, dashed] }),
    'layer.0.encoding.strokeDash.scale',
    dashes,
  ],
  [
    'dashes of functions',
    charts.functionChart(curves),
    'layer.0.encoding.strokeDash.scale',
    dashes,
  ],
  ['yFormat of bars', bars({ yFormat: '.1f' }), 'encoding.y.axis.format', '.1f'],
  ['yDomain of bars', bars({ yDomain: [0, 3] }), 'encoding.y.scale.domain', [0, 3]],
  ['the place of two bars', bars({ series: twoBars }), 'encoding.xOffset.field', 'series'],
  [
    'a colour for both signs',
    heat({ scale: 'diverging' }),
    'layer.0.encoding.color.scale',
    {
      scheme: 'blueorange',
      domain: [-4, 0, 4],
    },
  ],
  [
    'the range of a heat map',
    heat({ range: [0, 1] }),
    'layer.0.encoding.color.scale',
    {
      scheme: 'blues',
      domain: [0, 1],
      clamp: true,
    },
  ],
  ['the columns of a confusion matrix', confusion, 'encoding.x.title', 'answer'],
  ['the rows of a confusion matrix', confusion, 'encoding.y.title', 'right class'],
  ['the colours of a confusion matrix', confusion, 'layer.0.encoding.color.scale.type', 'sqrt'],
  ['accuracy in percent', accuracy, 'layer.0.encoding.y.axis.format', '.0%'],
  ['step sizes', steps, 'layer.0.encoding.x.scale.type', 'log'],
  ['errors of step sizes', steps, 'layer.0.encoding.y.scale.type', 'log'],
  [
    'a derivative by backward',
    check,
    'concat.0.layer.1.data.values',
    [{ x: 1, y: 2, series: 'W' }],
  ],
  [
    'the derivative by backward',
    check,
    'concat.0.layer.1.encoding.x.title',
    'derivative by backward',
  ],
  [
    'the colours of intervals',
    intervals,
    'layer.0.encoding.color.scale',
    {
      domain: ['inside', 'outside', 'no band', 'printed', 'band'],
      range: [palette[0], palette[1], palette[3], palette[2], neutral],
    },
  ],
  ['the ends of ratios', ratios, 'layer.1.encoding.x.scale.domain', [1 / 1.15, 4 * 1.15]],
]

describe('what is asked of a chart', () => {
  for (const [what, chart, path, expected] of places) {
    it(`has its place in the specification: ${what}`, () => {
      const found = path
        .split('.')
        .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], chart)
      assert.deepEqual(found, expected)
    })
  }

  it('takes each axis of points by its own option', () => {
    const series = [{ name: 'a', x: [-1, 1], y: [1, -1] }]
    const placesOf = (more: object) =>
      rows(charts.scatterChart({ ...titles, series, ...more })).map(({ x, y }) => [x, y])
    assert.deepEqual(placesOf({ xLog: true }), [
      [null, 1],
      [1, -1],
    ])
    assert.deepEqual(placesOf({ yLog: true }), [
      [-1, 1],
      [1, null],
    ])
  })

  it('is 30 bins where a histogram is not told how many', () => {
    const values = Array.from({ length: 301 }, (_, i) => i / 10)
    assert.equal(rows(charts.histogram({ title: 'T', xTitle: 'x', values })).length, 30)
  })

  it('is written at the axes of a wireframe: their names and their ends', () => {
    const ends = { xDomain: [-1, 2], yDomain: [-3, 4], valueTitle: 'loss' } as const
    const chart = charts.wireframeChart({ ...titles, ...ends, f: (x, y) => 10 * x + y })
    const words = rowsOf(chart, 'text').map(({ text, a, b }) => [text, a, b])
    assert.deepEqual(words, [
      ['x', 0, -1.4],
      ['y', -1.4, 0],
      ['loss', -1.25, 1.25],
      ['−1', -0.9, -1.2],
      ['2', 0.9, -1.2],
      ['−3', -1.2, -0.9],
      ['4', -1.2, 0.9],
      ['−13', -1.12, 1.12],
      ['24', -1.12, 1.12],
    ])
  })
})
