/**
 * # Elementary functions
 *
 * Where the derivative is easy to say through the result $y$, as in $(e^x)' = e^x = y$, nothing is
 * computed twice.
 */
import { math } from '../../math/instance.js'
import type { Num, Value } from '../../math/types.js'
import { op } from '../op.js'
import { unary } from './unary.js'

export const exp = unary({
  name: 'exp',
  formula: 'y = e^x',
  source: 'notes, Sigmoid层 (the node exp)',
  derivative: (y) => y,
  domain: [-3, 3],
  analytic: true,
})

/** $e^x - 1$ without the loss that the subtraction has near 0. */
export const expm1 = unary({
  name: 'expm1',
  formula: 'y = e^x - 1',
  derivative: (_y, x) => math.exp(x),
  domain: [-3, 3],
  analytic: true,
})

/** With a base $b$: $y = \ln x / \ln b$. */
export const log = op({
  name: 'log',
  formula: String.raw`y = \ln x`,
  source: 'notes, Softmax - with - Loss层 (the node log)',
  vjp: (g: Value, _y: Value, x: Value) => [math.dotDivide(g, x)],
  rewrite: inBase((x) => math.log(x)),
  samples: [[[0.5, 1, 2]], [3], [3, 2]],
  domain: [
    [0.2, 4],
    [1.5, 4],
  ],
  analytic: true,
})

export const log1p = op({
  name: 'log1p',
  formula: String.raw`y = \ln (1 + x)`,
  source: 'calculus',
  vjp: (g: Value, _y: Value, x: Value) => [math.dotDivide(g, math.add(1, x))],
  rewrite: inBase((x) => math.log1p(x)),
  samples: [[[-0.5, 1, 2]], [3], [3, 2]],
  domain: [
    [-0.7, 4],
    [1.5, 4],
  ],
  analytic: true,
})

function inBase(natural: (x: Value) => Value) {
  return (...args: readonly Value[]): Value | undefined => {
    if (args.length !== 2) return undefined
    const [x, base] = args
    // mathjs's logarithm of NaN is complex
    return math.dotDivide(natural(x), Number.isNaN(base) ? base : math.log(base))
  }
}

export const log2 = unary({
  name: 'log2',
  formula: String.raw`y = \log_2 x`,
  derivative: (_y, x) => math.dotDivide(Math.LOG2E, x),
  domain: [0.2, 4],
  analytic: true,
})

export const log10 = unary({
  name: 'log10',
  formula: String.raw`y = \log_{10} x`,
  derivative: (_y, x) => math.dotDivide(Math.LOG10E, x),
  domain: [0.2, 4],
  analytic: true,
})

export const sqrt = unary({
  name: 'sqrt',
  formula: String.raw`y = \sqrt x`,
  source: 'power rule',
  derivative: (y) => math.dotDivide(0.5, y),
  domain: [0.2, 4],
  analytic: true,
})

/** $y^3 = x$, so $3 y^2\,dy = dx$. */
export const cbrt = unary({
  name: 'cbrt',
  formula: String.raw`y = \sqrt[3] x`,
  source: 'power rule',
  derivative: (y) => math.dotDivide(1, math.dotMultiply(3, math.square(y))),
  domain: [0.2, 4],
})

/** $y^n = x$, so $n y^{n - 1}\,dy = dx$. */
export const nthRoot = op({
  name: 'nthRoot',
  formula: String.raw`y = \sqrt[n] x`,
  source: 'power rule',
  vjp: (g: Value, y: Value, _x: Value, n: Num = 2) => [
    math.dotDivide(g, math.dotMultiply(n, math.dotPow(y, math.subtract(n, 1)))),
  ],
  samples: [[[0.5, 1, 2]], [[0.5, 1, 2], 3], [3, 4]],
  domain: [[0.2, 4]],
})

export const square = unary({
  name: 'square',
  formula: 'y = x^2',
  source: 'power rule',
  derivative: (_y, x) => math.dotMultiply(2, x),
  domain: [-3, 3],
  analytic: true,
})

export const cube = unary({
  name: 'cube',
  formula: 'y = x^3',
  source: 'power rule',
  derivative: (_y, x) => math.dotMultiply(3, math.square(x)),
  domain: [-3, 3],
  analytic: true,
})

/** The gradient at 0, where there is none, is 0, as in torch. */
export const abs = unary({
  name: 'abs',
  formula: 'y = |x|',
  source: 'definition; 0 at 0 as in torch',
  derivative: (_y, x) => math.sign(x),
  domain: { near: [-1, 0.5, 2] },
})
