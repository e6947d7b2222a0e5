import assert from 'node:assert/strict'
import { Variable } from '../../src/autodiff/Variable.js'
import { histogram } from '../../src/charts/index.js'
import { math } from '../../src/math/instance.js'
import { tensor } from '../../src/math/storage.js'
import '../../src/notebook/index.js'
import type { MimeBundle } from '../../src/notebook/front.js'

/** What a kernel does with the last value of a cell. */
async function lastValue(value: object): Promise<MimeBundle> {
  const display: unknown = Reflect.get(value, Symbol.for('Jupyter.display'))
  assert.equal(typeof display, 'function')
  return (display as () => MimeBundle).call(value)
}

describe('the last value of a cell', () => {
  it('is drawn when it is a chart', async () => {
    const chart = histogram({ title: 'Ten', xTitle: 'x', values: [1, 2, 3] })
    const bundle = await lastValue(chart)
    assert.deepEqual(Object.keys(bundle).sort(), [
      'application/vnd.vegalite.v5+json',
      'image/svg+xml',
      'text/plain',
    ])
    assert.equal(bundle['text/plain'], chart.description)
  })

  it('is a table when it is a matrix, ours or made by mathjs', async () => {
    for (const matrix of [tensor([1, 2], [1, 2]), math.matrix([[1, 2]]), math.zeros(1, 2)]) {
      const bundle = await lastValue(matrix as object)
      assert.match(bundle['text/plain'], /^matrix 1×2\n/)
      assert.match(String(bundle['text/html']), /^<table>/)
    }
  })

  it('shows value and gradient of a Variable', async () => {
    const W = new Variable(tensor([1, 2, 3, 4], [2, 2]), 'W')
    assert.match(
      (await lastValue(W))['text/plain'],
      /^Variable W: matrix 2×2\n\[\[1 2\]\n \[3 4\]\]$/,
    )
    W.grad = tensor([2, 4, 6, 8], [2, 2])
    const bundle = await lastValue(W)
    assert.match(bundle['text/plain'], /\ngradient of W: matrix 2×2\n\[\[2 4\]\n \[6 8\]\]$/)
    assert.equal(String(bundle['text/html']).match(/<table>/g)?.length, 2)
  })

  it('is one line when it is a Variable with a number', async () => {
    const x = new Variable(3, 'x')
    assert.deepEqual(await lastValue(x), { 'text/plain': String(x) })
  })

  it('keeps the method out of sight of copies and JSON', () => {
    const matrix = tensor([1], [1])
    const chart = histogram({ title: 'Ten', xTitle: 'x', values: [1] })
    for (const value of [matrix, chart, new Variable(1)]) {
      assert.ok(Symbol.for('Jupyter.display') in value)
      assert.ok(!(Symbol.for('Jupyter.display') in { ...value }))
      assert.doesNotMatch(JSON.stringify(value), /Jupyter/)
    }
  })
})
