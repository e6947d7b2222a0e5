import assert from 'node:assert/strict'
import {
  barChart,
  type Chart,
  contourChart,
  heatMap,
  lineChart,
  sliderChart,
} from '../../src/charts/index.js'
import { drawQuietly } from './compilers.js'
import { rows, rowsOf } from './inside.js'

const line = (y: readonly number[]) =>
  lineChart({
    title: 'Line',
    xTitle: 'x',
    yTitle: 'y',
    yDomain: [0, 9],
    series: [{ name: 'y', x: y.map((_, i) => i), y, points: true }],
  })

const lines = [line([1, 2]), line([3, 4, 5]), line([6, 7])]
const frames = lines.map((chart, i) => ({ at: i / 10, chart }))
const slider = (start = 0) => sliderChart({ title: 'Lines', slider: 'rate', frames, start })

/** The filters at the place of the data. */
const filters = ({ transform }: Chart) => transform

describe('sliderChart', () => {
  it('holds the rows of every chart, each with its position, behind a filter', () => {
    const chart = slider()
    assert.deepEqual(
      rows(chart).map(({ y, position }) => [y, position]),
      [1, 2, 3, 4, 5, 6, 7].map((y, i) => [y, [0, 0, 1, 1, 1, 2, 2][i]]),
    )
    assert.deepEqual(filters(chart), [{ filter: 'datum.position == position' }])
  })

  it('has a range from the first position to the last, and starts where it is told', () => {
    const [{ value, bind }] = slider(2).params as { value: number; bind: object }[]
    assert.equal(value, 2)
    assert.deepEqual(bind, { input: 'range', min: 0, max: 2, step: 1, name: 'rate, position ' })
  })

  it('is named without the word position where it shows what it moves: 0, 1, 2', () => {
    const digits = lines.map((chart, at) => ({ at, chart }))
    const { params } = sliderChart({ title: 'Lines', slider: 'digit', frames: digits })
    const [{ bind }] = params as { bind: { name: string } }[]
    assert.equal(bind.name, 'digit ')
  })

  it('writes into its title where the slider stands, and draws that chart', async () => {
    for (const start of [0, 1, 2]) {
      const svg = await drawQuietly('6.4.3', slider(start))
      assert.match(svg, new RegExp(`>Lines · rate: ${start === 0 ? 0 : `0\\.${start}`}<`))
      const dots = svg.match(/aria-roledescription="point"/g) ?? []
      assert.equal(dots.length, start === 1 ? 3 : 2)
    }
  })

  it('describes itself and the chart that is seen', () => {
    assert.equal(
      slider(1).description,
      'Lines: a slider over 3 positions of rate, from 0 to 0.2. ' +
        `At 0.1: ${lines[1].description}`,
    )
  })

  it('keeps data that all charts share once', () => {
    const [first] = lines
    const same = sliderChart({
      title: 'Same',
      slider: 'rate',
      frames: [frames[0], { ...frames[0] }],
    })
    assert.deepEqual(rows(same), rows(first))
  })

  it('takes charts of which only some have whole numbers', () => {
    const line = (x: number) =>
      lineChart({
        ...{ title: 'T', xTitle: 'x', yTitle: 'y' },
        series: [{ name: 'a', x: [0, x], y: [0, x] }],
      })
    const [whole, half] = [2, 0.5].map((at) => ({ at, chart: line(at) }))
    const some = JSON.stringify(sliderChart({ title: 'T', slider: 's', frames: [whole, half] }))
    const all = JSON.stringify(sliderChart({ title: 'T', slider: 's', frames: [whole, whole] }))
    assert.ok(!some.includes('tickMinStep'))
    assert.ok(all.includes('"tickMinStep":1'))
  })

  it('takes charts of which only some have numbers that are written short', () => {
    const heights = [
      [1, 2],
      [3, 3],
      [1e9, 2e9],
    ]
    const frames = heights.map((values, at) => {
      const series = [{ name: 'n', values }]
      const options = { title: 'B', xTitle: 'x', yTitle: 'y', series }
      return { at, chart: barChart({ ...options, categories: ['a', 'b'] }) }
    })
    assert.ok(JSON.stringify(frames).includes('~g'))
    const chart = JSON.stringify(sliderChart({ title: 'T', slider: 's', frames }))
    assert.ok(!chart.includes('~g'))
  })

  it('takes bars of which only some have no room for their names', async () => {
    const bars = (count: number) => {
      const categories = Array.from({ length: count }, (_, i) => `name ${i}`)
      const series = [{ name: 'n', values: categories.map((_, i) => i) }]
      return barChart({ title: 'B', xTitle: 'x', yTitle: 'y', categories, series })
    }
    const frames = [3, 40, 60].map((at) => ({ at, chart: bars(at) }))
    const chart = sliderChart({ title: 'T', slider: 's', frames })
    const names = async (position: number) =>
      (await drawQuietly('6.4.3', chart, { position })).match(/>name \d+</g)?.length
    assert.equal(await names(0), 3)
    const { axis } = (chart as unknown as { encoding: { x: { axis: object } } }).encoding.x
    assert.deepEqual(axis, { labelAngle: 0, labelLimit: 78, labelOverlap: true })
  })

  it('takes lines of which only some have a point alone', () => {
    const line = (y: readonly number[]) =>
      lineChart({
        ...{ title: 'T', xTitle: 'x', yTitle: 'y', yDomain: [0, 3] },
        series: [
          { name: 'a', x: y.map((_, i) => i / 2), y },
          { name: 'measured', x: [1], y: [Number.NaN], points: 'only' },
        ],
      })
    const frames = [line([1, 2]), line([1])].map((chart, at) => ({ at, chart }))
    const chart = sliderChart({ title: 'T', slider: 's', frames })
    assert.deepEqual(
      rowsOf(chart, 'point').map(({ y, position }) => [y, position]),
      [[1, 1]],
    )
  })

  it('keeps the sliders that its charts have themselves', async () => {
    const path = (slope: number) =>
      contourChart({
        title: 'Bowl',
        f: (x, y) => x ** 2 + y ** 2,
        xDomain: [-1, 1],
        yDomain: [-1, 1],
        paths: [{ name: 'a', points: [0, 1, 2].map((i) => [i / 2, (slope * i) / 2]) }],
      })
    const chart = sliderChart({
      title: 'Slopes',
      slider: 'slope',
      frames: [0, 1].map((at) => ({ at, chart: path(at) })),
    })
    const names = (chart.params as { name: string }[]).map(({ name }) => name)
    assert.deepEqual(names, ['position', 'step'])
    const line = async (sliders: Record<string, number>) =>
      /<path d="(M[^"]*)"[^>]*stroke-width="2"/.exec(
        await drawQuietly('5.6.1', chart, sliders),
      )?.[1]
    assert.equal(await line({ position: 0 }), 'M190,190L285,190L380,190')
    assert.equal(await line({ position: 1, step: 1 }), 'M190,190L285,95')
  })

  it('refuses charts that differ in more than their data, and says where', () => {
    const bars = (yTitle: string) => {
      const series = [{ name: 'n', values: [1, 2] }]
      return barChart({ title: 'Bars', categories: ['a', 'b'], xTitle: 'x', yTitle, series })
    }
    const made = (charts: Chart[]) => () =>
      sliderChart({ title: 'T', slider: 's', frames: charts.map((chart, at) => ({ at, chart })) })
    assert.throws(made([bars('one'), bars('two')]), /differ in chart\.encoding\.y\.title/)
    const map = heatMap({ title: 'M', xTitle: 'x', yTitle: 'y', valueTitle: 'v', values: [[1]] })
    assert.throws(made([bars('one'), map]), /charts that differ in chart\.\w+/)
  })

  it('refuses fewer than two charts, and a start beyond them', () => {
    assert.throws(() => sliderChart({ title: 'T', slider: 's', frames: [frames[0]] }), /two charts/)
    for (const start of [-1, 3, 0.5]) assert.throws(() => slider(start), /start/)
  })
})
