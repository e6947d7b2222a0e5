/** ml-matrix: the usual choice for linear algebra in JavaScript. It has no broadcasting. */
import { readFileSync } from 'node:fs'
import { Matrix } from 'ml-matrix'
import { workOf } from '../onMatrices.js'
import { startUp } from '../startUp.js'

const file = new URL('../../node_modules/ml-matrix/package.json', import.meta.url)

export const version = `ml-matrix ${JSON.parse(readFileSync(file, 'utf8')).version}`

const form = {
  matrix: (values, size) => {
    const [rows, columns] = size.length === 1 ? [1, size[0]] : size
    return Matrix.from1DArray(rows, columns, values)
  },
  values: (result) => (Matrix.isMatrix(result) ? result.to1DArray() : [result].flat()),
}

const operations = {
  multiply: (a, b) => a.mmul(b),
  multiplyTransposed: (a, b) => a.transpose().mmul(b),
  add: (x, y) => (y.rows === 1 ? x.clone().addRowVector(y) : Matrix.add(x, y)),
  dotMultiply: (x, y) => Matrix.mul(x, y),
  transpose: (x) => x.transpose(),
  exp: (x) => Matrix.exp(x),
  log: (x) => Matrix.log(x),
  tanh: (x) => Matrix.tanh(x),
  sum: (x) => x.sum(),
  sum0: (x) => x.sum('column'),
  sum1: (x) => x.sum('row'),
  max1: (x) => x.max('row'),
}

export const work = { ...workOf(form, operations), startUp: startUp('startUp/mlMatrix.mjs') }
