/** jax-js, float64, on WebAssembly. An array is used up by an operation: `ref` keeps it. */

import { form, jax, version } from '../jaxJs.mjs'
import { workOf } from '../onMatrices.js'

export { version }

const { numpy: np, nn } = jax

export const work = workOf(form, {
  multiply: (a, b) => np.matmul(a.ref, b.ref),
  multiplyTransposed: (a, b) => np.matmul(np.transpose(a.ref), b.ref),
  add: (x, y) => np.add(x.ref, y.ref),
  addRelu: (x, y) => nn.relu(np.add(x.ref, y.ref)),
  dotMultiply: (x, y) => np.multiply(x.ref, y.ref),
  exp: (x) => np.exp(x.ref),
  log: (x) => np.log(x.ref),
  tanh: (x) => np.tanh(x.ref),
  sigmoid: (x) => nn.sigmoid(x.ref),
  sum: (x) => np.sum(x.ref),
  sum0: (x) => np.sum(x.ref, 0),
  sum1: (x) => np.sum(x.ref, 1),
  max1: (x) => np.max(x.ref, 1),
})
