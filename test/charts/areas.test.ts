import assert from 'node:assert/strict'
import fc from 'fast-check'
import { barChart, type Chart, confusionChart, heatMap, histogram } from '../../src/charts/index.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { tensor } from '../../src/math/storage.js'
import { drawQuietly } from './compilers.js'
import { layers, rows } from './inside.js'

describe('histogram', () => {
  const finite = fc.double({ noNaN: true, min: -1e6, max: 1e6 })

  it('counts every finite value once, in equal bins side by side', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 50 }), (values) => {
        const bins = rows(histogram({ title: 'T', xTitle: 'x', values }))
        const counted = bins.reduce((sum, { count }) => sum + Number(count), 0)
        assert.equal(counted, values.length)
        for (let i = 1; i < bins.length; i++) assert.equal(bins[i].from, bins[i - 1].to)
        assert.ok(Number(bins[0].from) <= Math.min(...values))
        assert.ok(bins.length <= 32)
      }),
      { seed: 3 },
    )
  })

  it('has bins of round width', () => {
    const values = Array.from({ length: 101 }, (_, i) => i / 100)
    const bins = rows(histogram({ title: 'T', xTitle: 'x', values, bins: 8 }))
    assert.deepEqual(
      bins.map(({ from }) => from),
      [0, 0.2, 0.4, 0.6, 0.8],
    )
  })

  it('counts each value in its bin, and says which bin has most', () => {
    const values = [-3, -3, -1, 0, 2, 2, 2.5]
    const chart = histogram({ title: 'T', xTitle: 'x', values, bins: 6 })
    assert.deepEqual(
      rows(chart).map(({ from, count }) => [from, count]),
      [
        [-3, 2],
        [-2, 0],
        [-1, 1],
        [0, 1],
        [1, 0],
        [2, 3],
      ],
    )
    assert.match(chart.description, /most, 3, lie from 2 to 3\./)
  })

  it('counts what lies outside a given range in the outermost bins', () => {
    const values = [-9, 0.1, 0.9, 9]
    const bins = rows(histogram({ title: 'T', xTitle: 'x', values, bins: 2, domain: [0, 1] }))
    assert.deepEqual(
      bins.map(({ count }) => count),
      [2, 2],
    )
  })

  it('says how many values it left out, and refuses when none is left', () => {
    const { description } = histogram({ title: 'T', xTitle: 'x', values: [1, Number.NaN] })
    assert.match(description, /^T: histogram of 1 value of x \(.*1 value not finite/)
    const none = { title: 'T', xTitle: 'x', values: [Number.NaN] }
    assert.throws(() => histogram(none), DomainError)
    assert.throws(() => histogram({ ...none, values: [] }), DomainError)
  })

  it('refuses bins that are none, and a domain that is no interval', () => {
    const good = { title: 'T', xTitle: 'x', values: [1, 2] }
    for (const bins of [0, -1, 2.5]) assert.throws(() => histogram({ ...good, bins }), DomainError)
    assert.throws(() => histogram({ ...good, domain: [2, 1] }), { given: 'domain: [2, 1]' })
  })
})

