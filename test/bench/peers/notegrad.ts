/**
 * The library as a stranger imports it: the built package, its default backend or
 * NOTEGRAD_BACKEND's.
 */
import { math, SGD, TwoLayerNet, tensor } from 'notegrad'
import type { Prepare } from '../protocol.js'
import { mathWork } from '../work/math.js'
import { mlp, mlpData } from '../work/mlp.js'

export const work: Readonly<Record<string, Prepare>> = {
  'MLP step': () => {
    const { rows, inputs, hidden, outputs, learningRate } = mlp
    const data = mlpData()
    const net = new TwoLayerNet({
      inputSize: inputs,
      hiddenSize: hidden,
      outputSize: outputs,
      params: {
        W1: tensor(data.W1, [inputs, hidden]),
        b1: tensor(data.b1, [hidden]),
        W2: tensor(data.W2, [hidden, outputs]),
        b2: tensor(data.b2, [outputs]),
      },
    })
    const optimizer = new SGD({ lr: learningRate })
    const x = tensor(data.x, [rows, inputs])
    const t = tensor(data.t, [rows, outputs])
    return () => {
      const { loss, gradient } = net.lossAndGradient(x, t)
      optimizer.update(net.params, gradient)
      return loss
    }
  },
  ...mathWork(math, tensor),
}
