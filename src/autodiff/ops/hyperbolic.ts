/**
 * # Hyperbolic functions and their inverses
 *
 * $\sinh$ and $\cosh$ are each other's derivative; from $\cosh^2 - \sinh^2 = 1$ the others follow
 * as for the circle, with some signs turned.
 */
import { math } from '../../math/instance.js'
import { oneMinusSquare, reciprocalScale } from './inverses.js'
import { unary } from './unary.js'

export const sinh = unary({
  name: 'sinh',
  formula: String.raw`y = \sinh x`,
  derivative: (_y, x) => math.cosh(x),
  domain: [-3, 3],
  analytic: true,
})

export const cosh = unary({
  name: 'cosh',
  formula: String.raw`y = \cosh x`,
  derivative: (_y, x) => math.sinh(x),
  domain: [-3, 3],
  analytic: true,
})

export const sech = unary({
  name: 'sech',
  formula: String.raw`y = 1 / \cosh x`,
  derivative: (y, x) => math.unaryMinus(math.dotMultiply(y, math.tanh(x))),
  domain: [-3, 3],
  analytic: true,
})

export const csch = unary({
  name: 'csch',
  formula: String.raw`y = 1 / \sinh x`,
  derivative: (y, x) => math.unaryMinus(math.dotDivide(y, math.tanh(x))),
  domain: [0.3, 3],
  analytic: true,
})

export const coth = unary({
  name: 'coth',
  formula: String.raw`y = 1 / \tanh x`,
  derivative: (y) => math.subtract(1, math.square(y)),
  domain: [0.3, 3],
  analytic: true,
})

export const asinh = unary({
  name: 'asinh',
  formula: String.raw`y = \operatorname{arsinh} x`,
  derivative: (_y, x) => math.dotDivide(1, math.sqrt(math.add(math.square(x), 1))),
  domain: [-3, 3],
  analytic: true,
})

export const acosh = unary({
  name: 'acosh',
  formula: String.raw`y = \operatorname{arcosh} x`,
  derivative: (_y, x) => math.dotDivide(1, math.sqrt(math.subtract(math.square(x), 1))),
  domain: [1.2, 4],
  analytic: true,
})

export const atanh = unary({
  name: 'atanh',
  formula: String.raw`y = \operatorname{artanh} x`,
  derivative: (_y, x) => math.dotDivide(1, oneMinusSquare(x)),
  domain: [-0.9, 0.9],
  analytic: true,
})

export const asech = unary({
  name: 'asech',
  formula: String.raw`y = \operatorname{arcosh} \tfrac{1}{x}`,
  derivative: (_y, x) => math.dotDivide(-1, math.dotMultiply(x, math.sqrt(oneMinusSquare(x)))),
  domain: [0.2, 0.9],
  analytic: true,
})

export const acsch = unary({
  name: 'acsch',
  formula: String.raw`y = \operatorname{arsinh} \tfrac{1}{x}`,
  derivative: (_y, x) => math.dotDivide(-1, reciprocalScale(x, 1)),
  domain: { near: [-3, 0.3, 2] },
  analytic: true,
})

export const acoth = unary({
  name: 'acoth',
  formula: String.raw`y = \operatorname{artanh} \tfrac{1}{x}`,
  derivative: (_y, x) => math.dotDivide(1, oneMinusSquare(x)),
  domain: [1.2, 4],
  analytic: true,
})
