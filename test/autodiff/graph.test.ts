import assert from 'node:assert/strict'
import { collapsed, type Graph, graph } from '../../src/autodiff/graph.js'
import { named } from '../../src/autodiff/named.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, shape } from '../../src/math/storage.js'
import type { Matrix, Value } from '../../src/math/types.js'
import { applesAndOranges } from '../charts/graphs.js'

/** The arrows that leave the nodes of that label. */
function from({ nodes, edges }: Graph, label: string) {
  const ids = nodes.filter((node) => node.label === label).map(({ id }) => id)
  return edges.filter((edge) => ids.includes(edge.from))
}

describe('graph', () => {
  it('has the values and gradients of apples and oranges', () => {
    const found = graph(applesAndOranges())
    const rounded = (x: unknown) => Math.round((x as number) * 1e9) / 1e9
    const arrow = (label: string) =>
      from(found, label).map((e) => [rounded(e.value), rounded(e.gradient)])
    assert.deepEqual(arrow('apple'), [[100, 2.2]])
    assert.deepEqual(arrow('apples'), [[2, 110]])
    assert.deepEqual(arrow('orange'), [[150, 3.3]])
    assert.deepEqual(arrow('oranges'), [[3, 165]])
    assert.deepEqual(arrow('tax'), [[1.1, 650]])
    assert.deepEqual(arrow('+'), [[650, 1.1]])
    assert.deepEqual(arrow('×').at(-1), [715, 1])
    const kinds = found.nodes.map(({ kind }) => kind)
    assert.deepEqual(kinds.filter((kind) => kind === 'input').length, 5)
    assert.deepEqual(kinds.filter((kind) => kind === 'output').length, 1)
  })

  it('tells what each use of a value contributes: they add up to its gradient', () => {
    const x = new Variable(0.7, 'x')
    const y = math.multiply(math.sin(x), math.multiply(x, x)) as Variable
    const uses = from(graph(y), 'x').map(({ gradient }) => gradient as number)
    assert.equal(uses.length, 3)
    y.backward()
    assert.ok(Math.abs(uses.reduce((a, b) => a + b) - (x.grad as number)) < 1e-15)
  })

  it('shows numbers and matrices among the arguments, without a gradient; axes are none', () => {
    const x = new Variable(math.matrix([1, 2]), 'x')
    const found = graph(math.sum(math.multiply(x, 3), 0) as Variable)
    assert.deepEqual(
      found.nodes.map(({ label }) => label),
      ['x', '×', '', 'Σ', ''],
    )
    assert.deepEqual(
      from(found, '').map(({ gradient }) => gradient),
      [undefined],
    )
  })

  it('takes the gradient that arrives at a matrix', () => {
    const X = new Variable(math.ones([3, 2]), 'X')
    const W = new Variable(math.ones([2, 4]), 'W')
    const Y = math.multiply(X, W)
    assert.throws(() => graph(Y), ShapeError)
    assert.throws(() => graph(Y, math.ones([3, 3])), ShapeError)
    const [ofX] = from(graph(Y, math.ones([3, 4])), 'X')
    assert.deepEqual(shape(ofX.gradient as Matrix), [3, 2])
    assert.deepEqual([...flat(ofX.gradient as Matrix)], [4, 4, 4, 4, 4, 4])
  })

  it('refuses what is no Variable', () => {
    assert.throws(() => graph(3 as never), { name: 'DomainError', where: 'graph', given: '3' })
  })

  it('leaves the gradients of the Variables alone, and refuses a tape that was freed', () => {
    const x = new Variable(2, 'x')
    const y = math.square(x)
    graph(y)
    assert.equal(x.grad, undefined)
    y.backward()
    assert.throws(() => graph(y), DomainError)
  })
})

describe('named parts', () => {
  const layer = (name: string, x: Value): Variable =>
    named(name, () => math.sigmoid(math.multiply(x, new Variable(2, `w of ${name}`))) as Variable)

  it('are collapsed into one node each; what enters and leaves them stays', () => {
    const y = layer('second', layer('first', new Variable(0.5, 'x')))
    const full = graph(y)
    assert.equal(full.nodes.filter(({ kind }) => kind === 'operation').length, 4)
    const { nodes, edges } = collapsed(full)
    const layers = nodes.filter(({ kind }) => kind === 'layer').map(({ label }) => label)
    assert.deepEqual(layers.sort(), ['first', 'second'])
    const between = (label: string) => from({ nodes, edges }, label).map(({ to }) => to)
    const idOf = (label: string) => nodes.find((node) => node.label === label)?.id
    assert.deepEqual(between('x'), [idOf('first')])
    assert.deepEqual(between('first'), [idOf('second')])
    assert.deepEqual(between('w of second'), [idOf('second')])
  })

  it('belong to the outermost one, and two of one name remain two', () => {
    const x = new Variable(0.5, 'x')
    const y = layer(
      'a',
      named('outer', () => layer('a', layer('a', x))),
    )
    const labels = collapsed(graph(y)).nodes.filter(({ kind }) => kind === 'layer')
    assert.deepEqual(labels.map(({ label }) => label).sort(), ['a', 'outer'])
  })

  it('give back what is computed, whatever it is', () => {
    assert.deepEqual(
      named('numbers', () => ({ a: 1, b: [2] })),
      { a: 1, b: [2] },
    )
  })
})
