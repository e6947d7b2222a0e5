/**
 * # Products
 *
 * $Y = AB$ means $y_{mn} = \sum_k a_{mk} b_{kn}$. The element $a_{mk}$ reaches the result through
 * all $y_{mn}$ of its row, with weight $b_{kn}$; so its gradient is $\sum_n g_{mn} b_{kn}$, and
 * likewise for $b_{kn}$:
 *
 * $$ \frac{\partial L}{\partial A} = G B^\mathsf{T}, \qquad
 *    \frac{\partial L}{\partial B} = A^\mathsf{T} G $$
 *
 * A vector is a row on the left and a column on the right: the same rules, with its missing axis
 * put in for the moment. A stack of matrices has the rules of its matrices, one by one. With the
 * options, one or both of the factors stand for their transposes, and so they do in the rules: no
 * transpose is ever made.
 */
import { math } from '../../math/instance.js'
import { shape } from '../../math/storage.js'
import { isMatrix, isVariable, type Value, type Variable } from '../../math/types.js'
import { op } from '../op.js'
import { inPairs, logarithmRule, powerRule } from './arithmetic.js'

const rank = (x: Value): number => shape(x).length

/** Typed as the functions of matrices want it: the callers know that x has axes. */
const reshaped = (x: Value, size: readonly number[]) => math.reshape(x as Variable, size)
const transposed = (x: Value) => math.transpose(x as Variable)

/** The product of two matrices, or of their transposes; stacks of them too. */
function product(a: Value, transposeA: boolean, b: Value, transposeB: boolean): Value {
  return math.multiply(a as Variable, b as Variable, { transposeA, transposeB })
}

interface Transposes {
  readonly transposeA?: boolean
  readonly transposeB?: boolean
}

/** With the missing axis of a vector put in. */
const asRow = (x: Value) => reshaped(x, [...shape(x).slice(0, -1), 1, ...shape(x).slice(-1)])
const asColumn = (x: Value) => reshaped(x, [...shape(x), 1])

function asMatrices(g: Value, a: Value, b: Value): { G: Value; A: Value; B: Value } {
  if (rank(a) === 1) return { G: asRow(g), A: asRow(a), B: b }
  if (rank(b) === 1) return { G: asColumn(g), A: a, B: asColumn(b) }
  return { G: g, A: a, B: b }
}

/** Of a number and anything, and of two vectors. */
const isScaling = (...values: readonly Value[]) => values.some((x) => rank(x) === 0)

/** Of a row, with its axis of length 1, which the walk sums away with the axes of the stack. */
function byLeft(g: Value, a: Value, b: Value, options: Transposes): Value {
  if (isScaling(g, a, b)) return math.dotMultiply(g, b)
  const { transposeA = false, transposeB = false } = options
  const { G, B } = asMatrices(g, a, b)
  return transposeA ? product(B, transposeB, G, true) : product(G, false, B, !transposeB)
}

function byRight(g: Value, a: Value, b: Value, options: Transposes): Value {
  if (isScaling(g, a, b)) return math.dotMultiply(g, a)
  const { transposeA = false, transposeB = false } = options
  const { G, A } = asMatrices(g, a, b)
  const found = transposeB ? product(G, true, A, transposeA) : product(A, !transposeA, G, false)
  return rank(b) === 1 ? reshaped(found, shape(found).slice(0, -1)) : found
}

function isValue(x: unknown): x is Value {
  return typeof x === 'number' || Array.isArray(x) || isMatrix(x) || isVariable(x)
}

const row = [1, -1]
const square = [
  [2, 0.3],
  [-0.4, 3],
]
const stack = [
  square,
  [
    [1, 0.5],
    [-1, 2],
  ],
]

export const multiply = op({
  name: 'multiply',
  symbol: '×',
  formula: 'Y = A B',
  source: 'notes, Affine层',
  vjp: (g: Value, _y: Value, a: Value, b: Value, options: Transposes = {}) => [
    () => byLeft(g, a, b, options),
    () => byRight(g, a, b, options),
  ],
  rewrite: (...args: readonly Value[]) =>
    args.every(isValue) ? inPairs((a, b) => math.multiply(a, b))(...args) : undefined,
  samples: [
    [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [
        [1, 0.5],
        [-1, 2],
        [0, 1],
      ],
    ],
    [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [1, -1, 2],
    ],
    [
      [1, -1],
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      [1, -1],
      [0.5, 2],
    ],
    [3, [1, -1]],
    [[1, -1], 3],
    [3, 4],
    [
      square,
      [
        [1, 0.5],
        [-1, 2],
        [0, 1],
      ],
      { transposeB: true },
    ],
    [
      square,
      [
        [0.2, 1],
        [-1, 2],
      ],
      [1, -1],
    ],
    [square, square, { transposeA: true }],
    [square, square, { transposeA: true, transposeB: true }],
    [stack, stack],
    [stack, [row], { transposeA: true, transposeB: true }],
    [[stack], stack, { transposeB: true }],
    [row, stack],
    [[stack], row],
  ],
  domain: [
    [-2, 2],
    [-2, 2],
  ],
  // of two vectors mathjs conjugates the left one
  analytic: (a: Value, b: Value, options?: object) =>
    options === undefined && rank(a) <= 2 && rank(b) <= 2 && rank(a) + rank(b) !== 2,
})

