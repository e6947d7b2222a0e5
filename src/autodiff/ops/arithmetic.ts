/**
 * # Arithmetic, element by element
 *
 * A small change $dx$ of an input changes the result by $dy = \frac{\partial y}{\partial x}\,dx$.
 * All functions here work element by element, so each element of the gradient $g = \partial
 * L/\partial y$ is multiplied by the derivative at its place: $\partial L/\partial x = g \cdot
 * \partial y/\partial x$.
 *
 * A sum passes the gradient on as it is; a difference turns the sign of one of them; a product
 * multiplies it by the other factor (the notes' addition and multiplication nodes).
 */
import { math } from '../../math/instance.js'
import { type Value, valueIn } from '../../math/types.js'
import { type Declaration, op } from '../op.js'
import { difference } from './difference.js'
import { isZero } from './zeros.js'

const pairs = [
  [
    [1, -2],
    [0.5, 3],
  ],
  [
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [0.5, -1, 2],
  ],
  [2, [1, -1]],
  [0.5, 3],
]

/** mathjs adds and multiplies any number of arguments: from left to right. */
export function inPairs(f: (a: Value, b: Value) => Value) {
  return (...args: readonly Value[]) =>
    args.length > 2 ? args.reduce((a, b) => f(a, b)) : undefined
}

export const add = op({
  name: 'add',
  symbol: '+',
  formula: 'y = a + b',
  source: 'notes, 加法节点的反向传播',
  vjp: (g: Value) => [g, g],
  rewrite: inPairs((a, b) => math.add(a, b)),
  samples: [...pairs, [2, [1, -1], 0.5]],
  domain: [
    [-3, 3],
    [-3, 3],
  ],
  analytic: true,
})

export const subtract = op({
  name: 'subtract',
  symbol: '−',
  formula: 'y = a - b',
  source: 'notes, 加法节点的反向传播',
  vjp: (g: Value) => [g, () => math.unaryMinus(g)],
  samples: pairs,
  domain: [
    [-3, 3],
    [-3, 3],
  ],
  analytic: true,
})

export const unaryMinus = op({
  name: 'unaryMinus',
  symbol: '−',
  formula: 'y = -x',
  source: 'definition',
  vjp: (g: Value) => [math.unaryMinus(g)],
  samples: [[[-1, 0, 2]], [3]],
  domain: [[-3, 3]],
  analytic: true,
})

/** Of real numbers these are the numbers themselves. */
export const [unaryPlus, conj, re] = ['unaryPlus', 'conj', 're'].map((name) =>
  op({
    name,
    formula: 'y = x',
    source: 'definition, for real numbers',
    vjp: (g: Value) => [g],
    samples: [[[-1, 0, 2]], [3]],
    domain: [[-3, 3]],
  }),
)

export const dotMultiply = op({
  name: 'dotMultiply',
  symbol: '×',
  formula: String.raw`y = a \odot b`,
  source: 'notes, 乘法节点的反向传播',
  vjp: (g: Value, _y: Value, a: Value, b: Value) => [
    () => math.dotMultiply(g, b),
    () => math.dotMultiply(g, a),
  ],
  samples: pairs,
  domain: [
    [-3, 3],
    [-3, 3],
  ],
  analytic: true,
})

/** $y = a/b$ has $\partial y/\partial b = -a/b^2 = -y/b$. */
export const dotDivide = op({
  name: 'dotDivide',
  symbol: '/',
  formula: String.raw`y = a \oslash b`,
  source: 'quotient rule; notes, Sigmoid层 (the node 1/x)',
  vjp: (g: Value, y: Value, _a: Value, b: Value) => [
    () => math.dotDivide(g, b),
    () => math.unaryMinus(math.dotDivide(math.dotMultiply(g, y), b)),
  ],
  samples: pairs,
  domain: [
    [-3, 3],
    [0.5, 3],
  ],
  analytic: true,
})

