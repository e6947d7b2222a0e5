/** TensorFlow.js, float32. */
import { workOf } from '../onMatrices.js'
import { tf, version } from '../tfjs.mjs'

export { version }

const form = {
  matrix: (values, size) => tf.tensor(Float32Array.from(values), size),
  values: (result) => result.dataSync(),
  scope: (run) => tf.tidy(run).dispose(),
}

export const work = workOf(form, {
  multiply: (a, b) => tf.matMul(a, b),
  multiplyTransposed: (a, b) => tf.matMul(a, b, true, false),
  add: (x, y) => tf.add(x, y),
  addRelu: (x, y) => tf.relu(tf.add(x, y)),
  dotMultiply: (x, y) => tf.mul(x, y),
  transpose: (x) => tf.transpose(x),
  exp: (x) => tf.exp(x),
  log: (x) => tf.log(x),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  sum: (x) => tf.sum(x),
  sum0: (x) => tf.sum(x, 0),
  sum1: (x) => tf.sum(x, 1),
  max1: (x) => tf.max(x, 1),
  maxPool: (x) => tf.transpose(tf.maxPool(tf.transpose(x, [0, 2, 3, 1]), 2, 2, 0), [0, 3, 1, 2]),
})
