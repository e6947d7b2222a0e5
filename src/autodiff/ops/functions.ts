/**
 * # Elementary functions
 *
 * Each rule multiplies the gradient by the derivative. Where the derivative is easy to say through
 * the result $y$, as in $(e^x)' = e^x = y$, nothing is computed twice.
 */
import { math } from '../../math/instance.js'
import type { Value } from '../../math/types.js'
import { op } from '../op.js'

/** A rule that multiplies the gradient by $y'$. */
const times =
  (derivative: (y: Value, x: Value) => Value) =>
  (g: Value, y: Value, x: Value): [Value] => [math.dotMultiply(g, derivative(y, x))]

export const exp = op({
  name: 'exp',
  formula: 'y = e^x',
  source: 'notes, Sigmoid层 (the node exp)',
  vjp: times((y) => y),
  samples: [[[-1, 0, 2]], [0.5]],
  domain: [[-3, 3]],
})

/** With a base $b$ (numbers only, as in mathjs): $y = \ln x / \ln b$. */
export const log = op({
  name: 'log',
  formula: String.raw`y = \ln x`,
  source: 'notes, Softmax - with - Loss层 (the node log)',
  vjp: (g: Value, _y: Value, x: Value) => [math.dotDivide(g, x)],
  rewrite: (...args: readonly Value[]) =>
    args.length === 2 ? math.dotDivide(math.log(args[0]), math.log(args[1])) : undefined,
  samples: [[[0.5, 1, 2]], [3], [3, 2]],
  domain: [
    [0.2, 4],
    [1.5, 4],
  ],
})

export const sqrt = op({
  name: 'sqrt',
  formula: String.raw`y = \sqrt x`,
  source: 'power rule',
  vjp: (g: Value, y: Value) => [math.dotDivide(g, math.dotMultiply(2, y))],
  samples: [[[0.5, 1, 2]], [3]],
  domain: [[0.2, 4]],
})

export const square = op({
  name: 'square',
  formula: 'y = x^2',
  source: 'power rule',
  vjp: times((_y, x) => math.dotMultiply(2, x)),
  samples: [[[-1, 0, 2]], [3]],
  domain: [[-3, 3]],
})

/** The gradient at 0, where there is none, is 0, as in torch. */
export const abs = op({
  name: 'abs',
  formula: 'y = |x|',
  source: 'definition; 0 at 0 as in torch',
  vjp: times((_y, x) => math.sign(x)),
  samples: [[[-1, 0.5, 2]], [-3]],
  domain: [[0.1, 3]],
})

/** Flat on both sides of its jump: a gradient of 0 everywhere. */
export const sign = op({
  name: 'sign',
  formula: String.raw`y = \operatorname{sign} x`,
  source: 'definition',
  vjp: () => [0],
  samples: [[[-1, 0.5, 2]], [-3]],
  domain: [[0.1, 3]],
})

export const sin = op({
  name: 'sin',
  formula: String.raw`y = \sin x`,
  source: 'calculus',
  vjp: times((_y, x) => math.cos(x)),
  samples: [[[-1, 0, 2]], [0.5]],
  domain: [[-3, 3]],
})

export const cos = op({
  name: 'cos',
  formula: String.raw`y = \cos x`,
  source: 'calculus',
  vjp: times((_y, x) => math.unaryMinus(math.sin(x))),
  samples: [[[-1, 0, 2]], [0.5]],
  domain: [[-3, 3]],
})
