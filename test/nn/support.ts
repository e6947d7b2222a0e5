import assert from 'node:assert/strict'
import { grad } from '../../src/autodiff/grad.js'
import { numericalGradient } from '../../src/autodiff/numerical.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { backend } from '../../src/math/kernels/index.js'
import type { Random } from '../../src/math/random.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix, Value } from '../../src/math/types.js'
import type { Layer } from '../../src/nn/Layer.js'
import { assertClose, type GoldenArray, golden, numbers, type Tolerance } from '../golden/golden.js'

/** An array of a golden file that has one axis or more. */
export function matrixOf(array: GoldenArray): Matrix {
  return numbers(array) as Matrix // a number only without axes
}

/** Normal numbers at least 0.1 away from 0, where ReLU has its kink. */
export function awayFromZero(random: Random, size: number[]): Matrix {
  const values = Array.from(flat(random.normal(size)))
  return tensor(
    values.map((v) => v + (v < 0 ? -0.1 : 0.1)),
    size,
  )
}

/**
 * How near a step that a layer computes at once comes to the same in operations: bit for bit, but
 * where a native BLAS sums in an order of its own.
 */
export function inOneStep(): Tolerance {
  const near = backend() === 'blas' ? 1e-13 : 0
  return { relative: near, absolute: near }
}

type Tensors<V> = Record<string, V>

/** Makes a layer of plain parameters, and the same layer of Variables. */
interface Make {
  (params: Tensors<Matrix>): Layer
  (params: Tensors<Variable>): { forward(x: Variable): Variable }
}

/**
 * The gradients of sum(dout ⊙ forward(x)) by x and by each parameter, in three ways, compared:
 * the hand-written backward, autodiff and central differences; and the second derivatives.
 */
export function assertThreeGradientsAgree(
  make: Make,
  x: Matrix,
  params: Tensors<Matrix>,
  random: Random,
): void {
  const layer = make(params)
  const y = layer.forward(x)
  const dout = random.normal([...shape(y)])
  const byHand: Tensors<Matrix> = { x: layer.backward(dout), ...layer.grads }

  const variables = mapValues({ x, ...params }, (value) => new Variable(value))
  const { x: vx, ...vparams } = variables
  const inOperations = make(vparams).forward(vx)
  assertClose(y, inOperations, inOneStep(), 'y in one step and in operations')
  math.sum(math.dotMultiply(inOperations, dout)).backward()

  const inputs: Tensors<Matrix> = { x, ...params }
  const byDifferences = numericalGradient(
    () => math.sum(math.dotMultiply(make(params).forward(x), dout)),
    inputs,
  )
  assert.deepEqual(Object.keys(byHand).sort(), Object.keys(inputs).sort())
  for (const name of Object.keys(inputs)) {
    const byAutodiff = variables[name].grad as Matrix // the gradient of a matrix is a matrix
    assertClose(byHand[name], byAutodiff, { absolute: 1e-12, relative: 1e-12 }, `d${name}`)
    assertClose(byDifferences[name], byAutodiff, { absolute: 1e-6, relative: 1e-6 }, `d${name}`)
  }
  assertSecondDerivative(make, inputs, random)
}

/**
 * Where all inputs move a little along a random direction, the gradient of sum(forward(x)²) changes
 * as the gradient of the gradient says.
 */
function assertSecondDerivative(make: Make, inputs: Tensors<Matrix>, random: Random): void {
  const randomly = () => mapValues(inputs, (value) => random.normal([...shape(value)]))
  const [weights, direction] = [randomly(), randomly()]
  const f = ({ x, ...params }: Tensors<Variable>) => math.sum(math.square(make(params).forward(x)))
  const slope = (at: Tensors<Value>): Value =>
    total(grad(f)(at as Tensors<Variable>) as Tensors<Value>, weights)

  const h = 1e-5
  const moved = (step: number) =>
    slope(mapValues(inputs, (v, name) => math.add(v, math.dotMultiply(direction[name], step))))
  const byDifferences = ((moved(h) as number) - (moved(-h) as number)) / (2 * h)
  const byAutodiff = total(grad(slope)(inputs) as Tensors<Value>, direction)
  assertClose(byAutodiff, byDifferences, { relative: 1e-5, absolute: 1e-5 }, 'second derivative')
}

/** The sum over all inputs of ⟨gradient, weights⟩. */
function total(gradients: Tensors<Value>, weights: Tensors<Matrix>): Value {
  return Object.entries(gradients)
    .map(([name, g]): Value => math.sum(math.dotMultiply(g as Variable, weights[name])))
    .reduce((a, b) => math.add(a, b))
}

function mapValues<A, B>(record: Record<string, A>, f: (value: A, name: string) => B) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value, name)]))
}

export interface LayerCase {
  layer: string
  name: string
  x: GoldenArray
  dout: GoldenArray
  out: GoldenArray
  dx: GoldenArray
  W?: GoldenArray
  b?: GoldenArray
  dW?: GoldenArray
  db?: GoldenArray
  /** Of windows. */
  stride?: number
  pad?: number
  pool?: [number, number]
  /** Instead of out and dx: with each kind of padding. */
  padWith?: { minusInfinity: { out: GoldenArray; dx: GoldenArray } }
}

/** Every layer of the notes, from jax. */
const { cases } = golden<{ cases: LayerCase[] }>('layers')
const tolerance = { relative: 1e-12, absolute: 1e-13 }

/** Forward and backward of each golden case of the layer. */
export function goldenTests(name: string, make: (example: LayerCase) => Layer) {
  for (const example of cases.filter(({ layer }) => layer === name)) {
    it(`agrees with jax: ${example.name}`, () => {
      const layer = make(example)
      const { out, dx } = example.padWith?.minusInfinity ?? example
      assertClose(layer.forward(matrixOf(example.x)), matrixOf(out), tolerance, 'y')
      assertClose(layer.backward(matrixOf(example.dout)), matrixOf(dx), tolerance, 'dx')
      if (!example.dW || !example.db) return assert.deepEqual(layer.grads, {})
      assertClose(layer.grads.W, matrixOf(example.dW), tolerance, 'dW')
      assertClose(layer.grads.b, matrixOf(example.db), tolerance, 'db')
    })
  }
}

/** What every layer refuses in backward; wrongDout would broadcast to the right shape. */
export function refusesTests(make: () => Layer, name: string, x: number[], wrongDout: number[]) {
  it('says that backward needs a forward before it', () => {
    assert.throws(
      () => make().backward(math.zeros([2, 2])),
      (error: Error) =>
        error.message.includes(`${name}.backward`) && /no forward/.test(error.message),
    )
  })

  it('keeps nothing of an inference for backward', () => {
    const layer = make()
    const y = layer.forward(math.zeros(x))
    layer.forward(math.zeros(x), { training: false })
    assert.throws(() => layer.backward(y), { where: `${name}.backward`, given: /training: false/ })
  })

  it('refuses a dout that broadcasting would stretch', () => {
    const layer = make()
    layer.forward(math.zeros(x))
    assert.throws(() => layer.backward(math.zeros(wrongDout)), {
      name: 'ShapeError',
      where: `${name}.backward`,
    })
  })
}
