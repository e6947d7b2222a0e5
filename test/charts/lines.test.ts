import assert from 'node:assert/strict'
import { functionChart, lineChart, scatterChart } from '../../src/charts/index.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { tensor } from '../../src/math/storage.js'
import { drawQuietly } from './compilers.js'
import { layers, rows, rowsOf } from './inside.js'

const titles = { title: 'T', xTitle: 'x', yTitle: 'y' }

describe('lineChart', () => {
  it('has one row per point, with its series, from lists, typed arrays and matrices alike', () => {
    const y = [1, 4, 9]
    const expected = y.map((value, i) => ({ x: i, y: value, series: 'squares' }))
    for (const given of [y, Float64Array.from(y), tensor(y, [3])]) {
      const chart = lineChart({ ...titles, series: [{ name: 'squares', x: [0, 1, 2], y: given }] })
      assert.deepEqual(rows(chart), expected)
    }
  })

  it('rounds to twelve significant digits, so that recorded charts are the same everywhere', () => {
    const chart = lineChart({ ...titles, series: [{ name: 'a', x: [0.1 + 0.2], y: [1 / 3] }] })
    assert.deepEqual(rows(chart), [{ x: 0.3, y: 0.333333333333, series: 'a' }])
  })

  it('leaves gaps for NaN and infinities, and says how many', () => {
    const y = [1, Number.NaN, Infinity, 2]
    const chart = lineChart({ ...titles, series: [{ name: 'a', x: [0, 1, 2, 3], y }] })
    assert.deepEqual(
      rows(chart).map((row) => row.y),
      [1, null, null, 2],
    )
    assert.match(chart.description, /2 values not finite/)
  })

  it('leaves gaps on a logarithmic axis where there is no logarithm', () => {
    const series = [{ name: 'a', x: [1, 2, 3], y: [1, 0, -1] }]
    const chart = lineChart({ ...titles, yLog: true, series })
    assert.deepEqual(
      rows(chart).map((row) => row.y),
      [1, null, null],
    )
  })

  it("draws no line through a series of which points are 'only' wanted", async () => {
    const series = [
      { name: 'fit', x: [0, 1], y: [0, 1] },
      { name: 'measured', x: [0, 0.4, 1], y: [0.1, 0.3, 0.9], points: 'only' as const },
    ]
    const svg = await drawQuietly('5.6.1', lineChart({ ...titles, series }))
    assert.equal(svg.match(/aria-roledescription="line mark"/g)?.length, 1)
    assert.equal(svg.match(/aria-roledescription="point"/g)?.length, 3)
  })

  it('has points in its legend where there are no lines', () => {
    const points = [1, 2].map((slope) => ({ name: `${slope}`, x: [0, 1], y: [0, slope] }))
    const legends = [true, 'only' as const].map((kind) =>
      JSON.stringify(lineChart({ ...titles, series: points.map((s) => ({ ...s, points: kind })) })),
    )
    assert.deepEqual(
      legends.map((chart) => chart.includes('"symbolType":"stroke"')),
      [true, false],
    )
  })

  it('has a line in its legend for each line, and a dot for points alone', async () => {
    const ends = { x: [0, 1], y: [0, 1] }
    const series = [
      { name: 'fit', ...ends, points: true },
      { name: 'measured', ...ends, points: 'only' as const },
    ]
    for (const version of ['5.6.1', '6.4.3']) {
      const svg = await drawQuietly(version, lineChart({ ...titles, series }))
      const symbols = [...svg.matchAll(/role-legend-symbol"[^>]*><path[^>]* d="([^"]*)"/g)]
      assert.deepEqual(
        symbols.map(([, path]) => (/^M[^A-Z]*L[^A-Z]*$/.test(path) ? 'line' : 'dot')),
        ['line', 'dot'],
      )
    }
  })

  it('writes no fractions beside few whole numbers', async () => {
    const numbersBeside = async (x: readonly number[], y: readonly number[]) => {
      const svg = await drawQuietly(
        '5.6.1',
        lineChart({ ...titles, series: [{ name: 'a', x, y }] }),
      )
      return [...svg.matchAll(/<text[^>]*>([\d.]+)<\/text>/g)].map(([, text]) => Number(text))
    }
    const whole = await numbersBeside([1, 2, 3], [0, 2, 1])
    assert.ok(whole.length >= 6)
    assert.ok(whole.every(Number.isInteger), `${whole}`)
    const halves = await numbersBeside([1, 2, 3], [0, 0.5, 1])
    assert.ok(!halves.every(Number.isInteger), `${halves}`)
  })

  it('writes numbers no longer than they need be, of one value, tiny and huge ones', async () => {
    const labelsOf = async (y: readonly number[]) => {
      const series = [{ name: 'a', x: y.map((_, i) => i), y }]
      const svg = await drawQuietly('6.4.3', lineChart({ ...titles, series }))
      const texts = [...svg.matchAll(/<text[^>]*text-anchor="end"[^>]*>([^<]+)<\/text>/g)]
      return texts.slice(1).map(([, text]) => text) // the first is the end of the x axis
    }
    assert.deepEqual(await labelsOf([7, 7, 7]), ['7'])
    assert.deepEqual(await labelsOf([60000, 60000]), ['60,000'])
    assert.deepEqual(await labelsOf([0, 1e-9, 2e-9]), '0 5e-10 1e-9 1.5e-9 2e-9'.split(' '))
    assert.deepEqual(await labelsOf([0, 1e9, 2e9]), '0 5e+8 1e+9 1.5e+9 2e+9'.split(' '))
    const close = await labelsOf([1e9, 1e9 + 1, 1e9 + 2])
    assert.equal(new Set(close).size, close.length, `${close}`)
  })

  it('marks a point between two gaps, which no line would show', async () => {
    const y = [1, Number.NaN, 3, 4, Number.NaN, 2]
    const x = [0, 1, 2, 3, 4, 5]
    const chart = lineChart({ ...titles, series: [{ name: 'a', x, y }] })
    const marked = rowsOf(chart, 'point').map((row) => [row.x, row.y])
    assert.deepEqual(marked, [
      [0, 1],
      [5, 2],
    ])
    const svg = await drawQuietly('5.6.1', chart)
    assert.equal(svg.match(/aria-roledescription="point"/g)?.length, 2)
    const whole = lineChart({ ...titles, series: [{ name: 'a', x, y: x, points: true }] })
    assert.deepEqual(rowsOf(whole, 'point'), [])
    const nowhere = { name: 'a', x: [-1, Number.NaN, 1], y: [1, 2, 3] }
    assert.deepEqual(rowsOf(lineChart({ ...titles, series: [nowhere] }), 'point'), [])
  })

  it('describes what it shows in a sentence', () => {
    const series = [
      { name: 'up', x: [0, 1], y: [0, 5] },
      { name: 'flat', x: [0, 1], y: [2, 2] },
    ]
    assert.equal(
      lineChart({ ...titles, title: 'Two lines', series }).description,
      'Two lines: y against x (from 0 to 1) in 2 lines: up from 0 to 5 and flat always 2.',
    )
    const own = lineChart({ ...titles, series, description: 'My own words.' })
    assert.equal(own.description, 'My own words.')
  })

  it('refuses series of different lengths, naming the series', () => {
    const series = [{ name: 'short', x: [0, 1], y: [1] }]
    assert.throws(() => lineChart({ ...titles, series }), ShapeError)
    assert.throws(() => lineChart({ ...titles, series }), /'short'.*2 x values and 1 y/s)
    assert.throws(() => lineChart({ ...titles, series: [{ name: 'a', x: [], y: [] }] }), ShapeError)
  })

  it('refuses to draw no series, or two of one name', () => {
    const a = { name: 'a', x: [0], y: [0] }
    assert.throws(() => lineChart({ ...titles, series: [] }), DomainError)
    assert.throws(() => lineChart({ ...titles, series: [a, a] }), /two series named 'a'/)
  })
})

describe('functionChart', () => {
  const domain = [-5, 5] as const
  const step = (x: number) => (x > 0 ? 1 : 0)

  it('meets zero exactly on a symmetric domain', () => {
    const chart = functionChart({ title: 'T', domain, functions: [{ name: 'abs', f: Math.abs }] })
    const xs = rowsOf(chart, 'line').map(({ x }) => x)
    assert.equal(xs.length, 201)
    assert.ok(xs.includes(0))
    assert.deepEqual([xs[0], xs[200]], [-5, 5])
  })

  it('writes a constant without digits that say nothing', async () => {
    const f = { name: 'zero', f: () => 0 }
    const svg = await drawQuietly(
      '6.4.3',
      functionChart({ title: 'T', domain: [-1, 1], functions: [f] }),
    )
    assert.doesNotMatch(svg, />0\.0{2,}</)
  })

  it('takes jumps in any order', () => {
    const stairs = (jumps: number[]) =>
      functionChart({ title: 'T', domain, functions: [{ name: 'f', f: Math.floor, jumps }] })
    assert.deepEqual(rows(stairs([2, -1, 1])), rows(stairs([-1, 1, 2])))
  })

  it('draws a jump as two pieces that no line joins', () => {
    const functions = [{ name: 'step', f: step, jumps: [0] }]
    const chart = functionChart({ title: 'T', domain, functions })
    const points = rowsOf(chart, 'line')
    const pieces = [0, 1].map((piece) => points.filter((point) => point.piece === piece))
    assert.ok(pieces[0].every(({ x, y }) => Number(x) <= 0 && y === 0))
    assert.ok(pieces[1].every(({ x, y }) => Number(x) > 0 && y === 1))
    assert.equal(layers(chart)[0].encoding.detail.field, 'piece')
  })

  it('closes the circle at the value that the function takes, and opens it at the other', () => {
    const functions = [{ name: 'step', f: step, jumps: [0] }]
    const chart = functionChart({ title: 'T', domain, functions })
    assert.deepEqual(rowsOf(chart, 'point', true), [{ x: 0, y: 0, series: 'step' }])
    assert.deepEqual(rowsOf(chart, 'point', false), [{ x: 0, y: 1, series: 'step' }])
  })

  it('opens both circles where the function takes neither limit', () => {
    const functions = [{ name: 'sign', f: Math.sign, jumps: [0] }]
    const chart = functionChart({ title: 'T', domain, functions })
    assert.deepEqual(
      rowsOf(chart, 'point', false).map(({ y }) => y),
      [-1, 1],
    )
    assert.deepEqual(
      rowsOf(chart, 'point', true).map(({ y }) => y),
      [0],
    )
  })

  it('lets a line end at the rim of an open circle, not at its centre', () => {
    const functions = [{ name: 'step', f: step, jumps: [0] }]
    const chart = functionChart({ title: 'T', domain, width: 500, functions })
    const right = rowsOf(chart, 'line').filter(({ piece }) => piece === 1)
    assert.equal(right[0].x, (4.5 / 500) * 10)
  })

  it('draws no circle at infinity', () => {
    const functions = [{ name: '1/x', f: (x: number) => 1 / x, jumps: [0] }]
    const chart = functionChart({ title: 'T', domain, yDomain: [-5, 5], functions })
    const finite = rowsOf(chart, 'point').map(({ y }) => Math.abs(Number(y)))
    assert.ok(
      finite.every((y) => y > 1e6),
      'only the limits, which lie outside of the frame',
    )
    assert.ok(rowsOf(chart, 'line').every(({ y }) => y === null || Number.isFinite(y)))
  })

  it('refuses an empty, reversed or endless domain', () => {
    const functions = [{ name: 'f', f: step }]
    for (const bad of [
      [1, 1],
      [2, 1],
      [0, Number.NaN],
      [0, Infinity],
    ] as const) {
      assert.throws(() => functionChart({ title: 'T', domain: bad, functions }), DomainError)
    }
  })
})

describe('scatterChart', () => {
  it('draws the diagonal from the least to the greatest value of both axes', () => {
    const series = [{ name: 'a', x: [1, 2], y: [-3, 5] }]
    const chart = scatterChart({ ...titles, series, diagonal: true })
    assert.deepEqual(rowsOf(chart, 'line'), [
      { x: -3, y: -3 },
      { x: 5, y: 5 },
    ])
    assert.equal(rowsOf(chart, 'point').length, 2)
  })

  it('gives several series a shape beside the colour', () => {
    const one = [{ name: 'a', x: [1], y: [1] }]
    const two = [...one, { name: 'b', x: [1], y: [1] }]
    assert.ok(!('shape' in layers(scatterChart({ ...titles, series: one }))[0].encoding))
    assert.ok('shape' in layers(scatterChart({ ...titles, series: two }))[0].encoding)
  })
})
