/** jax-js, float64, on WebAssembly: a step is one function, compiled by jit. */
import { digest } from '../../data.js'
import { jax, version } from '../jaxJs.mjs'
import { problemOf, training } from './problem.js'

export { version }

const { numpy: np, nn, lax } = jax

const arrayOf = ({ values, size }) => np.array(values, { shape: size, dtype: np.float64 })
const zeros = (size) => np.zeros(size, { dtype: np.float64 })

function predict(params, x) {
  return params.reduce((h, [W, b], i) => {
    if (W.ndim === 4) {
      const y = nn.relu(np.add(lax.conv(h, W, [1, 1], 'VALID'), np.reshape(b, [-1, 1, 1])))
      const pooled = lax.reduceWindow(y, np.max, [2, 2], [2, 2])
      return np.reshape(pooled, [pooled.shape[0], -1])
    }
    const y = np.add(np.matmul(h, W), b)
    return i < params.length - 1 ? nn.relu(y) : y
  }, x)
}

function lossOf(params, x, t) {
  const N = x.shape[0]
  return np.sum(nn.logSoftmax(predict(params, x)).mul(t)).mul(-1 / N)
}

const lossAndGradient = jax.jit(jax.valueAndGrad(lossOf))

const sgd = {
  start: () => [],
  update: (W, g) => [W.sub(g.mul(0.1))],
}

const adam = {
  start: (W) => [zeros(W.shape), zeros(W.shape)],
  update: jax.jit((W, g, rate, root, m, v) => {
    const newM = m.mul(0.9).add(g.ref.mul(0.1))
    const newV = v.mul(0.999).add(g.ref.mul(g).mul(0.001))
    const step = newM.ref.mul(rate).div(np.sqrt(newV.ref).div(root).add(1e-8))
    return [W.sub(step), newM, newV]
  }),
  corrections: (t) => [0.001 / (1 - 0.9 ** t), Math.sqrt(1 - 0.999 ** t)].map((c) => scalar(c)),
}

const scalar = (value) => np.array([value], { dtype: np.float64 })

function trained(request, { start, update, corrections = () => [] }) {
  const problem = problemOf(request)
  const x = arrayOf(problem.x)
  const t = arrayOf({ values: problem.t, size: [problem.labels.length, 10] })
  return training(() => {
    let params = problem.weights.map((W) => [
      arrayOf(W),
      zeros([W.size[W.size.length === 4 ? 0 : 1]]),
    ])
    let memory = params.map((layer) => layer.map((W) => start(W)))
    let steps = 0
    return () => {
      const [loss, grads] = lossAndGradient(
        params.map((layer) => layer.map((W) => W.ref)),
        x.ref,
        t.ref,
      )
      const scale = corrections(++steps)
      const updated = params.map((layer, l) =>
        layer.map((W, i) => update(W, grads[l][i], ...scale.map((c) => c.ref), ...memory[l][i])),
      )
      params = updated.map((layer) => layer.map(([W]) => W))
      memory = updated.map((layer) => layer.map(([, ...kept]) => kept))
      return loss.item()
    }
  })
}

export const work = {
  trainBySgd: (request) => trained(request, sgd),
  trainByAdam: (request) => trained(request, adam),
  inference: (request) => {
    const problem = problemOf(request)
    const x = arrayOf(problem.x)
    const params = problem.weights.map((W) => [arrayOf(W), zeros([W.size[1]])])
    const compiled = jax.jit(predict)
    const run = () =>
      compiled(
        params.map((layer) => layer.map((W) => W.ref)),
        x.ref,
      ).dataSync()
    return { run, check: () => digest(run()) }
  },
}