/** Each vector's gradient is the other one; where one is a column, in its own shape. */
export const dot = op({
  name: 'dot',
  formula: String.raw`y = \sum_k a_k b_k`,
  source: 'product rule',
  vjp: (g: Value, _y: Value, a: Value, b: Value) => [
    () => reshaped(math.dotMultiply(g, b), shape(a)),
    () => reshaped(math.dotMultiply(g, a), shape(b)),
  ],
  samples: [
    [row, [3, 0.5]],
    [[[3], [0.5]], row],
  ],
  domain: [
    [-2, 2],
    [-2, 2],
  ],
})

export const outer = op({
  name: 'outer',
  formula: String.raw`Y = a b^\mathsf{T}`,
  source: 'product rule',
  vjp: (g: Value, _y: Value, a: Value, b: Value) => [
    () => math.multiply(g, b),
    () => math.multiply(a, g),
  ],
  samples: [[row, [3, 0.5, -2]]],
  domain: [
    [-2, 2],
    [-2, 2],
  ],
})

/**
 * The inverse: from $X Y = I$ follows $dX\,Y + X\,dY = 0$, so $dY = -Y\,dX\,Y$, and the gradient
 * is $-Y^\mathsf{T} G\, Y^\mathsf{T}$.
 */
export const inv = op({
  name: 'inv',
  formula: 'Y = X^{-1}',
  source: 'derivative of XY = I',
  vjp: (g: Value, y: Value) => {
    if (rank(y) === 0) return [math.unaryMinus(math.dotMultiply(g, math.square(y)))]
    const turned = transposed(y)
    return [math.unaryMinus(math.multiply(turned, math.multiply(g, turned)))]
  },
  samples: [[square], [2]],
  domain: ['near'],
  analytic: true,
})

/** Division by a matrix is the product with its inverse: $Y = A B^{-1}$. */
export const divide = op({
  name: 'divide',
  symbol: '/',
  formula: 'Y = A B^{-1}',
  source: 'quotient rule, and the rule of inv',
  vjp: (g: Value, y: Value, a: Value, b: Value) => {
    if (rank(b) === 0) {
      return [
        () => math.dotDivide(g, b),
        () => math.unaryMinus(math.dotDivide(math.dotMultiply(g, y), b)),
      ]
    }
    const inverse = math.inv(b as never)
    const byInverse = () => math.multiply(g, transposed(inverse))
    return [() => byLeft(g, a, inverse, {}), () => math.unaryMinus(byRight(byInverse(), y, b, {}))]
  },
  samples: [
    [[1, 2, 3], 2],
    [1, square],
    [[1, 2], square],
    [
      [
        [1, 2],
        [3, -1],
      ],
      square,
    ],
    [3, 2],
  ],
  domain: [[-2, 2], 'near'],
  analytic: true,
})

/**
 * Numbers: the rule of dotPow. Matrices: $X^n$ is a product of n factors, each with its gradient.
 */
export const pow = op({
  name: 'pow',
  symbol: '^',
  formula: 'y = a^b',
  source: 'power and exponential rule; product rule for matrices',
  vjp: (g: Value, y: Value, a: Value, b: Value) =>
    rank(a) === 0
      ? [
          () => math.dotMultiply(g, powerRule(a, b)),
          () => math.dotMultiply(g, logarithmRule(y, a, b)),
        ]
      : [matrixPowerRule(g, a, b as number)],
  samples: [
    [2, 3],
    [1.5, -1],
    [square, 3],
    [square, -2],
    [square, 0],
  ],
  domain: ['near', [-2, 3]],
  analytic: true,
})

/** $\sum_k (X^\mathsf{T})^k\, G\, (X^\mathsf{T})^{n-1-k}$; of a negative power, by the inverse. */
function matrixPowerRule(g: Value, x: Value, n: number): Value {
  const power = (k: number) => math.pow(transposed(x) as never, k) as Value
  if (n < 0) {
    const turned = transposed(math.inv(x as never))
    const byInverse = matrixPowerRule(g, math.inv(x as never), -n)
    return math.unaryMinus(math.multiply(turned, math.multiply(byInverse, turned)))
  }
  let sum: Value = 0
  for (let k = 0; k < n; k++) {
    const term = math.multiply(power(k), math.multiply(g, power(n - 1 - k)))
    sum = k === 0 ? term : math.add(sum, term)
  }
  return sum
}
