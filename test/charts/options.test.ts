import assert from 'node:assert/strict'
import * as charts from '../../src/charts/index.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'

/** As somebody without TypeScript would call it. */
type Untyped = (...given: readonly unknown[]) => unknown

const functions = Object.entries(charts).flatMap(([name, value]) =>
  typeof value === 'function' ? [{ name, draw: value as Untyped }] : [],
)

/** What charts draw whose options are a second argument. */
const drawn: Readonly<Record<string, unknown>> = {
  accuracyChart: { epochs: [{ epoch: 1, testAccuracy: 0.9 }] },
  confusionChart: [[1]],
  gradientCheckChart: { parameters: [] },
  gradientErrorMap: { parameters: [] },
  graphChart: { nodes: [], edges: [] },
  layoutCharts: [charts.confusionChart([[1]])],
  lossChart: { loss: [1] },
  stepSizeChart: { series: [] },
}

const withOptions = (name: string, options: unknown) =>
  name in drawn ? [drawn[name], options] : [options]

/** Charts that are a heat map say so. */
const named = (name: string) => new RegExp(`^${name === 'confusionChart' ? 'heatMap' : name}`)

describe('options of charts', () => {
  it('are looked at by every chart function', () => {
    assert.equal(functions.length, 25)
  })

  for (const { name, draw } of functions) {
    it(`${name} says what it expects when it gets nothing of use`, () => {
      for (const given of [[], [{}], [null], [5], ['loss']]) {
        assert.throws(
          () => draw(...given),
          (error) => {
            assert.ok(error instanceof DomainError || error instanceof ShapeError, String(error))
            assert.match(error.where, named(name))
            return true
          },
        )
      }
    })

    it(`${name} refuses a misspelt option, and says which was meant`, () => {
      assert.throws(() => draw(...withOptions(name, { Title: 'T' })), {
        name: 'DomainError',
        where: name,
        given: 'the option Title',
        mend: 'write title',
      })
    })
  }

  it('misspelt in one of several parts are refused with the place of that part', () => {
    const titles = { title: 'T', xTitle: 'x', yTitle: 'y' }
    const series = [
      { name: 'a', x: [0], y: [0] },
      { name: 'b', x: [0], y: [0], dashed: true },
    ]
    assert.throws(() => charts.lineChart({ ...titles, series }), {
      where: 'lineChart, series[1]',
      given: 'the part dashed',
      mend: 'write dash',
    })
    const halves = [series[0], { name: 'b', x: [0] }] as never
    assert.throws(() => charts.scatterChart({ ...titles, series: halves }), {
      where: 'scatterChart, series[1]',
      given: 'no y',
    })
    const groups = [{ name: 'g', ratios: [{ name: 'a', ratio: 1, atmost: 2 }] }]
    assert.throws(() => charts.ratioChart({ title: 'T', xTitle: 'x', groups }), {
      where: 'ratioChart, ratios of g[0]',
      given: 'the part atmost',
    })
  })

  it('set a subtitle below the title, or none', () => {
    const bars = {
      xTitle: 'x',
      yTitle: 'y',
      categories: ['a'],
      series: [{ name: 's', values: [1] }],
    }
    assert.equal(charts.barChart({ ...bars, title: 'T' }).title, 'T')
    assert.deepEqual(charts.barChart({ ...bars, title: 'T', subtitle: 'below' }).title, {
      text: 'T',
      subtitle: 'below',
    })
  })

  it('that are one of a few words are refused when they are another', () => {
    const titles = { title: 'T', xTitle: 'x', yTitle: 'y' }
    const map = { ...titles, valueTitle: 'v', values: [[1]], scale: 'log' as never }
    assert.throws(() => charts.heatMap(map), { name: 'DomainError', given: "scale: 'log'" })
    const series = [{ name: 'a', x: [0], y: [0], points: 'none' as never }]
    assert.throws(() => charts.lineChart({ ...titles, series }), {
      name: 'DomainError',
      where: 'lineChart, series a',
      given: "points: 'none'",
    })
  })

  it('of a history that was not waited for say so', () => {
    assert.throws(() => charts.lossChart(Promise.resolve({ loss: [1] }) as never), {
      given: 'an object of Promise',
      mend: 'wait for it first: await …',
    })
  })

  it('that are one thing where a list of them is expected are refused', () => {
    const titles = { title: 'T', xTitle: 'x', yTitle: 'y' }
    const series = { name: 'a', x: [0], y: [0] } as never
    assert.throws(() => charts.lineChart({ ...titles, series }), { mend: 'give series a list' })
  })
})

