/**
 * # Linear algebra
 *
 * The rules follow from differentials: write down how the result moves, $dy$, when the inputs move
 * by $dX$, bring $\langle G, dY \rangle$ into the form $\langle \cdot, dX \rangle$, and read off
 * the gradient. From $A Y = B$, for example, follows $A\,dY = dB - dA\,Y$, so
 *
 * $$ \langle G, dY \rangle = \langle A^{-\mathsf{T}} G,\; dB - dA\, Y \rangle
 *    \quad\Longrightarrow\quad
 *    \frac{\partial L}{\partial B} = A^{-\mathsf{T}} G, \qquad
 *    \frac{\partial L}{\partial A} = - \frac{\partial L}{\partial B}\, Y^\mathsf{T} $$
 */
import { ShapeError } from '../../math/errors.js'
import { count } from '../../math/flatStorage.js'
import { math } from '../../math/instance.js'
import { written } from '../../math/shapes.js'
import { shape, tensor } from '../../math/storage.js'
import type { Matrix, Value } from '../../math/types.js'
import { op } from '../op.js'
import { cofactors } from './cofactors.js'
import { identity, inShape, shaped } from './shaped.js'
import { sylvesterByNewton } from './sylvesterByNewton.js'

const transposed = (x: Value) => math.transpose(shaped(x))
const negative = (x: Value): Value => math.unaryMinus(x)

const square = [
  [2, 0.3],
  [-0.4, 3],
]
const cube = [
  [2, 0.3, 1],
  [-0.4, 3, 0.2],
  [0.5, 1, -2],
]

/** The greatest element is neither first nor last. */
const four = [
  [2, 0.3, 1, 0.5],
  [-0.4, 3, 0.2, -1],
  [0.5, 1, -2, 5],
  [1, -0.6, 0.4, 0.7],
]

/** $d \det X = \sum_{ij} C_{ij}\,dX_{ij}$; a singular matrix has cofactors too. */
export const det = op({
  name: 'det',
  formula: String.raw`y = \det X`,
  source: "Jacobi's formula",
  vjp: (g: Value, _y: Value, x: Value) => {
    if (count(shape(x)) === 1) return [g]
    return [math.dotMultiply(g, cofactors(x))]
  },
  samples: [[square], [cube], [four]],
  domain: ['near'],
  analytic: true,
})

export const trace = op({
  name: 'trace',
  formula: String.raw`y = \sum_i x_{ii}`,
  source: 'definition',
  vjp: (g: Value, _y: Value, x: Value) => {
    if (count(shape(x)) === 1) return [g]
    return [math.dotMultiply(g, identity(shape(x)[0]))]
  },
  samples: [[square], [cube]],
  domain: [[-3, 3]],
  analytic: true,
})

export const cross = op({
  name: 'cross',
  formula: String.raw`y = a \times b`,
  source: String.raw`the cyclic law $\langle g, a \times b\rangle = \langle b \times g, a\rangle$`,
  vjp: (g: Value, _y: Value, a: Value, b: Value) => [
    () => product(b, g, shape(a)),
    () => product(g, a, shape(b)),
  ],
  samples: [
    [
      [1, 2, -1],
      [0.5, 1, 3],
    ],
    [
      [1, 2, -1],
      [[0.5], [1], [3]],
    ],
  ],
  domain: [
    [-3, 3],
    [-3, 3],
  ],
})

/** mathjs takes vectors, rows and columns, and gives a vector or a row. */
function product(a: Value, b: Value, size: readonly number[]): Value {
  const vector = (x: Value) => math.reshape(shaped(x), [3])
  return math.reshape(math.cross(vector(a), vector(b)), size)
}

/**
 * $y_{(i,k),(j,l)} = a_{ij} b_{kl}$: with the axes of a and those of b brought together, an outer
 * product.
 */
export const kron = op({
  name: 'kron',
  formula: String.raw`Y = A \otimes B`,
  source: 'product rule',
  vjp: (g: Value, _y: Value, a: Value, b: Value) => {
    const [m, n] = rowsAndColumns(a)
    const [p, q] = rowsAndColumns(b)
    const apart = math.permute(math.reshape(shaped(g), [m, p, n, q]), [0, 2, 1, 3])
    const pairs = math.reshape(apart, [m * n, p * q])
    const list = (x: Value) => math.reshape(shaped(x), [-1])
    return [
      () => math.reshape(math.multiply(pairs, list(b)), shape(a)),
      () => math.reshape(math.multiply(list(a), pairs), shape(b)),
    ]
  },
  rewrite: (...factors: readonly Value[]) => {
    factors.forEach(checkRowsAndColumns)
    return undefined
  },
  samples: [
    [square, [[1, 2, -1]]],
    [square, [1, -2]],
    [
      [1, -2],
      [3, 0.5, 1],
    ],
  ],
  domain: [
    [-3, 3],
    [-3, 3],
  ],
  analytic: true,
})

/** mathjs looks at two axes only. */
function checkRowsAndColumns(x: Value): void {
  const size = shape(x)
  if (size.length === 1 || size.length === 2) return
  throw new ShapeError({
    where: 'math.kron',
    expected: 'vectors or matrices, as there is a Variable',
    given: size.length === 0 ? 'a number' : `x of shape ${written(size)}`,
    mend: 'math.dotMultiply scales by a number; take the matrices of a stack one by one',
  })
}

