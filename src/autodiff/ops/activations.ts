/**
 * # Activation functions
 *
 * The functions between the layers of a network. The derivatives of sigmoid and tanh are functions
 * of their results: the gradient needs nothing but $y$.
 */
import { math } from '../../math/instance.js'
import { type Value, valueIn } from '../../math/types.js'
import { op } from '../op.js'
import { shaped } from './shaped.js'
import { unary } from './unary.js'

/**
 * $y = 1/(1 + e^{-x})$ has $y' = e^{-x}/(1 + e^{-x})^2 = y\,(1 - y)$.
 *
 * A primitive, for speed, and because $e^{-x}$ overflows where $y$ is simply 0.
 */
export const sigmoid = unary({
  name: 'sigmoid',
  formula: String.raw`y = \frac{1}{1 + e^{-x}}`,
  source: 'notes, Sigmoid层',
  derivative: (y) => math.dotMultiply(y, math.subtract(1, y)),
  domain: [-3, 3],
  analytic: true,
})

export const tanh = unary({
  name: 'tanh',
  formula: String.raw`y = \tanh x`,
  source: 'notes, activation functions',
  derivative: (y) => math.subtract(1, math.square(y)),
  domain: [-3, 3],
  analytic: true,
})

/**
 * The gradient passes where $x > 0$; at the kink it is 0. One with an infinite element, of
 * $\sqrt y$ say, is no factor of 0, but chosen or not: where it is not, $y$ is 0, or NaN.
 */
function throughRelu(g: Value, y: Value, x: Value): Value {
  const above = math.step(x)
  if (Number.isFinite(math.sum(shaped(valueIn(g))))) return math.dotMultiply(g, above)
  return math.where(valueIn(above), g, valueIn(y))
}

export const relu = op({
  name: 'relu',
  formula: String.raw`y = \max(0, x)`,
  source: 'notes, ReLU层',
  vjp: (g: Value, y: Value, x: Value) => [throughRelu(g, y, x)],
  samples: [[[-1, 0.5, 2]], [0.5]],
  domain: ['near'],
})

/**
 * A bias and the activation behind it: $y$ is above 0 where $x + b$ is.
 *
 * A primitive, for speed: the sum is not kept.
 */
export const addRelu = op({
  name: 'addRelu',
  formula: String.raw`y = \max(0, x + b)`,
  source: 'as relu',
  vjp: (g: Value, y: Value) => {
    const through = throughRelu(g, y, y)
    return [through, through]
  },
  samples: [
    [
      [-1, 0.5, 2],
      [0.3, -2, 1],
    ],
    [
      [
        [-1, 0.5],
        [2, -3],
      ],
      [0.3, 0.2],
    ],
    [[-1, 0.5, 2], 0.3],
    [0.5, 0.25],
  ],
  domain: ['near', 'near'],
})

/** $\ln(1 + e^x)$: smooth where relu has its kink. */
export const softplus = unary({
  name: 'softplus',
  formula: String.raw`y = \ln (1 + e^x)`,
  source: 'the smooth relative of ReLU',
  derivative: (_y, x) => math.sigmoid(x),
  domain: [-3, 3],
})

export const logSigmoid = unary({
  name: 'logSigmoid',
  formula: String.raw`y = -\ln (1 + e^{-x})`,
  source: 'chain rule',
  derivative: (_y, x) => math.sigmoid(math.unaryMinus(x)),
  domain: [-3, 3],
})

/**
 * From $y = x s$ with $s = \sigma(x)$ follows $y' = s + x s (1 - s) = s + y (1 - s)$.
 *
 * Source: S. Elfwing and others, arXiv 1702.03118 (2018).
 */
export const silu = unary({
  name: 'silu',
  formula: String.raw`y = x\,\sigma(x)`,
  source: 'product rule',
  derivative: (y, x) => {
    const s = math.sigmoid(x)
    return math.add(s, math.dotMultiply(y, math.subtract(1, s)))
  },
  domain: [-3, 3],
})

/**
 * From $y = x\,\Phi(x)$ with the normal distribution $\Phi$ and its density $\varphi = \Phi'$.
 *
 * Source: D. Hendrycks and K. Gimpel, arXiv 1606.08415 (2016).
 */
export const gelu = unary({
  name: 'gelu',
  formula: String.raw`y = x\,\Phi(x)`,
  source: 'product rule',
  derivative: (_y, x) => {
    const share = math.dotMultiply(0.5, math.erfc(math.dotMultiply(-Math.SQRT1_2, x)))
    const bell = math.exp(math.dotMultiply(-0.5, math.square(x)))
    return math.add(share, math.dotMultiply(x, math.dotDivide(bell, Math.sqrt(2 * Math.PI))))
  },
  domain: [-3, 3],
})

/**
 * With $y = x s$, $s = \sigma(2u)$ and $u = \sqrt{2/\pi}\,(x + 0.044715\,x^3)$ this is silu with
 * another argument: $y' = s + y (1 - s)\,2 u'$.
 *
 * Source: Hendrycks and Gimpel, as above: their approximation of gelu.
 */
