/** The library's derivatives, as a reader writes them. */
import {
  Affine,
  Convolution,
  flat,
  grad,
  hessian,
  type Matrix,
  math,
  Relu,
  SGD,
  SoftmaxWithLoss,
  tensor,
  Variable,
  valueAndGrad,
} from 'notegrad'
import { arrays, digest } from '../../data.js'
import type { Prepare, Request } from '../../protocol.js'
import { problemOf, training } from '../networks/problem.js'
import { versionOfOurs } from '../versionOfOurs.js'

export const version = versionOfOurs()

export const work: Readonly<Record<string, Prepare>> = {
  sumSigmoid: (request) => {
    const given = matrices(request)
    const run = () => {
      const [x, W, b] = given.map((value) => new Variable(value))
      math.sum(math.sigmoid(math.add(math.multiply(x, W), b))).backward()
      return [x, W, b].map(({ grad }) => grad as Matrix)
    }
    return { run, check: () => digest(run().flatMap((g) => [...flat(g)])) }
  },
  mlp: (request) => {
    const { x, t, start } = mlp(request)
    return training(() => {
      const [W1, b1, W2, b2] = start().map((value) => new Variable(value))
      const [first, relu, second] = [new Affine(W1, b1), new Relu(), new Affine(W2, b2)]
      const [last, optimizer] = [new SoftmaxWithLoss(), new SGD({ lr: 0.1 })]
      const variables = { W1, b1, W2, b2 }
      const params = of(variables, ({ value }) => value as Matrix)
      return () => {
        for (const variable of Object.values(variables)) variable.zeroGrad()
        const loss = last.forward(second.forward(relu.forward(first.forward(x))), t)
        loss.backward()
        optimizer.update(
          params,
          of(variables, ({ grad }) => grad as Matrix),
        )
        return loss.value as number
      }
    })
  },
  mlpByHand: (request) => {
    const { x, t, start } = mlp(request)
    return training(() => {
      const [W1, b1, W2, b2] = start()
      const [first, relu, second] = [new Affine(W1, b1), new Relu(), new Affine(W2, b2)]
      const [last, optimizer] = [new SoftmaxWithLoss(), new SGD({ lr: 0.1 })]
      const params = { W1, b1, W2, b2 }
      return () => {
        const loss = last.forward(second.forward(relu.forward(first.forward(x))), t)
        first.parameterGradients(relu.backward(second.backward(last.backward())))
        const [one, two] = [first.grads, second.grads]
        optimizer.update(params, { W1: one.W, b1: one.b, W2: two.W, b2: two.b })
        return loss
      }
    })
  },
  chain: ({ operands: [[length]] = [[0]] }) => {
    const run = () => {
      const x = new Variable(0.5)
      let y = x
      for (let i = 0; i < length; i += 2) y = math.add(math.dotMultiply(y, 0.9999), 0.0001)
      y.backward()
      return [y.value as number, x.grad as number]
    }
    return { run, check: run }
  },
  hessian: (request) => {
    const [x] = matrices(request)
    const run = () => hessian(rosenbrock)(x)
    return { run, check: () => digest(flat(run())) }
  },
  convolutionGradient: (request) => {
    const [x, W, b] = matrices(request)
    const run = () => valueAndGrad((W: Matrix) => energy(x, W, b))(W)
    return { run, check: () => [] }
  },
  gradientPenalty: (request) => {
    const [x, W, b] = matrices(request)
    const penalty = (W: Matrix) => math.sum(math.square(grad((at: Matrix) => energy(at, W, b))(x)))
    const run = () => grad(penalty)(W)
    return { run, check: () => digest(flat(run())) }
  },
}

function rosenbrock(x: Matrix) {
  const n = x.size()[0]
  const [head, tail] = [math.take(x, places(0, n - 1)), math.take(x, places(1, n))]
  const valley = math.square(math.subtract(tail, math.square(head)))
  return math.sum(math.add(math.dotMultiply(100, valley), math.square(math.subtract(1, head))))
}

function places(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

/** Half the sum of the squares of a convolution. */
function energy(x: Matrix, W: Matrix, b: Matrix) {
  return math.dotMultiply(0.5, math.sum(math.square(new Convolution(W, b).forward(x))))
}

function matrices({ operands = [], range }: Request): Matrix[] {
  return arrays(operands, range).map((values, i) => tensor(values, operands[i]))
}

/** The network A of the section `networks`; `start` copies the parameters. */
function mlp(request: Request) {
  const { x, t, labels, weights } = problemOf(request)
  return {
    x: tensor(x.values, x.size),
    t: tensor(t, [labels.length, t.length / labels.length]),
    start: () =>
      weights.flatMap(({ values, size }) => [tensor(values.slice(), size), math.zeros([size[1]])]),
  }
}

function of<K extends string, A, B>(record: Readonly<Record<K, A>>, f: (value: A) => B) {
  const entries = Object.entries<A>(record).map(([key, value]) => [key, f(value)])
  return Object.fromEntries(entries) as Record<K, B> // the same keys
}
