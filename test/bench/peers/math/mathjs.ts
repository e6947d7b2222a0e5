/** Plain mathjs, written as its documentation suggests; element by element through `map`. */
import { all, create, type Matrix } from 'mathjs'
import { workOf } from '../onMatrices.js'
import { startUp } from '../startUp.js'

const math = create(all)

export const version = `mathjs ${math.version}`

const form = {
  matrix: (values: Float64Array, size: readonly number[]) =>
    math.reshape(math.matrix(Array.from(values)), [...size]),
  values: (result: Matrix) =>
    (typeof result === 'number' ? [result] : math.flatten(result).toArray()) as number[],
}

const operations: Readonly<Record<string, (...operands: Matrix[]) => Matrix>> = {
  multiply: (a, b) => math.multiply(a, b),
  multiplyTransposed: (a, b) => math.multiply(math.transpose(a), b),
  add: (x, y) => math.add(x, y),
  addRelu: (x, y) => math.map(math.add(x, y), (value) => Math.max(0, value)),
  dotMultiply: (x, y) => math.dotMultiply(x, y) as Matrix,
  transpose: (x) => math.transpose(x),
  exp: (x) => math.map(x, math.exp),
  log: (x) => math.map(x, (value) => math.log(value)),
  tanh: (x) => math.map(x, math.tanh),
  sigmoid: (x) => math.map(x, (value) => 1 / (1 + Math.exp(-value))),
  // mathjs's types leave out what these return
  sum: (x) => math.sum(x) as unknown as Matrix,
  sum0: (x) => math.sum(x, 0) as unknown as Matrix,
  sum1: (x) => math.sum(x, 1) as unknown as Matrix,
  max1: (x) => math.max(x, 1) as unknown as Matrix,
}

export const work = { ...workOf(form, operations), startUp: startUp('startUp/mathjs.mjs') }
