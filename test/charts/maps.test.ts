import assert from 'node:assert/strict'
import fc from 'fast-check'
import { arrowChart, contourChart, wireframeChart } from '../../src/charts/index.js'
import { palette } from '../../src/charts/theme.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { tensor } from '../../src/math/storage.js'
import { drawQuietly } from './compilers.js'
import { layers, type Row, rows } from './inside.js'

const bowl = (x: number, y: number) => x ** 2 + y ** 2
const square = { title: 'T', xDomain: [-3, 3], yDomain: [-3, 3] } as const
const map = { ...square, f: bowl }

/** The rows of a layer that is made of layers over the same data. */
const shared = (chart: Parameters<typeof layers>[0], at: number) =>
  layers(chart)[at].data?.values ?? []

/** Rings of one level: lists of points between the nulls. */
function rings(all: readonly Row[], level: number): (readonly [number, number])[][] {
  const found: (readonly [number, number])[][] = [[]]
  for (const row of all.filter((one) => one.level === level)) {
    if (row.x === null) found.push([])
    else found[found.length - 1].push([Number(row.x), Number(row.y)])
  }
  return found
}

/** Area inside a ring, negative where it runs the other way. */
const area = (ring: readonly (readonly [number, number])[]) =>
  ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]
    return sum + (x * nextY - nextX * y) / 2
  }, 0)

describe('contourChart', () => {
  const inside = ([x, y]: readonly [number, number]) => Math.abs(x) < 3 && Math.abs(y) < 3

  it('draws lines on which the function has their level', () => {
    const chart = contourChart({ ...map, levels: [1, 4, 9] })
    for (const level of [1, 4, 9]) {
      const points = rings(rows(chart), level).flat().filter(inside)
      assert.ok(points.length > 40)
      for (const [x, y] of points) assert.ok(Math.abs(bowl(x, y) - level) < 0.01, `${x}, ${y}`)
    }
  })

  it('makes a hole where the function lies below the level: the ring runs the other way', () => {
    const [frame, hole] = rings(rows(contourChart({ ...map, levels: [4] })), 4)
    assert.ok(area(frame) * area(hole) < 0)
    assert.ok(Math.abs(Math.abs(area(hole)) - 4 * Math.PI) < 0.05)
    // half a cell beyond the domain, its corners cut; nothing in the midst of its sides
    const half = 0.06
    assert.ok(Math.abs(Math.abs(area(frame)) - (6 + 2 * half) ** 2) < half ** 2 * 4)
    assert.equal(new Set(frame.map(String)).size, 8)
  })

  it('places x along the width and y along the height', () => {
    const slope = contourChart({ ...map, f: (x, y) => x + 10 * y, levels: [5] })
    const points = rings(rows(slope), 5).flat().filter(inside)
    assert.ok(points.length >= 20)
    for (const [x, y] of points) assert.ok(Math.abs(x + 10 * y - 5) < 1e-3)
  })

  it('chooses levels whose rings in a quadratic bowl are equally far apart', () => {
    const chart = contourChart({ ...map, f: (x) => x ** 2 })
    const found = [...new Set(rows(chart).map(({ level }) => Number(level)))].slice(2)
    const gaps = found.slice(1).map((level, i) => Math.sqrt(level) - Math.sqrt(found[i]))
    assert.ok(gaps.length >= 7)
    for (const gap of gaps) assert.ok(Math.abs(gap - 3 / 11) < 0.05, String(gap))
  })

  it('has a unit of equal length on both axes, unless the chart would become too narrow', () => {
    const size = (yDomain: readonly [number, number]) => {
      const { width, height } = contourChart({ ...map, yDomain })
      return [width, height]
    }
    assert.deepEqual(size([-3, 3]), [380, 380])
    assert.deepEqual(size([-2, 2]), [380, 253])
    assert.deepEqual(size([-4, 4]), [285, 380])
    assert.deepEqual(size([-0.1, 0.1]), [380, 190])
    assert.equal(contourChart({ ...map, width: 200 }).width, 200)
  })

  it('draws paths up to the step of the slider, the shorter one to its end', async () => {
    const points = (count: number) =>
      Array.from({ length: count }, (_, i) => [i - 2, i - 2] as const)
    const paths = [
      { name: 'short', points: points(2) },
      { name: 'long', points: points(5) },
    ]
    const chart = contourChart({ ...map, paths })
    assert.deepEqual(chart.params, [
      {
        name: 'step',
        value: 4,
        bind: { input: 'range', min: 0, max: 4, step: 1, name: 'step ' },
      },
    ])
    const vertices = async (colour: string, step?: number) => {
      const svg = await drawQuietly('5.6.1', chart, step === undefined ? {} : { step })
      const [, line] = new RegExp(
        `<path d="(M[^"]*)"[^>]*stroke="${colour}" stroke-width="2"`,
      ).exec(svg)!
      return line.match(/[ML]/g)?.length
    }
    const [short, long] = palette
    assert.deepEqual([await vertices(short), await vertices(long)], [2, 5])
    assert.deepEqual([await vertices(short, 1), await vertices(long, 1)], [2, 2])
    assert.deepEqual([await vertices(short, 3), await vertices(long, 3)], [2, 4])
  })

  it('takes a path as a matrix, too, and tells the value at each of its places', () => {
    const points = tensor([1, 0, 2, 1], [2, 2])
    const drawn = shared(contourChart({ ...map, paths: [{ name: 'a', points }] }), 1)
    assert.deepEqual(drawn, [
      { x: 1, y: 0, series: 'a', step: 0, value: 1, end: false },
      { x: 2, y: 1, series: 'a', step: 1, value: 5, end: true },
    ])
  })

  it('refuses what is no domain, no levels, no pairs', () => {
    assert.throws(() => contourChart({ ...map, xDomain: [3, -3] }), {
      given: 'xDomain: [3, -3]',
    })
    assert.throws(() => contourChart({ ...map, levels: [1, 1] }), DomainError)
    assert.throws(() => contourChart({ ...map, f: () => Number.NaN }), /nowhere finite/)
    const path = (points: readonly (readonly number[])[]) =>
      // A list of numbers of another length, as a caller without types would give.
      contourChart({ ...map, paths: [{ name: 'a', points: points as [number, number][] }] })
    assert.throws(() => path([[1, 2, 3]]), ShapeError)
    assert.throws(() => path([]), ShapeError)
    const twice = { name: 'a', points: [[0, 0]] as const }
    assert.throws(() => contourChart({ ...map, paths: [twice, twice] }), /two series named 'a'/)
  })
})

