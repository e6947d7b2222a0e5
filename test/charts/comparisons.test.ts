import assert from 'node:assert/strict'
import { bandChart, intervalChart, ratioChart } from '../../src/charts/index.js'
import { DomainError } from '../../src/math/errors.js'
import { layers, rowsOf } from './inside.js'

describe('intervalChart', () => {
  const options = {
    ...{ title: 'T', xTitle: 'accuracy' },
    ...{ bandName: "the book's program", expectedName: 'printed' },
  }

  it('tells values inside of their band from those outside, and from those without one', () => {
    const rows = [
      { name: 'a', band: [0.4, 0.6] as const, values: [0.4, 0.61] },
      { name: 'b', values: [0.5] },
    ]
    const points = rowsOf(intervalChart({ ...options, rows }), 'point')
    assert.deepEqual(
      points.map(({ series }) => series),
      ['inside', 'outside', 'no band'],
    )
  })

  it('shades the band and marks the expected number where a row has them', () => {
    const rows = [
      { name: 'a', band: [0.4, 0.6] as const, expected: 0.55, values: [0.5] },
      { name: 'b', values: [0.5] },
    ]
    const chart = intervalChart({ ...options, rows })
    assert.deepEqual(
      rowsOf(chart, 'bar').map(({ name, value, to }) => [name, value, to]),
      [['a', 0.4, 0.6]],
    )
    assert.deepEqual(
      rowsOf(chart, 'tick').map(({ name, value }) => [name, value]),
      [['a', 0.55]],
    )
  })

  it('names in its legend only what occurs', () => {
    const rows = [{ name: 'a', band: [0, 1] as const, values: [0.5] }]
    const [{ encoding }] = layers(intervalChart({ ...options, rows }))
    const { domain } = encoding.color.scale as { domain: string[] }
    assert.deepEqual(domain, ['inside', "the book's program"])
  })

  it('says how many are inside, and how many have no place', () => {
    const rows = [{ name: 'a', band: [0, 1] as const, values: [0.5, 2, Number.NaN] }]
    const { description } = intervalChart({ ...options, rows })
    assert.match(description, /of the 3 with a band .* 1 are inside.*1 value not finite/)
  })

  it('refuses two rows of one name', () => {
    const rows = [
      { name: 'a', values: [1] },
      { name: 'a', values: [2] },
    ]
    assert.throws(() => intervalChart({ ...options, rows }), /intervalChart[\s\S]*named 'a'/)
  })
})

describe('bandChart with expected numbers', () => {
  it('marks them by their place in the band', () => {
    const rows = [
      { name: 'a', band: [10, 20] as const, expected: 15, values: [12] },
      { name: 'b', band: [0, 1] as const, values: [0] },
    ]
    const ticks = rowsOf(bandChart({ title: 'T', bandName: 'expected', rows }), 'tick')
    assert.deepEqual(
      ticks.map(({ name, place }) => [name, place]),
      [['a', 0.5]],
    )
  })
})

describe('ratioChart', () => {
  const options = { title: 'T', xTitle: 'our time through theirs' }
  const ratios = [
    { name: 'wasm / numpy', ratio: 1.5, atMost: 2 },
    { name: 'wasm / jax', ratio: 3, atMost: 2 },
    { name: 'wasm / torch', ratio: 0.5 },
  ]

  it('judges each ratio by its bar, and lets those without one pass', () => {
    const chart = ratioChart({ ...options, groups: [{ name: 'exp', ratios }] })
    const { values } = chart.data as unknown as { values: { row: string; series?: string }[] }
    assert.deepEqual(
      values.map(({ row, series }) => [row, series]),
      [
        ['0|', undefined],
        ['0|wasm / numpy', 'met'],
        ['0|wasm / jax', 'missed'],
        ['0|wasm / torch', 'met'],
      ],
    )
  })

  it('has 1 on its axis, from which the bars begin, and every bar', () => {
    const chart = ratioChart({ ...options, groups: [{ name: 'exp', ratios: [ratios[1]] }] })
    const bar = layers(chart).find(({ mark }) => mark.type === 'bar')!
    const { domain, type } = bar.encoding.x.scale as { domain: number[]; type: string }
    assert.equal(type, 'log')
    assert.ok(domain[0] < 1 && domain[1] > 3)
    assert.deepEqual(bar.encoding.x2, { datum: 1 })
  })

  it('says how many keep to their bar', () => {
    const { description } = ratioChart({ ...options, groups: [{ name: 'exp', ratios }] })
    assert.match(description, /3 ratios of 1 case, from 0.5 to 3; 1 of 2 keep to their bar/)
  })

  it('refuses nothing at all, a ratio of 0, and two groups of one name', () => {
    assert.throws(() => ratioChart({ ...options, groups: [] }), DomainError)
    const zero = [{ name: 'exp', ratios: [{ name: 'a / b', ratio: 0 }] }]
    assert.throws(() => ratioChart({ ...options, groups: zero }), /the ratio 0 of a \/ b/)
    const group = { name: 'exp', ratios }
    assert.throws(() => ratioChart({ ...options, groups: [group, group] }), /named 'exp'/)
  })
})