describe('sizes and domains of charts', () => {
  const good = { title: 'T', xTitle: 'x', yTitle: 'y', series: [{ name: 'a', x: [1], y: [1] }] }

  it('are finite, above 0, and from less to more', () => {
    for (const wrong of [
      { width: 0 },
      { height: Number.NaN },
      { xDomain: [1, 1] },
      { xDomain: [Number.NaN, 10] },
      { xDomain: [-1e308, 1e308] },
      { yDomain: [0, 1, 2] },
    ]) {
      const [[name]] = Object.entries(wrong)
      const given = () => charts.lineChart({ ...good, ...(wrong as object) })
      assert.throws(given, { name: 'DomainError', mend: new RegExp(`^give ${name} `) })
    }
  })

  it('of a logarithmic axis begin above 0', () => {
    const y = { yLog: true, yDomain: [0, 3] } as const
    assert.throws(() => charts.lineChart({ ...good, ...y }), { given: '[0, 3]' })
    const log = { log: true, yDomain: [-1, 3] } as const
    assert.throws(() => charts.lossChart({ loss: [1] }, log), { name: 'DomainError' })
    assert.doesNotThrow(() => charts.lineChart({ ...good, yLog: true, yDomain: [0.1, 3] }))
  })

  it('count charts in whole numbers', () => {
    const one = charts.lineChart(good)
    for (const columns of [1.5, -1, 0]) {
      const given = () => charts.layoutCharts([one], { title: 'T', columns })
      assert.throws(given, { given: `columns: ${columns}` })
    }
    assert.throws(() => charts.layoutCharts([1 as never], { title: 'T' }), {
      given: '1 at place 0',
    })
  })
})

describe('parameters of a formula', () => {
  const slider = { value: 1, from: 0, to: 2 }
  const chart = (name: string, formula = 'x') =>
    charts.formulaChart({
      ...{ title: 'T', domain: [0, 1], yDomain: [0, 1] },
      formulas: [{ name: 'f', formula }],
      parameters: [{ name, ...slider }],
    })

  it('do not take names that mean something else', () => {
    for (const name of ['width', 'PI', 'datum', 'sin', 'in', 'true', 'constructor', 'a b', '']) {
      assert.throws(() => chart(name), { name: 'DomainError', given: `'${name}'` }, name)
    }
    for (const name of ['w', 'b', 'e', 'w1']) assert.doesNotThrow(() => chart(name), name)
  })

  it('have sliders from less to more', () => {
    assert.throws(
      () =>
        charts.formulaChart({
          ...{ title: 'T', domain: [0, 1], yDomain: [0, 1] },
          formulas: [{ name: 'f', formula: 'w * x' }],
          parameters: [{ name: 'w', value: 1, from: 1, to: 1 }],
        }),
      { name: 'DomainError', where: 'formulaChart' },
    )
  })

  it('stand in formulas that are none without being drawn', () => {
    for (const formula of ['', '"a"', 'true']) {
      assert.throws(() => chart('w', formula), { name: 'DomainError', where: 'formulaChart' })
    }
  })
})

