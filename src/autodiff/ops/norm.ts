/**
 * # Norms
 *
 * Of a vector: $\|x\|_p = (\sum_i |x_i|^p)^{1/p}$, with the greatest and the least $|x_i|$ for
 * $p = \pm\infty$. Of a matrix: the greatest sum of a column (1) or of a row (∞), the root of the
 * sum of all squares ('fro'), and the greatest singular value $\sigma$ (2, which is mathjs's
 * default). What is a greatest or a least is said in other operations.
 *
 * From $y^p = \sum_i |x_i|^p$ follows $\partial y/\partial x_i = \operatorname{sign} x_i\,
 * (|x_i|/y)^{p-1}$, whose quotient neither overflows nor vanishes where $y^{p-1}$ would.
 *
 * $\|x\|_2$ has a kink at $x = 0$; the gradient there is 0, as in torch.
 *
 * The greatest singular value has $d\sigma = u^\mathsf{T}\,dX\,v$ with its singular vectors u and
 * v, as long as no other singular value equals it; else the mean of their $u v^\mathsf{T}$ serves.
 */
import type { Axes } from '../../math/axes.js'
import { math } from '../../math/instance.js'
import { shape } from '../../math/storage.js'
import { isVariable, type Value, valueIn } from '../../math/types.js'
import { op } from '../op.js'
import { reducedAxes, withAxes } from './reductions.js'
import { shaped } from './shaped.js'
import { singularPair } from './singularPair.js'
import { isZero } from './zeros.js'

/** Axes, and options. */
type Along = [axes: Axes, options?: { readonly keepDims?: boolean }]

/** mathjs has the greatest singular value of square matrices only. */
const matrix = [
  [1, -2, -1],
  [0.5, 4, -3],
]

export const norm = op({
  name: 'norm',
  formula: String.raw`y = \lVert x \rVert`,
  source: 'chain rule; 0 at 0 as in torch',
  vjp: (g: Value, y: Value, x: Value, p?: unknown, given?: Axes) => {
    if (given === undefined && isSpectral(x, p)) return [math.dotMultiply(g, singularPair(x))]
    const axes = reducedAxes(x, given)
    const degree = p === undefined || p === 'fro' ? 2 : (p as number) // others were rewritten
    return [math.dotMultiply(withAxes(g, x, axes), slopes(x, withAxes(y, x, axes), degree))]
  },
  rewrite: (...args: readonly unknown[]) => {
    const [x, p = 2, ...along] = args as [Value, unknown, ...Along] // a Variable is found out below
    if (!isVariable(x) || isVariable(p)) return undefined
    if (along.length > 0) return ofVector(x, p, along)
    if (shape(x).length > 2) return undefined // norm refuses it
    return shape(x).length === 2 ? ofMatrix(x, p) : ofVector(x, p)
  },
  samples: [
    [[1, 2, -1]],
    [[1, 2, -1], 1],
    [[1, 2, -1], 3],
    [[1, 2, -1], 0.5],
    [[1, 2, -1], -2],
    [[1, 2, -1], Infinity],
    [[1, 2, -1.5], -Infinity],
    [matrix, 2, 1, { keepDims: true }],
    [matrix, 2, [0, 1]],
    [matrix, 3, 0],
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

/** Of the norm y by x: 0 where y is 0, and where x has a kink, at 0. */
function slopes(x: Value, y: Value, degree: number): Value {
  const divisor = math.add(y, isZero(y))
  if (degree === 2) return math.dotDivide(x, divisor)
  const share = math.dotDivide(math.add(math.abs(x), isZero(x)), divisor)
  const slope = math.dotMultiply(math.sign(valueIn(x)), math.dotPow(share, degree - 1))
  return math.where(isZero(y), 0, slope)
}

/** Undefined where the rule applies. */
function ofVector(x: Value, p: unknown, along: Along | [] = []): Value | undefined {
  const size = math.abs(x)
  if (shape(x).length === 0) return size
  if (p === Infinity || p === 'inf') return math.max(shaped(size), ...along)
  if (p === -Infinity || p === '-inf') return math.min(shaped(size), ...along)
  return undefined
}

function ofMatrix(x: Value, p: unknown): Value | undefined {
  const axis = p === 1 ? 0 : p === Infinity || p === 'inf' ? 1 : undefined
  if (axis === undefined) return undefined
  return math.max(math.sum(shaped(math.abs(x)), axis))
}
