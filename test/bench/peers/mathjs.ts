/** Plain mathjs, written as its documentation suggests; element by element through `map`. */
import { all, create, type Matrix } from 'mathjs'
import type { Prepare } from '../protocol.js'
import { mathWork } from '../work/math.js'
import { type MlpData, mlp, mlpData } from '../work/mlp.js'

const math = create(all)

export const work: Readonly<Record<string, Prepare>> = {
  'MLP step': () => {
    const network = new Network(mlpData())
    return () => network.step()
  },
  ...mathWork<Matrix>(
    {
      multiply: (a, b) => math.multiply(a, b),
      transpose: (a) => math.transpose(a),
      add: (a, b) => math.add(a, b),
      exp: (x) => math.map(x, (value) => Math.exp(value)),
      log: (x) => math.map(x, (value) => Math.log(value)),
      tanh: (x) => math.map(x, (value) => Math.tanh(value)),
      sigmoid,
      sum: (x, axis) => sum(x, axis),
    },
    matrixOf,
    1e8,
  ),
}

class Network {
  readonly #x: Matrix
  readonly #t: Matrix
  #W1: Matrix
  #b1: Matrix
  #W2: Matrix
  #b2: Matrix

  constructor(data: MlpData) {
    const { rows, inputs, hidden, outputs } = mlp
    this.#x = matrixOf(data.x, [rows, inputs])
    this.#t = matrixOf(data.t, [rows, outputs])
    this.#W1 = matrixOf(data.W1, [inputs, hidden])
    this.#b1 = matrixOf(data.b1, [hidden])
    this.#W2 = matrixOf(data.W2, [hidden, outputs])
    this.#b2 = matrixOf(data.b2, [outputs])
  }

  step(): number {
    const h = sigmoid(math.add(math.multiply(this.#x, this.#W1), this.#b1))
    const scores = math.add(math.multiply(h, this.#W2), this.#b2)
    const y = softmax(scores)
    const logs = math.map(y, (value) => Math.log(value))
    const total = Number(math.sum(math.dotMultiply(this.#t, logs)))

    const d = math.divide(math.subtract(y, this.#t), mlp.rows) as Matrix
    const slope = math.map(h, (value) => value * (1 - value))
    const dh = math.dotMultiply(math.multiply(d, math.transpose(this.#W2)), slope) as Matrix
    this.#W2 = descend(this.#W2, math.multiply(math.transpose(h), d))
    this.#b2 = descend(this.#b2, sum(d, 0))
    this.#W1 = descend(this.#W1, math.multiply(math.transpose(this.#x), dh))
    this.#b1 = descend(this.#b1, sum(dh, 0))
    return -total / mlp.rows
  }
}

function softmax(scores: Matrix): Matrix {
  const top = math.reshape(math.max(scores, 1) as unknown as Matrix, [mlp.rows, 1])
  const e = math.map(math.subtract(scores, top), (value) => Math.exp(value))
  return math.dotDivide(e, math.reshape(sum(e, 1), [mlp.rows, 1])) as Matrix
}

function sigmoid(x: Matrix): Matrix {
  return math.map(x, (value) => 1 / (1 + Math.exp(-value)))
}

/** Sum over an axis. (mathjs's types leave out that it returns a matrix.) */
function sum(x: Matrix, axis: number): Matrix {
  return math.sum(x, axis) as unknown as Matrix
}

function descend(parameter: Matrix, gradient: Matrix): Matrix {
  return math.subtract(parameter, math.multiply(mlp.learningRate, gradient) as Matrix)
}

function matrixOf(values: Float64Array, size: readonly number[]): Matrix {
  return math.reshape(math.matrix(Array.from(values)), [...size])
}