describe('data of charts', () => {
  const histogramOf = (values: unknown) => () =>
    charts.histogram({ title: 'T', xTitle: 'x', values: values as number[] })

  it('are numbers, and words of digits are none', () => {
    const wrong = { name: 'DomainError', given: "'2' at place 1" }
    assert.throws(histogramOf([1, '2']), wrong)
    const heat = { title: 'T', xTitle: 'x', yTitle: 'y', valueTitle: 'z' }
    assert.throws(() => charts.heatMap({ ...heat, values: [[1, '2' as never]] }), wrong)
    assert.throws(histogramOf([1, undefined]), { given: 'undefined at place 1' })
  })

  it('are told from their series when they are none', () => {
    const axes = { title: 'T', xTitle: 'x', yTitle: 'y' }
    const a = { name: 'a', x: [1], y: [1] }
    for (const [chart, draw] of Object.entries({
      lineChart: charts.lineChart,
      scatterChart: charts.scatterChart,
    })) {
      const wrong = (series: object) => () => draw({ ...axes, series: [a, series as typeof a] })
      assert.throws(wrong({ ...a, name: 'b', y: ['2'] }), { where: `${chart}, y of 'b'` })
      assert.throws(wrong({ ...a, name: 'b', x: ['2'] }), { where: `${chart}, x of 'b'` })
    }
    const series = [{ name: 'b', values: ['2' as never] }]
    assert.throws(() => charts.barChart({ ...axes, categories: ['c'], series }), {
      where: "barChart, values of 'b'",
    })
  })

  it('come in lists, typed arrays and matrices', () => {
    const [list, ...others] = [[1, 2], new Float64Array([1, 2]), math.matrix([1, 2])].map(
      (values) => histogramOf(values)(),
    )
    for (const other of others) assert.deepEqual(other, list)
  })

  it('are finite where a gap would be a wrong picture', () => {
    const image = { pixels: [0, Number.NaN], width: 2, height: 1 }
    const nan = { name: 'DomainError', given: 'NaN at place 1' }
    assert.throws(() => charts.imageGrid({ title: 'T', images: [image] }), nan)
    const points = math.matrix([[0, 0], [1, Number.NaN]]) // biome-ignore format: a table
    const regions = { classify: () => [0, 0], classes: ['a'], labels: [0, 0] }
    const draw = () => charts.decisionRegions({ title: 'T', points, ...regions })
    assert.throws(draw, { given: 'NaN in row 1' })
  })

  it('are gaps where mathjs gives complex numbers, or JSON has null', () => {
    const functions = [{ name: 'log', f: (x: number) => math.log(x) as number }]
    const curve = charts.functionChart({ title: 'T', domain: [-1, 1], functions })
    assert.match(curve.description, /101 values not finite, left out as gaps/)
    assert.doesNotThrow(histogramOf([1, null, math.sqrt(-1)]))
  })

  it('come as numbers from functions', () => {
    const functions = [{ name: 'square', f: (x: number) => math.matrix([x]) as never }]
    const curve = () => charts.functionChart({ title: 'T', domain: [0, 1], functions })
    assert.throws(curve, { where: 'functionChart, square', given: 'a matrix of size [1] at 0' })
    const ends = { title: 'T', xDomain: [0, 1], yDomain: [0, 1] } as const
    const word = () => 'high' as never
    assert.throws(() => charts.contourChart({ ...ends, f: word }), { given: "'high' at 0, 0" })
    assert.throws(() => charts.wireframeChart({ ...ends, f: word }), { where: 'wireframeChart' })
    assert.throws(() => charts.arrowChart({ ...ends, field: word }), { given: "'high'" })
  })

  it('of paths are pairs', () => {
    const ends = { title: 'T', xDomain: [0, 1], yDomain: [0, 1], f: () => 0 } as const
    for (const points of [[1, 2], [math.matrix([1, 2])]]) {
      const paths = [{ name: 'a', points: points as never }]
      assert.throws(() => charts.contourChart({ ...ends, paths }), { name: 'ShapeError' })
    }
  })

  it('of a history are measured accuracies', () => {
    const none = { given: '1 epoch, none of them measured', mend: /without `evaluate: false`/ }
    assert.throws(() => charts.accuracyChart({ epochs: [{ epoch: 1 }] }), none)
  })

  it('of a gradient check that is NaN are written, not left out', () => {
    const nan = { analytic: Number.NaN, numerical: 1 }
    const parameters = [{ name: 'W1', points: [nan], maxRelative: Number.NaN }]
    const { title } = charts.gradientCheckChart({ parameters })
    assert.match(JSON.stringify(title), /greatest difference NaN/)
    const [cell] = (charts.gradientErrorMap({ parameters }) as never as Drawn).data.values
    assert.equal(cell.text, 'NaN')
    assert.throws(() => charts.gradientCheckChart({ parameters: [] }), { where: /^gradientCheck/ })
    const pointless = [{ name: 'W' }] as never
    assert.throws(() => charts.gradientCheckChart({ parameters: pointless }), {
      expected: "the report of a gradient check, with its list 'points'",
    })
  })
})

/** The part of a specification that is looked at. */
interface Drawn {
  readonly data: { readonly values: readonly { readonly text: string }[] }
}
