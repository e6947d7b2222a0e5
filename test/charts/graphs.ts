/** The graphs of the notes' figures. */
import { type Graph, graph } from '../../src/autodiff/graph.js'
import { named } from '../../src/autodiff/named.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import type { Value } from '../../src/math/types.js'

/** Apples at 100 and oranges at 150, and the tax on both. */
export function applesAndOranges(): Variable {
  const variable = (value: number, name: string) => new Variable(value, name)
  const apples = variable(100, 'apple').multiply(variable(2, 'apples'))
  const oranges = variable(150, 'orange').multiply(variable(3, 'oranges'))
  return apples.add(oranges).multiply(variable(1.1, 'tax'))
}

function sigmoid(): Graph {
  const x = new Variable(0.5, 'x')
  return graph(math.dotDivide(1, math.add(math.exp(math.unaryMinus(x)), 1)))
}

function affine(): Graph {
  const X = new Variable(math.ones([5, 2]), 'X')
  const W = new Variable(math.ones([2, 3]), 'W')
  const B = new Variable(math.ones([3]), 'B')
  return graph(math.add(math.multiply(X, W), B), math.ones([5, 3]))
}

/** Softmax and cross-entropy in single steps. */
function softmaxWithLoss(): Graph {
  const a = new Variable(math.matrix([[0.3, 2.9, 4]]), 'a')
  const e = math.exp(a)
  const y = math.dotDivide(e, math.sum(e))
  const t = math.matrix([[0, 1, 0]])
  return graph(math.unaryMinus(math.sum(math.dotMultiply(t, math.log(y)))))
}

/** A network of layers, each with a name. */
function network(layers: number): Graph {
  const layer = (h: Value, i: number) =>
    named(`Layer ${i}`, () => {
      const [W, b] = [
        new Variable(math.ones([2, 2]), `W${i}`),
        new Variable(math.ones([2]), `b${i}`),
      ]
      return math.sigmoid(math.add(math.multiply(h, W), b))
    })
  const x: Value = new Variable(math.ones([4, 2]), 'x')
  const y = Array.from({ length: layers }, (_, i) => i + 1).reduce<Value>(layer, x)
  return graph(named('Loss', () => math.mean(math.square(y) as Variable)))
}

export const figures: Readonly<Record<string, Graph>> = {
  'apples and oranges': graph(applesAndOranges()),
  sigmoid: sigmoid(),
  affine: affine(),
  'softmax with loss': softmaxWithLoss(),
  network: network(2),
  'deep network': network(8),
}
