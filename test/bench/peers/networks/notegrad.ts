/** Layers, models and optimizers as a reader uses them; a step is what Trainer does in one. */
import {
  Adam,
  Affine,
  Convolution,
  flat,
  type Layer,
  type Matrix,
  math,
  Network,
  numericalGradient,
  type Optimizer,
  Pooling,
  Relu,
  SGD,
  tensor,
} from 'notegrad'
import { digest } from '../../data.js'
import type { Prepare, Request } from '../../protocol.js'
import { versionOfOurs } from '../versionOfOurs.js'
import { type Parameter, type Problem, problemOf, training } from './problem.js'

export const version = versionOfOurs()

export const work: Readonly<Record<string, Prepare>> = {
  trainBySgd: (request) => trained(request, () => new SGD({ lr: 0.1 })),
  trainByAdam: (request) => trained(request, () => new Adam({ lr: 0.001, form: 'paper' })),
  inference: (request) => {
    const problem = problemOf(request)
    const network = networkOf(problem)
    const x = tensor(problem.x.values, problem.x.size)
    const run = () => network.predict(x)
    return { run, check: () => digest(flat(run())) }
  },
  numericalGradient: (request) => {
    const problem = problemOf(request)
    const network = networkOf(problem)
    const [x, t] = batchOf(problem)
    const run = () => numericalGradient(() => network.loss(x, t), network.params.b1)
    return { run, check: () => [...flat(run())] }
  },
}

function trained(request: Request, newOptimizer: () => Optimizer) {
  const problem = problemOf(request)
  const [x, t] = batchOf(problem)
  return training(() => {
    const network = networkOf(problem)
    const optimizer = newOptimizer()
    let spent: Record<string, Matrix> = {}
    return () => {
      const { loss, gradient } = network.lossAndGradient(x, t, { reuse: spent })
      optimizer.update(network.params, gradient)
      spent = gradient
      return loss
    }
  })
}

function batchOf({ x, t, labels }: Problem) {
  return [tensor(x.values, x.size), tensor(t, [labels.length, t.length / labels.length])] as const
}

/** Affine layers with ReLU between them; a convolution with ReLU and pooling before them. */
function networkOf({ x, weights }: Problem): Network {
  const layers = weights.flatMap((W): Layer[] =>
    W.size.length === 4
      ? [new Convolution(copy(W), math.zeros([W.size[0]])), new Relu(), new Pooling(2, 2)]
      : [new Affine(copy(W), math.zeros([W.size[1]])), new Relu()],
  )
  return new Network(layers.slice(0, -1), { inputShape: x.size.slice(1) })
}

function copy({ values, size }: Parameter) {
  return tensor(values.slice(), size)
}
