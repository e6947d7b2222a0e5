import assert from 'node:assert/strict'
import { bandChart } from '../../src/charts/index.js'
import { DomainError } from '../../src/math/errors.js'
import { rowsOf } from './inside.js'

const options = { title: 'T', bandName: 'expected' }
const row = { name: 'a', band: [10, 20] as const }

describe('bandChart', () => {
  it('stretches every row so that its band runs from 0 to 1, ends included', () => {
    const rows = [
      { ...row, values: [10, 15, 20] },
      { name: 'b', band: [0.1, 0.3] as const, values: [0.2] },
    ]
    const points = rowsOf(bandChart({ ...options, rows }), 'point')
    assert.deepEqual(
      points.map(({ name, place, where }) => [name, place, where]),
      [
        ['a', 0, 'inside'],
        ['a', 0.5, 'inside'],
        ['a', 1, 'inside'],
        ['b', 0.5, 'inside'],
      ],
    )
  })

  it('shows what is outside, and keeps at the edge what is far away or no number', () => {
    const rows = [{ ...row, values: [25, 1000, -1000, Number.NaN] }]
    const points = rowsOf(bandChart({ ...options, rows }), 'point')
    assert.deepEqual(
      points.map(({ place, where }) => [place, where]),
      [
        [1.5, 'outside'],
        [3, 'beyond the edge'],
        [-2, 'beyond the edge'],
        [3, 'beyond the edge'],
      ],
    )
  })

  it('takes a band that is a single number', () => {
    const rows = [{ name: 'a', band: [1, 1] as const, values: [1, 0.9] }]
    const points = rowsOf(bandChart({ ...options, rows }), 'point')
    assert.deepEqual(
      points.map(({ place, where }) => [place, where]),
      [
        [0.5, 'inside'],
        [-2, 'beyond the edge'],
      ],
    )
  })

  it('says how many values are inside', () => {
    const chart = bandChart({ ...options, rows: [{ ...row, values: [11, 25] }] })
    assert.match(chart.description, /2 values in 1 row, 1 of them inside/)
  })

  it('refuses no rows, two of one name, and a band from more to less', () => {
    const values = [1]
    assert.throws(() => bandChart({ ...options, rows: [] }), DomainError)
    const twice = [
      { ...row, values },
      { ...row, values },
    ]
    assert.throws(() => bandChart({ ...options, rows: twice }), /two rows named 'a'/)
    const reversed = [{ name: 'a', band: [2, 1] as const, values }]
    assert.throws(() => bandChart({ ...options, rows: reversed }), /the band 2 to 1 of a/)
  })
})