/** A vector counts as a row. */
function rowsAndColumns(x: Value): [rows: number, columns: number] {
  const size = shape(x)
  return size.length === 1 ? [1, size[0]] : [size[0], size[1]]
}

/** Of a vector b too, mathjs's solution is a column. */
const systems = {
  samples: [
    [square, [1, 2]],
    [cube, [[1], [2], [-1]]],
  ],
  domain: ['near', [-3, 3]],
} as const

export const lusolve = op({
  name: 'lusolve',
  formula: 'A y = b',
  source: 'differential of A y = b',
  vjp: (g: Value, y: Value, a: Value, b: Value) => {
    const byB = math.lusolve(transposed(a), shaped(g))
    return [() => negative(math.multiply(byB, transposed(y))), math.reshape(shaped(byB), shape(b))]
  },
  ...systems,
  analytic: true,
})

/** Elements above the diagonal are not looked at. */
export const lsolve = op({
  name: 'lsolve',
  formula: 'L y = b',
  source: 'as lusolve, with a triangle',
  vjp: (g: Value, y: Value, a: Value, b: Value) => {
    const byB = math.usolve(transposed(a), shaped(g))
    const byA = () => math.dotMultiply(lower(shape(a)), math.multiply(byB, transposed(y)))
    return [() => negative(byA()), math.reshape(shaped(byB), shape(b))]
  },
  ...systems,
  analytic: true,
})

/** Elements below the diagonal are not looked at. */
export const usolve = op({
  name: 'usolve',
  formula: 'U y = b',
  source: 'as lusolve, with a triangle',
  vjp: (g: Value, y: Value, a: Value, b: Value) => {
    const byB = math.lsolve(transposed(a), shaped(g))
    const upper = math.transpose(lower(shape(a)))
    const byA = () => math.dotMultiply(upper, math.multiply(byB, transposed(y)))
    return [() => negative(byA()), math.reshape(shaped(byB), shape(b))]
  },
  ...systems,
  analytic: true,
})

/** 1 on and below the diagonal, else 0. */
function lower([n]: readonly number[]): Matrix {
  const ones = Array.from({ length: n * n }, (_, i) => (i % n <= Math.floor(i / n) ? 1 : 0))
  return tensor(ones, [n, n])
}

/**
 * From $dA\,Y + A\,dY + dY\,B + Y\,dB = dC$: the gradient by C solves the transposed equation. Y is
 * solved for anew, as mathjs's is often wrong from three rows on.
 */
export const sylvester = op({
  name: 'sylvester',
  formula: 'A Y + Y B = C',
  source: 'differential of the equation',
  vjp: (g: Value, _y: Value, a: Value, b: Value, c: Value) => {
    const byC = solution(transposed(a), transposed(b), g)
    const y = () => transposed(solution(a, b, c))
    return [() => negative(math.multiply(byC, y())), () => negative(math.multiply(y(), byC)), byC]
  },
  samples: [[square, square, square]],
  domain: ['near', 'near', [-2, 2]],
})

/** The rows of Y and C each in one column: $(A \otimes I + I \otimes B^\mathsf{T})\,y = c$. */
function solution(a: Value, b: Value, c: Value): Value {
  const [m, n] = shape(c)
  const byRows = math.kron(shaped(a), identity(n))
  const byColumns = math.kron(identity(m), transposed(b))
  const column = math.lusolve(math.add(byRows, byColumns), math.reshape(shaped(c), [m * n, 1]))
  return math.reshape(column, [m, n])
}

/** From $Y Y = X$ follows $dY\,Y + Y\,dY = dX$. */
export const sqrtm = op({
  name: 'sqrtm',
  formula: 'Y Y = X',
  source: 'differential of the equation',
  vjp: (g: Value, y: Value) => {
    const n = shape(y)[0]
    const turned = math.reshape(transposed(y), [n, n]) // a vector of one element is taken too
    return [inShape(sylvesterByNewton(turned, math.reshape(shaped(g), [n, n])), y)]
  },
  samples: [
    [square],
    [[4]],
    [
      [
        [4, 1, -3],
        [-1, 6, 2],
        [3, 0, 5],
      ],
    ],
  ],
  domain: ['near'],
  analytic: true,
})

/**
 * $\exp \begin{pmatrix} X^\mathsf{T} & G \\ 0 & X^\mathsf{T} \end{pmatrix}$ holds the gradient in
 * its upper right corner.
 */
export const expm = op({
  name: 'expm',
  formula: 'Y = e^X',
  source: 'derivative of the exponential by a block matrix (Van Loan 1978)',
  vjp: (g: Value, _y: Value, x: Value) => {
    const n = shape(x)[0]
    const top = math.kron(tensor([1, 0], [2, 1]), identity(n))
    const bottom = math.kron(tensor([0, 1], [2, 1]), identity(n))
    const block = (row: Matrix, content: Value, column: Matrix): Value =>
      math.multiply(math.multiply(row, content), math.transpose(column))
    const diagonal = math.add(block(top, transposed(x), top), block(bottom, transposed(x), bottom))
    const whole = math.expm(shaped(math.add(diagonal, block(top, g, bottom))))
    return [math.multiply(math.multiply(math.transpose(top), whole), bottom)]
  },
  samples: [[square]],
  domain: [[-1, 1]],
  analytic: true,
})
