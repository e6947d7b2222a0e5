/**
 * # Norms
 *
 * Of a vector: $\|x\|_p = (\sum_i |x_i|^p)^{1/p}$, with the greatest and the least $|x_i|$ for
 * $p = \pm\infty$. Of a matrix: the greatest sum of a column (1) or of a row (∞), the root of the
 * sum of all squares ('fro'), and the greatest singular value $\sigma$ (2, which is mathjs's
 * default). All but the last two are said in other operations.
 *
 * $\|x\|_2$ has a kink at $x = 0$; the gradient there is 0, as in torch.
 *
 * The matrix $\sigma^2 I - X^\mathsf{T} X$ is singular, and its cofactors are a multiple of
 * $v v^\mathsf{T}$ with the right singular vector $v$ of $\sigma$, as long as no other singular
 * value equals it. So $d\sigma = u^\mathsf{T}\,dX\,v = \langle X v v^\mathsf{T} / \sigma,\, dX
 * \rangle$ needs no decomposition, and differentiates again.
 */
import { math } from '../../math/instance.js'
import { shape } from '../../math/storage.js'
import { isVariable, type Matrix, type Value, type Variable, valueIn } from '../../math/types.js'
import { op } from '../op.js'
import { cofactors } from './cofactors.js'

/** Typed as a Variable: a matrix in a first derivative, a Variable in a higher one. */
const shaped = (x: Value) => x as Variable

/** mathjs has the greatest singular value of square matrices only. */
const matrix = [
  [1, 2, -1],
  [0.5, 4, 3],
]

export const norm = op({
  name: 'norm',
  formula: String.raw`y = \lVert x \rVert`,
  source: 'chain rule; 0 at 0 as in torch',
  vjp: (g: Value, y: Value, x: Value, p?: unknown) => [
    math.dotMultiply(g, isSpectral(x, p) ? singularPair(x, y) : overNorm(x, y)),
  ],
  rewrite: (...args: readonly unknown[]) => {
    const [x, p = 2] = args as [Value, unknown] // that x is no Variable is found out below
    if (args.length > 2 || !isVariable(x) || isVariable(p)) return undefined
    return shape(x).length === 2 ? ofMatrix(x, p) : ofVector(x, p)
  },
  samples: [
    [[1, 2, -1]],
    [[1, 2, -1], 1],
    [[1, 2, -1], 3],
    [[1, 2, -1], Infinity],
    [[1, 2, -1], -Infinity],
    [
      [
        [2, 0.3],
        [-0.4, 3],
      ],
    ],
    [matrix, 1],
    [matrix, Infinity],
    [matrix, 'fro'],
    [-2],
  ],
  domain: ['near'],
})

function isSpectral(x: Value, p: unknown): boolean {
  return shape(x).length === 2 && p !== 'fro'
}

function overNorm(x: Value, y: Value): Value {
  return valueIn(y) === 0 ? 0 : math.dotDivide(x, y)
}

/** $u v^\mathsf{T}$ of the greatest singular value y. */
function singularPair(x: Value, y: Value): Value {
  const gram = math.multiply(math.transpose(shaped(x)), x)
  const identity = math.identity(shape(gram)[0]) as Matrix
  const multiple = cofactors(math.subtract(math.dotMultiply(math.square(y), identity), gram))
  const projector = math.dotDivide(multiple, math.trace(multiple as never) as Value)
  return math.dotDivide(math.multiply(x, projector), y)
}

function ofVector(x: Value, p: unknown): Value | undefined {
  const size = math.abs(x)
  if (shape(x).length === 0) return size
  if (p === Infinity || p === 'inf') return math.max(shaped(size))
  if (p === -Infinity || p === '-inf') return math.min(shaped(size))
  if (typeof p !== 'number' || p === 2) return undefined
  const sum = math.sum(math.dotPow(shaped(size), p))
  return math.pow(sum as never, 1 / p) as Value
}

function ofMatrix(x: Value, p: unknown): Value | undefined {
  const axis = p === 1 ? 0 : p === Infinity || p === 'inf' ? 1 : undefined
  if (axis === undefined) return undefined
  return math.max(math.sum(shaped(math.abs(x)), axis))
}
