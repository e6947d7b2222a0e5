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
 * put in for the moment. With the options, one or both of the matrices stand for their transposes,
 * and so do the factors in the rules: no transpose is ever made.
 */
import { math } from '../../math/instance.js'
import { shape } from '../../math/storage.js'
import { isMatrix, isVariable, type Value, type Variable } from '../../math/types.js'
import { op } from '../op.js'
import { inPairs, powerRule } from './arithmetic.js'

const rank = (x: Value): number => shape(x).length

/** Typed as the functions of matrices want it: the callers know that x has axes. */
const asRow = (x: Value) => math.reshape(x as Variable, [1, -1])
const asColumn = (x: Value) => math.reshape(x as Variable, [-1, 1])
const transposed = (x: Value) => math.transpose(x as Variable)

/** The product of two matrices, or of their transposes. */
function product(a: Value, transposeA: boolean, b: Value, transposeB: boolean): Value {
  return math.multiply(a as Variable, b as Variable, { transposeA, transposeB })
}

interface Transposes {
  readonly transposeA?: boolean
  readonly transposeB?: boolean
}

function byLeft(
  g: Value,
  a: Value,
  b: Value,
  { transposeA = false, transposeB = false }: Transposes,
) {
  if (rank(a) === 0 || rank(b) === 0) return math.dotMultiply(g, b)
  if (rank(a) === 2 && rank(b) === 2) {
    return transposeA ? product(b, transposeB, g, true) : product(g, false, b, !transposeB)
  }
  if (rank(b) === 2) return math.multiply(b, g)
  return rank(a) === 1 ? math.dotMultiply(g, b) : math.multiply(asColumn(g), asRow(b))
}

function byRight(
  g: Value,
  a: Value,
  b: Value,
  { transposeA = false, transposeB = false }: Transposes,
) {
  if (rank(a) === 0 || rank(b) === 0) return math.dotMultiply(g, a)
  if (rank(a) === 2 && rank(b) === 2) {
    return transposeB ? product(g, true, a, transposeA) : product(a, !transposeA, g, false)
  }
  if (rank(a) === 2) return math.multiply(g, a)
  return rank(b) === 1 ? math.dotMultiply(g, a) : math.multiply(asColumn(a), asRow(g))
}

function isValue(x: unknown): x is Value {
  return typeof x === 'number' || isMatrix(x) || isVariable(x)
}

const square = [
  [2, 0.3],
  [-0.4, 3],
]

export const multiply = op({
  name: 'multiply',
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
    [square, square, { transposeA: true }],
    [square, square, { transposeA: true, transposeB: true }],
  ],
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
  domain: [[2, 3]],
})

/** Division by a matrix is the product with its inverse: $Y = A B^{-1}$. */
export const divide = op({
  name: 'divide',
  formula: 'Y = A B^{-1}',
  source: 'quotient rule, and the rule of inv',
  vjp: (g: Value, y: Value, a: Value, b: Value) => {
    if (rank(b) === 0) {
      return [
        () => math.dotDivide(g, b),
        () => math.unaryMinus(math.dotDivide(math.dotMultiply(g, y), b)),
      ]
    }
    const inverse = math.inv(b as never) as Value
    return [
      () => byLeft(g, a, inverse, {}),
      () => math.unaryMinus(math.multiply(transposed(y), math.multiply(g, transposed(inverse)))),
    ]
  },
  samples: [
    [[1, 2, 3], 2],
    [1, square],
    [
      [
        [1, 2],
        [3, -1],
      ],
      square,
    ],
    [3, 2],
  ],
  domain: [
    [-2, 2],
    [2, 3],
  ],
})

/**
 * Numbers: the rule of dotPow. Matrices: $X^n$ is a product of n factors, each with its gradient.
 */
export const pow = op({
  name: 'pow',
  formula: 'y = a^b',
  source: 'power and exponential rule; product rule for matrices',
  vjp: (g: Value, y: Value, a: Value, b: Value) =>
    rank(a) === 0
      ? [
          () => math.dotMultiply(g, powerRule(a, b)),
          () => math.dotMultiply(g, math.dotMultiply(y, math.log(a))),
        ]
      : [matrixPowerRule(g, a, b as number)],
  samples: [
    [2, 3],
    [1.5, -1],
    [square, 3],
    [square, -2],
    [square, 0],
  ],
  domain: [
    [0.3, 3],
    [-2, 3],
  ],
})

/** $\sum_k (X^\mathsf{T})^k\, G\, (X^\mathsf{T})^{n-1-k}$; of a negative power, by the inverse. */
function matrixPowerRule(g: Value, x: Value, n: number): Value {
  const power = (k: number) => math.pow(transposed(x) as never, k) as Value
  if (n < 0) {
    const turned = transposed(math.inv(x as never) as Value)
    const byInverse = matrixPowerRule(g, math.inv(x as never) as Value, -n)
    return math.unaryMinus(math.multiply(turned, math.multiply(byInverse, turned)))
  }
  let sum: Value = 0
  for (let k = 0; k < n; k++) {
    const term = math.multiply(power(k), math.multiply(g, power(n - 1 - k)))
    sum = k === 0 ? term : math.add(sum, term)
  }
  return sum
}
