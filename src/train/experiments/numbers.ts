/** Small calculations that have no chance in them: the book's digits, all of them. */
import { numericalDiff, numericalGradient } from '../../autodiff/numerical.js'
import { Variable } from '../../autodiff/Variable.js'
import { math } from '../../math/instance.js'
import { flat, tensor } from '../../math/storage.js'
import type { Matrix } from '../../math/types.js'
import { sumOfSquares } from '../../nn/meanSquaredError.js'
import { AdaGrad } from '../AdaGrad.js'
import { Adam } from '../Adam.js'
import { Momentum } from '../Momentum.js'
import type { Optimizer } from '../Optimizer.js'
import { SGD } from '../SGD.js'
import { type Experiment, experiment, printed } from './Experiment.js'

/** An experiment of one run, whose measures must round to the digits that the book prints. */
function exact<Name extends string>(
  name: string,
  title: string,
  settings: string,
  source: string,
  digits: Readonly<Record<Name, string>>,
  find: () => Readonly<Record<Name, number>>,
): Experiment<Name> {
  const names = Object.keys(digits) as Name[] // the keys of a record are its names
  const measures = Object.fromEntries(names.map((key) => [key, printed(digits[key])]))
  return experiment({
    name,
    title,
    settings,
    source,
    seeds: [0],
    quick: true,
    measures: measures as Experiment<Name>['measures'], // by the same names
    run: async () => find(),
  })
}

export const numericalDifferences = exact(
  'numerical-differences',
  'Central differences, with their rounding errors.',
  'h = 1e-4; 0.01x² + 0.1x, and x0² + x1² at (3, 4)',
  'notes, 数值微分; the book, section 4.3',
  {
    'at 5': '0.1999999999990898',
    'at 10': '0.2999999999986347',
    '∂f/∂x0': '6.00000000000378',
    '∂f/∂x1': '7.999999999999119',
  },
  () => {
    const f = (x: number) => 0.01 * x ** 2 + 0.1 * x
    const partial = (x: Matrix, i: number) => flat(slope(x))[i]
    return {
      'at 5': numericalDiff(f, 5),
      'at 10': numericalDiff(f, 10),
      '∂f/∂x0': partial(math.matrix([3, 4]) as Matrix, 0),
      '∂f/∂x1': partial(math.matrix([3, 4]) as Matrix, 1),
    }
  },
)

/** Of x0² + x1², by central differences. */
function slope(x: Matrix): Matrix {
  return numericalGradient((v: Matrix) => math.sum(math.square(v)), x)
}

export const gradientDescent = exact(
  'gradient-descent',
  'The learning rate decides where 100 steps of descent end.',
  'x0² + x1² from (−3, 4), 100 steps',
  'notes, 梯度法; the book, section 4.4.1',
  {
    'lr 0.1, x0': '-6.111e-10',
    'lr 0.1, x1': '8.148e-10',
    'lr 10, x0': '-2.5898e+13',
    'lr 10, x1': '-1.2952e+12',
    'lr 1e-10, x0': '-2.99999994',
    'lr 1e-10, x1': '3.99999992',
  },
  () => {
    const end = (lr: number) => {
      let x = tensor([-3, 4], [2])
      for (let step = 0; step < 100; step++) {
        x = math.subtract(x, math.dotMultiply(slope(x), lr))
      }
      return flat(x)
    }
    const [good, large, small] = [0.1, 10, 1e-10].map(end)
    return {
      'lr 0.1, x0': good[0],
      'lr 0.1, x1': good[1],
      'lr 10, x0': large[0],
      'lr 10, x1': large[1],
      'lr 1e-10, x0': small[0],
      'lr 1e-10, x1': small[1],
    }
  },
)

export const smallNumbers = exact(
  'small-numbers',
  'Softmax, losses and a forward pass.',
  'softmax of (0.3, 2.9, 4.0); losses of ten probabilities, ε = 1e-7; the network 2-3-2-2',
  'notes, softmax, 损失函数, 前向传播; the book, sections 3.4, 3.5 and 4.2',
  {
    'softmax 0': '0.01821127',
    'softmax 1': '0.24519181',
    'softmax 2': '0.73659691',
    'right, half sum of squares': '0.0975',
    'right, cross-entropy': '0.510825457',
    'wrong, half sum of squares': '0.5975',
    'wrong, cross-entropy': '2.302584093',
    'output 0': '0.31682708',
    'output 1': '0.69627909',
  },
  () => {
    const softmax = flat(math.softmax(tensor([0.3, 2.9, 4], [3])))
    const right = losses([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0])
    const wrong = losses([0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0])
    const output = flat(threeLayers())
    return {
      'softmax 0': softmax[0],
      'softmax 1': softmax[1],
      'softmax 2': softmax[2],
      'right, half sum of squares': right.squares,
      'right, cross-entropy': right.entropy,
      'wrong, half sum of squares': wrong.squares,
      'wrong, cross-entropy': wrong.entropy,
      'output 0': output[0],
      'output 1': output[1],
    }
  },
)

