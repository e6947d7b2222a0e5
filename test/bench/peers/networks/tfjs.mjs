/**
 * TensorFlow.js, float32: its own optimizers, gradients by its tape. wasm has no convolution net.
 */

import { digest } from '../../data.js'
import { tf, version } from '../tfjs.mjs'
import { problemOf, training } from './problem.js'

export { version }

const tensorOf = ({ values, size }) => tf.tensor(Float32Array.from(values), size)

function predict(params, x) {
  return params.reduce((h, [W, b], i) => {
    const y = tf.add(tf.matMul(h, W), b)
    return i < params.length - 1 ? tf.relu(y) : y
  }, x)
}

function trained(request, newOptimizer) {
  const problem = problemOf(request)
  const x = tensorOf(problem.x)
  const t = tf.tensor(Float32Array.from(problem.t), [problem.labels.length, 10])
  let variables = []
  return training(() => {
    for (const old of variables) old.dispose()
    const params = problem.weights.map((W) => [
      tf.variable(tensorOf(W)),
      tf.variable(tf.zeros([W.size[1]])),
    ])
    variables = params.flat()
    const optimizer = newOptimizer()
    return () =>
      tf.tidy(() => {
        const loss = () => tf.losses.softmaxCrossEntropy(t, predict(params, x))
        return optimizer.minimize(loss, true).dataSync()[0]
      })
  })
}

export const work = {
  trainBySgd: (request) => trained(request, () => tf.train.sgd(0.1)),
  trainByAdam: (request) => trained(request, () => tf.train.adam(0.001, 0.9, 0.999, 1e-8)),
  inference: (request) => {
    const problem = problemOf(request)
    const x = tensorOf(problem.x)
    const params = problem.weights.map((W) => [tensorOf(W), tf.zeros([W.size[1]])])
    const run = () => tf.tidy(() => predict(params, x).dataSync())
    return { run, check: () => digest(run()) }
  },
}