describe('arrowChart', () => {
  const arrowsOf = (field: (x: number, y: number) => readonly [number, number], arrows = 5) =>
    shared(arrowChart({ ...square, field, arrows }), 0).map((row) => ({
      x: (Number(row.x) + Number(row.tipX)) / 2,
      y: (Number(row.y) + Number(row.tipY)) / 2,
      right: Number(row.tipX) - Number(row.x),
      up: Number(row.tipY) - Number(row.y),
      turn: Number(row.turn),
    }))

  it('draws every arrow of the grid around its place, all to one scale', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (size) => {
        const arrows = arrowsOf((x, y) => [size * x, -2 * size * y])
        assert.equal(arrows.length, 25)
        // the outermost places are 2.4 from the middle, and a cell is 1.2 long:
        // so long is -2y there
        const scale = (0.95 * 1.2) / (2 * 2.4)
        for (const { x, y, right, up } of arrows) {
          assert.ok(Math.abs(right - scale * x) < 1e-4)
          assert.ok(Math.abs(up + 2 * scale * y) < 1e-4)
        }
      }),
      { seed: 3 },
    )
  })

  it('turns heads clockwise from the right, as pixels count', () => {
    const [{ turn }] = arrowsOf(() => [1, 1], 1)
    assert.equal(turn, -45)
    assert.equal(arrowsOf(() => [0, -1], 1)[0].turn, 90)
  })

  it('leaves out arrows that are not finite, and draws points where all are zero', () => {
    const chart = arrowChart({ ...square, arrows: 3, field: (x) => [1 / x, 0] })
    assert.equal(shared(chart, 0).length, 6)
    assert.match(chart.description, /3 values not finite/)
    for (const { right, up } of arrowsOf(() => [0, 0])) assert.deepEqual([right, up], [0, 0])
  })

  it('draws contours beneath where it is given a function', () => {
    const chart = arrowChart({ ...map, field: (x, y) => [x, y] })
    assert.deepEqual(rows(chart), rows(contourChart(map)))
  })

  it('refuses what is no domain, and no arrows', () => {
    const field = () => [1, 0] as const
    assert.throws(() => arrowChart({ ...square, field, arrows: 0 }), DomainError)
    assert.throws(() => arrowChart({ ...square, field, yDomain: [1, 1] }), DomainError)
  })
})

describe('wireframeChart', () => {
  it('has threads along both axes, whose heights are the function between 0 and 1', () => {
    const chart = wireframeChart({ ...map, cells: 2 })
    const [, threads] = layers(chart)
    const points = threads.data?.values ?? []
    assert.equal(points.length, 6 * 5)
    for (const { a, b, c } of points) {
      assert.ok(Math.abs(Number(c) - (Number(a) ** 2 + Number(b) ** 2) / 2) < 1e-3)
    }
    const along = (name: string) => points.filter(({ series }) => series === name)
    assert.equal(new Set(along('along x₀').map(({ b }) => b)).size, 3)
    assert.equal(new Set(along('along x₁').map(({ a }) => a)).size, 3)
  })

  it('is turned by its slider: seen along an axis, its threads lie one behind the other', async () => {
    const chart = wireframeChart({ ...map, f: (x) => x ** 2, cells: 4 })
    // at a turn of 0 the left of a thread along x₁ is the left of all of it
    const across = async (turn: number) => {
      const svg = await drawQuietly('6.4.3', chart, { turn })
      const threads = [...svg.matchAll(/<path d="(M[^"]*)"[^>]*stroke="#d55e00"[^>]*>/g)]
      assert.ok(threads.length >= 5)
      const numbers = (path: string) => [...path.matchAll(/[ML]([-\d.]+),/g)].map(([, x]) => +x)
      return Math.max(
        ...threads.map(([, path]) => Math.max(...numbers(path)) - Math.min(...numbers(path))),
      )
    }
    assert.ok((await across(0)) < 0.1)
    assert.ok((await across(35)) > 100)
  })

  it('leaves gaps where the function is not finite', () => {
    const chart = wireframeChart({ ...map, f: (x) => Math.sqrt(x), cells: 2 })
    assert.match(chart.description, /values not finite/)
    assert.ok(layers(chart)[1].data?.values.some(({ c }) => c === null))
  })

  it('refuses what is no domain, and a function without finite values', () => {
    assert.throws(() => wireframeChart({ ...map, xDomain: [0, 0] }), DomainError)
    assert.throws(() => wireframeChart({ ...map, f: () => Infinity }), DomainError)
  })
})
