import assert from 'node:assert/strict'
import { numericalGradient } from '../../src/autodiff/numerical.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import type { Random } from '../../src/math/random.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import type { Layer } from '../../src/nn/Layer.js'
import { assertClose, type GoldenArray, numbers } from '../golden/golden.js'

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

type Tensors<V> = Record<string, V>

/** Makes a layer of plain parameters, and the same layer of Variables. */
interface Make {
  (params: Tensors<Matrix>): Layer
  (params: Tensors<Variable>): { forward(x: Variable): Variable }
}

/**
 * The gradients of sum(dout ⊙ forward(x)) by x and by each parameter, in three ways, compared:
 * the hand-written backward, autodiff and central differences.
 */
export function assertThreeGradientsAgree(
  make: Make,
  x: Matrix,
  params: Tensors<Matrix>,
  random: Random,
): void {
  const layer = make(params)
  const dout = random.normal([...shape(layer.forward(x))])
  const byHand: Tensors<Matrix> = { x: layer.backward(dout), ...layer.grads }

  const variables = mapValues({ x, ...params }, (value) => new Variable(value))
  const { x: vx, ...vparams } = variables
  math.sum(math.dotMultiply(make(vparams).forward(vx), dout)).backward()

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
}

function mapValues<A, B>(record: Record<string, A>, f: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value)]))
}
