/**
 * # Activation functions
 *
 * The functions between the layers of a network. The derivatives of sigmoid and tanh are functions
 * of their results: the gradient needs nothing but $y$.
 */
import { math } from '../../math/instance.js'
import type { Value } from '../../math/types.js'
import { op } from '../op.js'

/**
 * $y = 1/(1 + e^{-x})$ has $y' = e^{-x}/(1 + e^{-x})^2 = y\,(1 - y)$.
 *
 * A primitive, for speed, and because $e^{-x}$ overflows where $y$ is simply 0.
 */
export const sigmoid = op({
  name: 'sigmoid',
  formula: String.raw`y = \frac{1}{1 + e^{-x}}`,
  source: 'notes, Sigmoid层',
  vjp: (g: Value, y: Value) => [math.dotMultiply(g, math.dotMultiply(y, math.subtract(1, y)))],
  samples: [[[-1, 0, 2]], [0.5]],
  domain: [[-3, 3]],
})

export const tanh = op({
  name: 'tanh',
  formula: String.raw`y = \tanh x`,
  source: 'notes, activation functions',
  vjp: (g: Value, y: Value) => [math.dotMultiply(g, math.subtract(1, math.square(y)))],
  samples: [[[-1, 0, 2]], [0.5]],
  domain: [[-3, 3]],
})

/** The gradient passes where $x > 0$; at the kink it is 0. */
export const relu = op({
  name: 'relu',
  formula: String.raw`y = \max(0, x)`,
  source: 'notes, ReLU层',
  vjp: (g: Value, _y: Value, x: Value) => [math.dotMultiply(g, math.step(x))],
  samples: [[[-1, 0.5, 2]], [3]],
  domain: [[0.1, 3]],
})

/**
 * Flat on both sides of its jump: nothing can be learned through it (the notes' reason for
 * sigmoid).
 */
export const step = op({
  name: 'step',
  formula: 'y = [x > 0]',
  source: 'notes, 阶跃函数',
  vjp: () => [0],
  samples: [[[-1, 0.5, 2]], [3]],
  domain: [[0.1, 3]],
})
