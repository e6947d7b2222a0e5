/**
 * The library as a stranger imports it: the built package, with NOTEGRAD_BACKEND's backend.
 */
import { Adam, flat, type Matrix, math, tensor } from 'notegrad'
import { arrays, digest } from '../../data.js'
import type { Prepare } from '../../protocol.js'
import { workOf } from '../onMatrices.js'
import { startUp } from '../startUp.js'
import { versionOfOurs } from '../versionOfOurs.js'

export const version = versionOfOurs()

/** A matrix of the library's own making, as those of JAX are arrays of its own. */
const made = (values: Float64Array, size: readonly number[]) => math.clone(tensor(values, size))

const form = {
  matrix: made,
  values: (result: Matrix | number) => (typeof result === 'number' ? [result] : flat(result)),
}

export const work: Readonly<Record<string, Prepare>> = {
  ...workOf<Matrix>(form as never, {
    multiply: (a, b) => math.multiply(a, b),
    multiplyTransposed: (a, b) => math.multiply(a, b, { transposeA: true }),
    add: (x, y) => math.add(x, y),
    addRelu: (x, y) => math.addRelu(x, y),
    dotMultiply: (x, y) => math.dotMultiply(x, y),
    transpose: (x) => math.transpose(x),
    exp: (x) => math.exp(x),
    log: (x) => math.log(x),
    tanh: (x) => math.tanh(x),
    sigmoid: (x) => math.sigmoid(x),
    sum: (x) => math.sum(x) as never,
    sum0: (x) => math.sum(x, 0),
    sum1: (x) => math.sum(x, 1),
    max1: (x) => math.max(x, 1),
    im2col: (x) => math.im2col(x, 5, 5),
    col2im: (x) => math.col2im(x, [100, 1, 28, 28], 5, 5),
    maxPool: (x) => math.maxPool(x, 2, 2, { stride: 2 }),
  }),
  startUp: startUp('startUp/notegrad.mjs'),
  adam: ({ operands = [] }) => {
    const [W, g] = arrays(operands, [-1, 1]).map((values, i) => made(values, operands[i]))
    const optimizer = new Adam({ form: 'paper' })
    const run = () => optimizer.update({ W }, { W: g })
    return {
      run,
      check: () => {
        for (let step = 0; step < 3; step++) run()
        return digest(flat(W))
      },
    }
  },
}