export const geluTanh = unary({
  name: 'geluTanh',
  formula: String.raw`y = \tfrac{x}{2} (1 + \tanh u),\; u = \sqrt{2/\pi}\,(x + 0.044715\,x^3)`,
  source: 'product rule',
  derivative: (y, x) => {
    const scale = 2 * Math.sqrt(2 / Math.PI)
    const square = math.square(x)
    const bent = (factor: number) => math.add(1, math.dotMultiply(factor, square))
    const s = math.sigmoid(math.dotMultiply(scale, math.dotMultiply(x, bent(0.044715))))
    const slope = math.dotMultiply(scale, bent(3 * 0.044715))
    return math.add(s, math.dotMultiply(math.dotMultiply(y, math.subtract(1, s)), slope))
  },
  domain: [-3, 3],
})

/**
 * From $y = x t$ with $t = \tanh \ln (1 + e^x)$ follows $y' = t + x (1 - t^2)\,\sigma(x)$.
 *
 * Source: D. Misra, arXiv 1908.08681 (2019).
 */
export const mish = unary({
  name: 'mish',
  formula: String.raw`y = x \tanh \ln (1 + e^x)`,
  source: 'product rule',
  derivative: (_y, x) => {
    const t = math.tanh(math.softplus(x))
    const slope = math.dotMultiply(math.subtract(1, math.square(t)), math.sigmoid(x))
    return math.add(t, math.dotMultiply(x, slope))
  },
  domain: [-3, 3],
})

/**
 * Like tanh, but it nears $\pm 1$ as slowly as $1/x$ nears 0.
 *
 * Source: X. Glorot and Y. Bengio, AISTATS 2010, who have it from J. Bergstra and others (2009).
 */
export const softsign = unary({
  name: 'softsign',
  formula: String.raw`y = \frac{x}{1 + |x|}`,
  source: 'quotient rule',
  derivative: (_y, x) => math.dotDivide(1, math.square(math.add(1, math.abs(x)))),
  domain: { near: [-1, 0.5, 2] },
})

/** $x$ where it is negative, else 0: there $e^x$ cannot overflow. */
const negativePart = (x: Value): Value => math.where(math.step(valueIn(x)), 0, x)

/** The slope is that of the right side above 0, and below and at 0 that of the left side. */
const sides = (x: Value, left: Value): Value => {
  const above = math.step(x)
  return math.add(above, math.dotMultiply(math.subtract(1, above), left))
}

/** Of numbers, or a slope for each element that is learned too. */
export const leakyRelu = op({
  name: 'leakyRelu',
  formula: String.raw`y = \max(0, x) + a \min(0, x)`,
  source: 'definition; a at 0 as in torch',
  vjp: (g: Value, _y: Value, x: Value, slope?: Value) => [
    () => math.dotMultiply(g, sides(x, slope ?? 0.01)),
    () => math.dotMultiply(g, negativePart(x)),
  ],
  samples: [
    [[-1, 0.5, 2]],
    [[-1, 0.5, -2], 0.2],
    [
      [-1, 2],
      [0.2, 0.3],
    ],
    [-3, 0.2],
  ],
  domain: ['near', [0.1, 0.5]],
})

/**
 * $\alpha (e^x - 1)$ below 0, which meets $x$ without a corner when $\alpha = 1$.
 *
 * Source: D.-A. Clevert and others, arXiv 1511.07289 (2016).
 */
export const elu = op({
  name: 'elu',
  formula: String.raw`y = \max(0, x) + \alpha (e^{\min(0, x)} - 1)`,
  source: 'definition; α at 0 as in torch',
  vjp: (g: Value, _y: Value, x: Value, alpha?: Value) => [
    () => math.dotMultiply(g, sides(x, math.dotMultiply(alpha ?? 1, math.exp(negativePart(x))))),
    () => math.dotMultiply(g, math.expm1(negativePart(x))),
  ],
  samples: [[[-1, 0.5, 2]], [[-1, 0.5, -2], 0.7], [-3, 0.7]],
  domain: ['near', [0.5, 2]],
})

/** The $\lambda$ and $\alpha$ that keep mean 0 and variance 1 from layer to layer. */
const SELU = { scale: 1.0507009873554805, alpha: 1.6732632423543772 } as const

/**
 * elu, scaled.
 *
 * Source: G. Klambauer and others, arXiv 1706.02515 (2017).
 */
export const selu = unary({
  name: 'selu',
  formula: String.raw`y = \lambda (\max(0, x) + \alpha (e^{\min(0, x)} - 1))`,
  source: 'definition',
  derivative: (_y, x) => {
    const left = math.dotMultiply(SELU.alpha, math.exp(negativePart(x)))
    return math.dotMultiply(SELU.scale, sides(x, left))
  },
  domain: { near: [-1, 0.5, 2] },
})
