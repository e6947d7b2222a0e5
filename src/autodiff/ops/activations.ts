/**
 * # Activation functions
 *
 * The functions between the layers of a network. The derivatives of sigmoid and tanh are functions
 * of their results: the gradient needs nothing but $y$.
 */
import { math } from '../../math/instance.js'
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
})

export const tanh = unary({
  name: 'tanh',
  formula: String.raw`y = \tanh x`,
  source: 'notes, activation functions',
  derivative: (y) => math.subtract(1, math.square(y)),
  domain: [-3, 3],
  analytic: true,
})

/** The gradient passes where $x > 0$; at the kink it is 0. */
export const relu = unary({
  name: 'relu',
  formula: String.raw`y = \max(0, x)`,
  source: 'notes, ReLU层',
  derivative: (_y, x) => math.step(x),
  domain: [0.1, 3],
})
