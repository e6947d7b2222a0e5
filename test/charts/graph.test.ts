import assert from 'node:assert/strict'
import { type Graph, graph } from '../../src/autodiff/graph.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { graphChart } from '../../src/charts/graphChart.js'
import { type Arrow, type Point, placed } from '../../src/charts/graphLayout.js'
import { DomainError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import type { Value } from '../../src/math/types.js'
import { compilers, drawQuietly } from './compilers.js'
import { figures } from './graphs.js'
import { layers, type Row } from './inside.js'

function plan({ nodes, edges }: Graph) {
  return placed({
    nodes: nodes.map(({ label, kind }) => ({ label, round: kind === 'operation' })),
    edges: edges.map(({ from, to }) => ({ from, to, above: '1.234', below: '0.5' })),
  })
}

/** Whether two sections of line have an inner point in common. */
function cross([a, b]: readonly Point[], [c, d]: readonly Point[]): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x))
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

const sections = ({ points }: Arrow) => points.slice(1).map((point, i) => [points[i], point])

const texts = (rows: readonly Row[]) => rows.map(({ text }) => text)

describe('the layout of a graph', () => {
  for (const [name, figure] of Object.entries(figures)) {
    it(`has no crossing arrows, and none through a circle: ${name}`, () => {
      const { arrows, boxes, width, height } = plan(figure)
      arrows.forEach((arrow, i) => {
        for (const other of arrows.slice(i + 1)) {
          const crossing = sections(arrow).some((s) => sections(other).some((t) => cross(s, t)))
          assert.ok(!crossing, `arrow ${i}`)
        }
      })
      const middle = boxes.flatMap((box, id) =>
        figure.nodes[id].kind === 'operation' ? [box] : [],
      )
      for (const { points } of arrows) {
        for (const { x, y } of points) {
          assert.ok(x >= 0 && x <= width && y >= 0 && y <= height, 'inside the picture')
          for (const box of middle) {
            assert.ok(Math.hypot(x - box.x, y - box.y) >= box.height / 2 - 1e-9)
          }
        }
      }
    })
  }

  it('goes from left to right, first arguments above second ones', () => {
    const { arrows } = plan(figures.affine)
    for (const { points } of arrows) assert.ok(points[0].x < points.at(-1)!.x)
    const [X, W] = ['X', 'W'].map((label) => {
      const id = figures.affine.nodes.find((node) => node.label === label)!.id
      return arrows[figures.affine.edges.findIndex(({ from }) => from === id)].label.y
    })
    assert.ok(X < W)
  })

  it('of two uses of one value has two arrows', () => {
    const x = new Variable(2, 'x')
    const { arrows } = plan(graph(math.multiply(x, x)))
    assert.notEqual(arrows[0].label.y, arrows[1].label.y)
  })
})

describe('graphChart', () => {
  it('writes values above the arrows and gradients below, and shapes of matrices', () => {
    const [, , circles, names, above, below] = layers(graphChart(figures['apples and oranges']))
    assert.equal(circles.data?.values.length, 4)
    assert.deepEqual(
      names.data?.values.map(({ label }) => label),
      ['apple', 'apples', '×', 'orange', 'oranges', '×', '+', 'tax', '×', ''],
    )
    assert.deepEqual(texts(above.data!.values).slice(-2), ['1.1', '715'])
    assert.deepEqual(texts(below.data!.values).slice(-2), ['650', '1'])
    const ofMatrices = layers(graphChart(figures.affine)).slice(-2)
    for (const side of ofMatrices) assert.ok(texts(side.data!.values).includes('5×2'))
  })

  it('says in a sentence what it shows', () => {
    const { description } = graphChart(figures['apples and oranges'])
    assert.match(description, /4 steps from apple, apples, orange, oranges, tax to 715\.$/)
  })

  it('draws layers as nodes where there are many steps, and as steps when asked', () => {
    const words = (chart: ReturnType<typeof graphChart>) =>
      layers(chart)[3].data!.values.map(({ label }) => label)
    const deep = figures['deep network']
    assert.deepEqual(
      words(graphChart(deep)).filter((label) => String(label).startsWith('L')).length,
      9,
    )
    assert.ok(words(graphChart(deep, { collapse: false })).includes('sigmoid'))
    assert.ok(words(graphChart(figures.network)).includes('sigmoid'))
    assert.ok(words(graphChart(figures.network, { collapse: true })).includes('Layer 1'))
  })

  it('refuses a graph that no picture can show', () => {
    let y: Value = new Variable(0.1)
    for (let i = 0; i < 200; i++) y = math.sin(y)
    assert.throws(() => graphChart(graph(y as Variable)), DomainError)
  })
})

describe('a walk back through a graph', () => {
  const walk = graphChart(figures['apples and oranges'], { walk: true })

  for (const version of Object.keys(compilers)) {
    it(`reveals the gradients operation by operation under vega-lite ${version}`, async () => {
      const gradients = async (operationsPassed: number) => {
        const svg = await drawQuietly(version, walk, { operationsPassed })
        // values are drawn in the default colour, gradients in vermilion
        return [...svg.matchAll(/fill="#d55e00">([^<]+)</g)].map(([, text]) => text).sort()
      }
      assert.deepEqual(await gradients(0), ['1'])
      assert.deepEqual(await gradients(1), ['1', '1.1', '650'])
      assert.deepEqual(await gradients(2), ['1', '1.1', '1.1', '1.1', '650'])
      assert.deepEqual(await gradients(3), ['1', '1.1', '1.1', '1.1', '165', '3.3', '650'])
      assert.equal((await gradients(4)).length, 9)
    })
  }

  it('shows all gradients while nobody moves the slider, and tells of it', async () => {
    const [still, whole] = await Promise.all([
      drawQuietly('6.4.3', walk),
      drawQuietly('6.4.3', walk, { operationsPassed: 4 }),
    ])
    assert.equal(still, whole)
    assert.match(walk.description, /A slider walks back/)
  })
})
