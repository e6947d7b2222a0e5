import assert from 'node:assert/strict'
import type { Spec } from 'vega'
import { perceptronChart } from '../../src/charts/index.js'
import { DomainError } from '../../src/math/errors.js'
import { compilers } from './compilers.js'

const gates = { AND: [0, 0, 0, 1], OR: [0, 1, 1, 1], XOR: [0, 1, 1, 0] }
const given = { title: 'T', w: [0.5, 0.5], b: -0.7, gates } as const

interface Row {
  readonly x: number
  readonly y: number
  readonly y2: number
  readonly series: string
}

/** The chart as vega runs it, with its sliders moved. */
async function moved(sliders: Record<string, number | string>) {
  const vega = await import('vega')
  const { compile } = await compilers['6.4.3']()
  // Charts are plain JSON; vega-lite's own type is a union that JSON cannot be checked against.
  const chart = perceptronChart(given) as unknown as Parameters<typeof compile>[0]
  const spec: Spec = compile(chart).spec
  const view = new vega.View(vega.parse(spec), { renderer: 'none' })
  for (const [name, value] of Object.entries(sliders)) view.signal(name, value)
  await view.runAsync()
  const sets: Row[][] = (spec.data ?? []).map(({ name }) => view.data(name))
  const svg = await view.toSVG()
  view.finalize()
  return { sets, title: />(T · [^<]*)</.exec(svg)?.[1] }
}

const wrongCorners = (sets: readonly Row[][]) =>
  sets.find((rows) => rows.length < 4)?.map(({ x, y }) => [x, y]) ?? []

describe('perceptronChart', () => {
  it('says how many corners are as the chosen gate wants, wherever the sliders stand', async () => {
    assert.equal((await moved({})).title, 'T · AND: 4 of 4 right')
    assert.equal((await moved({ b: -0.2 })).title, 'T · AND: 2 of 4 right')
    assert.equal((await moved({ b: -0.2, gate: 'OR' })).title, 'T · OR: 4 of 4 right')
    assert.equal((await moved({ b: -0.2, gate: 'XOR' })).title, 'T · XOR: 3 of 4 right')
  })

  it('rings the corners at which it is wrong', async () => {
    assert.deepEqual(wrongCorners((await moved({ b: -0.2, gate: 'XOR' })).sets), [[1, 1]])
  })

  const positions = [
    { w1: 0.5, w2: 0.5, b: -0.7 },
    { w1: -1, w2: 0.3, b: 0.4 },
    { w1: 1, w2: -2, b: 0.1 },
    { w1: 1, w2: 0, b: -0.52 },
    { w1: 0, w2: 0, b: 1 },
    { w1: 0, w2: 0, b: 0 },
  ]
  for (const { w1, w2, b } of positions) {
    it(`colours the plane as w1 = ${w1}, w2 = ${w2} and b = ${b} divide it`, async () => {
      const { sets } = await moved({ w1, w2, b })
      const areas = sets.filter((rows) => rows.length > 100 && 'series' in rows[0])
      assert.deepEqual(areas.map(([{ series }]) => series).sort(), ['0', '1'])
      for (const { x, y, y2, series } of areas.flat()) {
        if (y2 - y < 1e-9) continue
        const middle = w1 * x + w2 * ((y + y2) / 2) + b
        if (Math.abs(middle) > 1e-12) assert.equal(series, middle > 0 ? '1' : '0')
        assert.ok(y >= -0.5 && y2 <= 1.5)
      }
      const heights = areas.flat().reduce((sum, { y, y2 }) => sum + y2 - y, 0)
      assert.ok(Math.abs(heights - 2 * areas[0].length) < 1e-9)
    })
  }

  it('refuses values beyond its sliders, and gates without four answers', () => {
    const refuses = (changed: object, error: object) =>
      assert.throws(() => perceptronChart({ ...given, ...changed }), error)
    refuses({ b: 3 }, DomainError)
    refuses({ w: [Number.NaN, 1] }, /w1 = NaN/)
    refuses({ gates: {} }, /none/)
    refuses({ gates: { AND: [0, 0, 1] } }, /AND: \[0, 0, 1\]/)
    refuses({ gates: { AND: [0, 0, 0, 2] } }, DomainError)
  })
})
