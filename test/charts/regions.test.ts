import assert from 'node:assert/strict'
import { decisionRegions } from '../../src/charts/index.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, shape } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { rowsOf } from './inside.js'

const corners = math.matrix([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
])

/** Class 1 right of x = 1/4. */
const right = (points: Matrix) => {
  const all = flat(points)
  return Array.from({ length: shape(points)[0] }, (_, n) => Number(all[2 * n] > 0.25))
}

const given = {
  title: 'T',
  points: corners,
  labels: [0, 0, 1, 1],
  classes: ['no', 'yes'],
  xDomain: [-1, 2],
  yDomain: [-1, 2],
  width: 24,
  height: 12,
  classify: right,
} as const

describe('decisionRegions', () => {
  it('covers the plane with the classes that the classifier gives, neighbours as one', () => {
    const rectangles = rowsOf(decisionRegions(given), 'rect')
    assert.equal(rectangles.length, 2 * 6)
    for (const { x, x2, y, y2, series } of rectangles) {
      assert.deepEqual([x, x2], series === 'no' ? [-1, 0.25] : [0.25, 2])
      assert.equal(Number(y2) - Number(y), 0.5)
    }
    const area = rectangles.reduce((sum, r) => sum + Number(r.x2) - Number(r.x), 0)
    assert.equal(area, 3 * 6)
  })

  it('asks for points row by row from below: what lies above is drawn above', () => {
    const above = (points: Matrix) =>
      right(points).map((_, n) => Number(flat(points)[2 * n + 1] > 0.5))
    const rectangles = rowsOf(decisionRegions({ ...given, classify: above }), 'rect')
    assert.equal(rectangles.length, 6)
    for (const { y, series } of rectangles) assert.equal(series, Number(y) >= 0.5 ? 'yes' : 'no')
  })

  it('draws the points in the classes that they have, not in those that it finds', () => {
    const chart = decisionRegions({ ...given, labels: math.matrix([0, 1, 1, 0]) })
    assert.deepEqual(rowsOf(chart, 'point'), [
      { x: 0, y: 0, series: 'no' },
      { x: 0, y: 1, series: 'yes' },
      { x: 1, y: 0, series: 'yes' },
      { x: 1, y: 1, series: 'no' },
    ])
    assert.match(chart.description, /no on 42 % and yes on 58 %\. 2 of 4 points on ground of their/)
  })

  it('leaves room around the points when no domain is asked for', () => {
    const { xDomain: _x, yDomain: _y, ...rest } = given
    const rectangles = rowsOf(decisionRegions(rest), 'rect')
    assert.equal(Math.min(...rectangles.map(({ x }) => Number(x))), -0.2)
    assert.equal(Math.max(...rectangles.map(({ y2 }) => Number(y2))), 1.2)
  })

  it('refuses points that are no plane, and answers that are no classes', () => {
    const refuses = (changed: object, error: object) =>
      assert.throws(() => decisionRegions({ ...given, ...changed }), error)
    refuses({ points: math.zeros([4, 3]) }, ShapeError)
    refuses({ labels: [0, 1] }, /points of shape 4×2 and 2 labels/)
    refuses({ labels: [0, 1, 2, 0] }, DomainError)
    refuses({ classify: () => [0, 1] }, /classify 72 numbers.*argMax/s)
    refuses({ classify: (x: Matrix) => right(x).map((k) => k / 2) }, /0\.5/)
    refuses({ xDomain: [1, 1] }, /\[1, 1\]/)
  })
})
