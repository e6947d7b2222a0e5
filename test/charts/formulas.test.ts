import assert from 'node:assert/strict'
import { type Chart, formulaChart, layoutCharts } from '../../src/charts/index.js'
import { DomainError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'

const base = { title: 'T', domain: [-4, 4], yDomain: [-2, 2], samples: 16 } as const
const w = { name: 'w', value: 1, from: -5, to: 5 }
const b = { name: 'b', label: 'bias b', value: -1, from: -3, to: 3, step: 0.5 }

interface Drawn {
  readonly x: number
  readonly y: number
  readonly series: string
  readonly piece?: number
}

/** What the chart draws when its sliders stand there: computed by vega. */
async function drawn(chart: Chart, sliders: Record<string, number> = {}): Promise<Drawn[]> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')])
  // Charts are plain JSON; vega-lite's own type is a union that JSON cannot be checked against.
  const { spec } = vegaLite.compile(chart as unknown as Parameters<typeof vegaLite.compile>[0])
  const view = new vega.View(vega.parse(spec), { renderer: 'none' })
  for (const [name, value] of Object.entries(sliders)) view.signal(name, value)
  await view.runAsync()
  const sets = (spec.data ?? []).map(({ name }) => [...view.data(name)] as Drawn[]) // rows are any
  view.finalize()
  return sets.find(([first]) => first?.series === 'f') ?? []
}

describe('formulaChart', () => {
  const formulas = [
    'w * x + b',
    'x ^ 2 - w ^ 2 / 2',
    '-2 x + -(b - w)',
    'sigmoid(w * x + b)',
    'relu(w x) - step(x + b)',
    'tanh(x) + abs(b) * sin(w * x) * cos(x)',
    'exp(-x) + log(x + 5) + sqrt(x + 5)',
    'log(x + 5, 2) - 2 * log(x + 6, w ^ 2 + 3)',
    'max(x, w, b) - min(x, 2)',
    'step(x) + step(x - 1) * step(sigmoid(x) - b)',
  ]
  for (const formula of formulas) {
    it(`computes ${formula} as mathjs does, wherever the sliders stand`, async () => {
      const chart = formulaChart({
        ...base,
        formulas: [{ name: 'f', formula }],
        parameters: [w, b],
      })
      for (const at of [
        { w: 1, b: -1 },
        { w: -2, b: 0.5 },
        { w: 0, b: 3 },
      ]) {
        const rows = await drawn(chart, at)
        assert.equal(rows.length, 17)
        for (const { x, y } of rows) {
          const expected = Number(math.evaluate(formula, { ...at, x }))
          assert.ok(Math.abs(y - expected) <= 1e-12 * Math.max(1, Math.abs(expected)), `at ${x}`)
        }
      }
    })
  }

  it('begins and ends at its domain, and meets its middle', async () => {
    const rows = await drawn(
      formulaChart({ ...base, formulas: [{ name: 'f', formula: 'x' }], parameters: [] }),
    )
    assert.deepEqual([rows[0].x, rows[8].x, rows[16].x], [-4, 0, 4])
  })

  it('does not join the two sides of a step, also when a slider has moved it', async () => {
    const formula = 'step(x - b) + step(x - 2)'
    const chart = formulaChart({ ...base, formulas: [{ name: 'f', formula }], parameters: [b] })
    for (const at of [-1, 0.5]) {
      const rows = await drawn(chart, { b: at })
      assert.ok(rows.length >= 17)
      for (const { x, piece } of rows) {
        assert.equal(piece, Number(x > at) + 10 * Number(x > 2))
      }
    }
  })

  it('gives each parameter a slider with its label, ends, step and first value', () => {
    const formula = 'w * x + b'
    const chart = formulaChart({ ...base, formulas: [{ name: 'f', formula }], parameters: [w, b] })
    assert.deepEqual(chart.params, [
      { name: 'w', value: 1, bind: { input: 'range', min: -5, max: 5, step: 0.1, name: 'w ' } },
      {
        name: 'b',
        value: -1,
        bind: { input: 'range', min: -3, max: 3, step: 0.5, name: 'bias b ' },
      },
    ])
    assert.match(chart.description, /w = 1 \(slider from -5 to 5\) and b = -1/)
  })

  it('refuses what a chart cannot compute, and says what it can', () => {
    const refused = (formula: string, message: RegExp) =>
      assert.throws(
        () => formulaChart({ ...base, formulas: [{ name: 'f', formula }], parameters: [w] }),
        (error: Error) => error instanceof DomainError && message.test(error.message),
      )
    refused('w * y', /y in 'w \* y'/)
    refused('gamma(x)', /sigmoid, step, tanh/)
    refused('x!', /x!/)
    refused('[x, 1]', /\[x, 1\]/)
    refused('w * (x', /Parenthesis/)
    refused('toString(x)', /toString/)
  })

  it('refuses sliders that do not hold their value, bad names and empty intervals', () => {
    const formulas = [{ name: 'f', formula: 'x' }]
    for (const wrong of [
      { value: 6 },
      { value: Number.NaN },
      { step: 0 },
      { name: 'two words' },
      { name: 'x' },
      { from: 5, to: -5 },
    ]) {
      const parameters = [{ ...w, ...wrong }]
      assert.throws(() => formulaChart({ ...base, formulas, parameters }), DomainError)
    }
    const parameters = [w]
    assert.throws(
      () => formulaChart({ ...base, formulas, parameters, domain: [1, 1] }),
      DomainError,
    )
    assert.throws(() => formulaChart({ ...base, formulas, parameters, samples: 0.5 }), DomainError)
    assert.throws(() => formulaChart({ ...base, formulas: [], parameters }), DomainError)
  })

  it('keeps its sliders in a layout, where one serves both charts', async () => {
    const chart = (formula: string) =>
      formulaChart({ ...base, formulas: [{ name: 'f', formula }], parameters: [w] })
    const both = layoutCharts([chart('w * x'), chart('w + x')], { title: 'Both' })
    assert.equal((both.params as unknown[]).length, 1)
    assert.deepEqual(
      (await drawn(both, { w: 2 })).map(({ x, y }) => y - 2 * x),
      new Array(17).fill(0),
    )
  })
})