/** $y = a^b$ has $\partial y/\partial a = b\,a^{b-1}$ and $\partial y/\partial b = y \ln a$. */
export const dotPow = op({
  name: 'dotPow',
  symbol: '^',
  formula: 'y_i = a_i^{b_i}',
  source: 'power and exponential rule',
  vjp: (g: Value, y: Value, a: Value, b: Value) => [
    () => math.dotMultiply(g, powerRule(a, b)),
    () => math.dotMultiply(g, logarithmRule(y, a, b)),
  ],
  samples: [
    [[1, 2, 0.5], 3],
    [
      [1, 2],
      [0.5, -1],
    ],
    [2, [1, -1]],
    [2, 3],
  ],
  domain: [
    [0.3, 3],
    [-2, 3],
  ],
  analytic: true,
})

/**
 * $b\,a^{b-1}$; for the exponent 0 that is 0 everywhere, also at $a = 0$, where $a^{-1}$ has no
 * value: there the exponent stays 0. As in jax and torch. Of NaN it is NaN, where mathjs has
 * complex numbers.
 */
export function powerRule(a: Value, b: Value): Value {
  if (b === 0) return 0
  if (b === 1) return 1
  if ([a, b].some(Number.isNaN)) return Number.NaN
  const never = typeof valueIn(b) === 'number' && valueIn(b) !== 0
  const less = never ? 1 : math.where(math.dotMultiply(isZero(a), isZero(b)), 0, 1)
  return math.dotMultiply(b, math.dotPow(a, math.subtract(b, less)))
}

/**
 * $y \ln a$ for $y = a^b$; at $a = 0 \le b$, where the logarithm has no value, it is 0, the limit
 * for $b > 0$; below 0 and of NaN it is NaN, for numbers too, whose logarithm would be complex. As
 * in jax and torch.
 */
export function logarithmRule(y: Value, a: Value, b: Value): Value {
  const base = valueIn(a)
  const isOutside = typeof base === 'number' && !(base >= 0)
  if (isOutside || Number.isNaN(valueIn(y))) return Number.NaN
  const notNegative = math.subtract(1, math.step(math.unaryMinus(valueIn(b))))
  const without = math.dotMultiply(isZero(a), notNegative)
  const kept = math.dotMultiply(y, math.subtract(1, without))
  return math.dotMultiply(kept, math.log(math.add(a, without)))
}

/** $y = a - b \lfloor a/b \rfloor$, where the second factor is constant between the jumps. */
export const mod = op({
  name: 'mod',
  formula: String.raw`y = a - b \lfloor a/b \rfloor`,
  source: 'definition',
  vjp: (g: Value, _y: Value, a: Value, b: Value) => [
    g,
    () => math.unaryMinus(math.dotMultiply(g, wholes(a, b))),
  ],
  samples: [
    [
      [5.3, 2.2, -0.7],
      [2, 1, 3],
    ],
    [[5.3, 2.2], 2],
    [5.3, 2],
  ],
  domain: ['near', 'near'],
})

function wholes(a: Value, b: Value): Value {
  return math.floor(math.dotDivide(valueIn(a), valueIn(b))) as Value
}

/** Arguments of maximum and minimum, and intervals that keep them apart. */
const choices: Pick<Declaration, 'samples' | 'domain'> = {
  samples: [
    [
      [1, -2, 3],
      [0.5, 3, -1],
    ],
    [[1, -2, 3], 0.5],
  ],
  domain: ['near', 'near'],
}

/**
 * The larger of each pair passes its gradient on; of equals each gets half, as in jax and torch.
 */
export const maximum = op({
  name: 'maximum',
  symbol: 'max',
  formula: String.raw`y = \max(a, b)`,
  source: 'notes, ReLU层; halves at ties as in jax and torch',
  vjp: (g: Value, _y: Value, a: Value, b: Value) => [
    () => math.dotMultiply(g, shareOfFirst(a, b)),
    () => math.dotMultiply(g, shareOfFirst(b, a)),
  ],
  ...choices,
})

export const minimum = op({
  name: 'minimum',
  symbol: 'min',
  formula: String.raw`y = \min(a, b)`,
  source: 'as maximum',
  vjp: (g: Value, _y: Value, a: Value, b: Value) => [
    () => math.dotMultiply(g, shareOfFirst(b, a)),
    () => math.dotMultiply(g, shareOfFirst(a, b)),
  ],
  ...choices,
})

/** 1 where a > b, ½ where they are equal, else 0: a constant between ties. */
function shareOfFirst(a: Value, b: Value): Value {
  const sign = math.sign(difference(a, b))
  return math.dotMultiply(0.5, math.add(1, sign))
}