/** Of probabilities for ten digits, when the right one is 2; with the book's ε in the logarithm. */
function losses(probabilities: number[]): { squares: number; entropy: number } {
  const y = tensor(probabilities, [10])
  const t = tensor([0, 0, 1, 0, 0, 0, 0, 0, 0, 0], [10])
  const logs = math.log(math.add(y, 1e-7))
  return { squares: sumOfSquares(y, t), entropy: -math.sum(math.dotMultiply(t, logs)) }
}

function threeLayers(): Matrix {
  const affine = (x: Matrix, W: number[][], b: number[]) =>
    math.add(math.multiply(x, math.matrix(W) as Matrix), math.matrix(b) as Matrix)
  const x = math.matrix([[1, 0.5]]) as Matrix
  const W1 = [
    [0.1, 0.3, 0.5],
    [0.2, 0.4, 0.6],
  ]
  const W2 = [
    [0.1, 0.4],
    [0.2, 0.5],
    [0.3, 0.6],
  ]
  const W3 = [
    [0.1, 0.3],
    [0.2, 0.4],
  ]
  const z1 = math.sigmoid(affine(x, W1, [0.1, 0.2, 0.3]))
  const z2 = math.sigmoid(affine(z1, W2, [0.1, 0.2]))
  return affine(z2, W3, [0.1, 0.2])
}

export const applesAndOranges = exact(
  'apples-and-oranges',
  'What the price of a purchase depends on, by backpropagation.',
  '2 apples at 100, 3 oranges at 150, tax 1.1',
  'notes, 计算图; the book, section 5.4',
  { price: '715', apple: '2.2', orange: '3.3', apples: '110', oranges: '165', tax: '650' },
  () => {
    const [apple, apples, orange, oranges, tax] = [100, 2, 150, 3, 1.1].map(
      (value) => new Variable(value),
    )
    const fruit = math.add(math.dotMultiply(apple, apples), math.dotMultiply(orange, oranges))
    const price = math.dotMultiply(fruit, tax)
    price.backward()
    const slopeOf = (variable: Variable) => Number(variable.grad)
    return {
      price: Number(price.value),
      apple: slopeOf(apple),
      orange: slopeOf(orange),
      apples: slopeOf(apples),
      oranges: slopeOf(oranges),
      tax: slopeOf(tax),
    }
  },
)

export const optimizerPaths = exact(
  'optimizer-paths',
  'Where four optimizers arrive in a long valley.',
  'x²/20 + y² from (−7, 2), 30 steps; SGD 0.95, Momentum 0.1, AdaGrad 1.5, Adam 0.3',
  'notes, 最优化; the book, section 6.1',
  {
    'SGD, x': '-0.35039',
    'SGD, y': '0.08478',
    'Momentum, x': '0.89641',
    'Momentum, y': '0.08809',
    'AdaGrad, x': '-0.12016',
    'AdaGrad, y': '2.5e-17',
    'Adam, x': '0.13601',
    'Adam, y': '0.31825',
  },
  () => {
    const sgd = endOfPath(new SGD({ lr: 0.95 }))
    const momentum = endOfPath(new Momentum({ lr: 0.1 }))
    const adaGrad = endOfPath(new AdaGrad({ lr: 1.5 }))
    const adam = endOfPath(new Adam({ lr: 0.3, form: 'book' }))
    return {
      'SGD, x': sgd[0],
      'SGD, y': sgd[1],
      'Momentum, x': momentum[0],
      'Momentum, y': momentum[1],
      'AdaGrad, x': adaGrad[0],
      'AdaGrad, y': adaGrad[1],
      'Adam, x': adam[0],
      'Adam, y': adam[1],
    }
  },
)

function endOfPath(optimizer: Optimizer): Float64Array {
  const params = { at: tensor([-7, 2], [2]) }
  const slopes = tensor([1 / 10, 2], [2])
  for (let step = 0; step < 30; step++) {
    optimizer.update(params, { at: math.dotMultiply(params.at, slopes) })
  }
  return flat(params.at)
}