describe('barChart', () => {
  const titles = { title: 'T', xTitle: 'class', yTitle: 'score' }

  it('has one bar per category and series, in the order given', () => {
    const series = [
      { name: 'before', values: [1, 2] },
      { name: 'after', values: tensor([3, 4], [2]) },
    ]
    assert.deepEqual(rows(barChart({ ...titles, categories: ['b', 'a'], series })), [
      { category: 'b', value: 1, series: 'before' },
      { category: 'a', value: 2, series: 'before' },
      { category: 'b', value: 3, series: 'after' },
      { category: 'a', value: 4, series: 'after' },
    ])
  })

  it('refuses a series that has not one value per category', () => {
    const series = [{ name: 'short', values: [1] }]
    assert.throws(() => barChart({ ...titles, categories: [0, 1], series }), ShapeError)
    assert.throws(() => barChart({ ...titles, categories: [0, 1], series }), /'short', 2 in all/)
    const twice = { categories: ['a', 'a'], series: [{ name: 's', values: [1, 2] }] }
    assert.throws(() => barChart({ ...titles, ...twice }), { given: "'a' twice" })
  })

  it('refuses to draw no series, and writes heights in the format asked for', () => {
    const one = { ...titles, categories: ['a'], series: [{ name: 's', values: [0.5] }] }
    assert.throws(() => barChart({ ...one, series: [] }), {
      name: 'DomainError',
      where: 'barChart',
    })
    const axisOf = (chart: Chart) => Object(layers(chart)[0].encoding.y).axis
    assert.deepEqual(axisOf(barChart({ ...one, yFormat: '.0%' })), { format: '.0%' })
    assert.equal(axisOf(barChart(one)), undefined)
  })

  it('leaves out names for which there is no room, and cuts long ones', async () => {
    const namesOf = async (categories: readonly string[]) => {
      const series = [{ name: 's', values: categories.map((_, i) => i) }]
      const svg = await drawQuietly('6.4.3', barChart({ ...titles, categories, series }))
      const texts = svg.matchAll(/<text([^>]*)>([^<]*name[^<]*)<\/text>/g)
      return [...texts].flatMap(([, look, text]) => (/opacity="0"/.test(look) ? [] : [text]))
    }
    const few = ['name 1', 'name 2', 'name 3']
    assert.deepEqual(await namesOf(few), few)
    const many = await namesOf(Array.from({ length: 40 }, (_, i) => `name ${i}`))
    assert.ok(many.length > 2 && many.length < 10, `${many}`)
    const [long] = await namesOf(['a name that is longer than half of the chart is wide', 'b'])
    assert.match(long, /^a name that.*…$/)
    const chinese = barChart({
      ...titles,
      categories: ['激活函数', '初始权重', '批归一化', '权值衰减', '随机失活', '学习率表'],
      series: [{ name: 's', values: [1, 2, 3, 4, 5, 6] }],
      width: 240,
    })
    assert.match(JSON.stringify(chinese), /"labelOverlap":true/)
  })
})

describe('heatMap', () => {
  const titles = { title: 'T', xTitle: 'column', yTitle: 'row', valueTitle: 'value' }

  it('has one cell per entry, row by row, of lists and matrices alike', () => {
    const expected = [
      { row: '0', column: 'a', value: 1 },
      { row: '0', column: 'b', value: 2 },
    ]
    for (const values of [[[1, 2]], tensor([1, 2], [1, 2])]) {
      assert.deepEqual(rows(heatMap({ ...titles, values, columns: ['a', 'b'] })), expected)
    }
  })

  it('writes numbers light on dark cells and dark on light ones', () => {
    const values = [[0, 100, -100, 1]]
    const written = rows(heatMap({ ...titles, values, scale: 'diverging', numbers: true }))
    assert.deepEqual(
      written.map(({ text, onDark }) => [text, onDark]),
      [
        ['0', false],
        ['100', true],
        ['-100', true],
        ['1', false],
      ],
    )
  })

  it('draws borders around the cells that are to have one, and no others', async () => {
    const values = tensor([1, 2, 3, 4], [2, 2])
    const borders = async (outlined?: (row: number, column: number) => boolean) => {
      const svg = await drawQuietly('5.6.1', heatMap({ ...titles, values, outlined }))
      return svg.match(/stroke-width="2"/g)?.length ?? 0
    }
    assert.equal(await borders(), 0)
    assert.equal(await borders((row, column) => row === 1 || column === 1), 3)
  })

  it('refuses what is no table, and tables too large to be drawn cell by cell', () => {
    assert.throws(() => heatMap({ ...titles, values: [[1], [1, 2]] }), /different lengths/)
    assert.throws(() => heatMap({ ...titles, values: [] }), ShapeError)
    assert.throws(() => heatMap({ ...titles, values: tensor([1, 2], [2]) }), ShapeError)
    assert.throws(() => heatMap({ ...titles, values: [[1]], rows: ['a', 'b'] }), ShapeError)
    for (const names of [{ rows: ['a', 'a'] }, { columns: [1, '1'] }]) {
      const values = tensor([1, 2, 3, 4], [2, 2])
      assert.throws(() => heatMap({ ...titles, values, ...names }), { name: 'DomainError' })
    }
    const large = tensor(new Float64Array(784 * 50), [784, 50])
    assert.throws(() => heatMap({ ...titles, values: large }), DomainError)
  })
})

describe('confusionChart', () => {
  it('writes each count and names rows and columns alike', () => {
    const chart = confusionChart(
      [
        [5, 1],
        [2, 7],
      ],
      { classes: ['cat', 'dog'] },
    )
    assert.deepEqual(
      rows(chart).map(({ row, column, text }) => `${row} ${column} ${text}`),
      ['cat cat 5', 'cat dog 1', 'dog cat 2', 'dog dog 7'],
    )
  })
})
