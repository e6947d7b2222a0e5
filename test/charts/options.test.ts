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
      given: 'the option dashed',
      mend: 'write dash',
    })
  })

  it('that are one thing where a list of them is expected are refused', () => {
    const titles = { title: 'T', xTitle: 'x', yTitle: 'y' }
    const series = { name: 'a', x: [0], y: [0] } as never
    assert.throws(() => charts.lineChart({ ...titles, series }), { mend: 'give series a list' })
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

  it('come in lists, typed arrays and matrices', () => {
    const [list, ...others] = [[1, 2], new Float64Array([1, 2]), math.matrix([1, 2])].map(
      (values) => histogramOf(values)(),
    )
    for (const other of others) assert.deepEqual(other, list)
  })
})
