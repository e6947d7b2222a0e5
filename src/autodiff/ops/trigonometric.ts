/**
 * # Trigonometric functions and their inverses
 *
 * The derivative of an inverse function is the reciprocal of the derivative at the result: $y =
 * \arcsin x$ means $\sin y = x$, so $y' = 1/\cos y = 1/\sqrt{1 - x^2}$. Reciprocals such as
 * $\operatorname{arccsc} x = \arcsin (1/x)$ bring the factor $-1/x^2$ along.
 *
 * The inverses are analytic, but mathjs's complex ones lose an imaginary part as small as that of
 * the complex step, so they are not declared to be.
 */
import { math } from '../../math/instance.js'
import type { Value } from '../../math/types.js'
import { op } from '../op.js'
import { oneMinusSquare, reciprocalScale } from './inverses.js'
import { unary } from './unary.js'

export const sin = unary({
  name: 'sin',
  formula: String.raw`y = \sin x`,
  derivative: (_y, x) => math.cos(x),
  domain: [-3, 3],
  analytic: true,
})

export const cos = unary({
  name: 'cos',
  formula: String.raw`y = \cos x`,
  derivative: (_y, x) => math.unaryMinus(math.sin(x)),
  domain: [-3, 3],
  analytic: true,
})

export const tan = unary({
  name: 'tan',
  formula: String.raw`y = \tan x`,
  derivative: (y) => math.add(1, math.square(y)),
  domain: [-1.2, 1.2],
  analytic: true,
})

export const sec = unary({
  name: 'sec',
  formula: String.raw`y = 1 / \cos x`,
  derivative: (y, x) => math.dotMultiply(y, math.tan(x)),
  domain: [-1.2, 1.2],
  analytic: true,
})

export const csc = unary({
  name: 'csc',
  formula: String.raw`y = 1 / \sin x`,
  derivative: (y, x) => math.unaryMinus(math.dotMultiply(y, math.cot(x))),
  domain: [0.3, 2.8],
  analytic: true,
})

export const cot = unary({
  name: 'cot',
  formula: String.raw`y = 1 / \tan x`,
  derivative: (y) => math.unaryMinus(math.add(1, math.square(y))),
  domain: [0.3, 2.8],
  analytic: true,
})

export const asin = unary({
  name: 'asin',
  formula: String.raw`y = \arcsin x`,
  derivative: (_y, x) => math.dotDivide(1, math.sqrt(oneMinusSquare(x))),
  domain: [-0.9, 0.9],
})

export const acos = unary({
  name: 'acos',
  formula: String.raw`y = \arccos x`,
  derivative: (_y, x) => math.dotDivide(-1, math.sqrt(oneMinusSquare(x))),
  domain: [-0.9, 0.9],
})

export const atan = unary({
  name: 'atan',
  formula: String.raw`y = \arctan x`,
  derivative: (_y, x) => math.dotDivide(1, math.add(1, math.square(x))),
  domain: [-3, 3],
})

export const asec = unary({
  name: 'asec',
  formula: String.raw`y = \arccos \tfrac{1}{x}`,
  derivative: (_y, x) => math.dotDivide(1, reciprocalScale(x, -1)),
  domain: { near: [-3, 1.2, 2] },
})

export const acsc = unary({
  name: 'acsc',
  formula: String.raw`y = \arcsin \tfrac{1}{x}`,
  derivative: (_y, x) => math.dotDivide(-1, reciprocalScale(x, -1)),
  domain: { near: [-3, 1.2, 2] },
})

export const acot = unary({
  name: 'acot',
  formula: String.raw`y = \arctan \tfrac{1}{x}`,
  derivative: (_y, x) => math.dotDivide(-1, math.add(1, math.square(x))),
  domain: [0.3, 3],
})

/** The angle of the point $(b, a)$: $d\,\arctan (a/b) = (b\,da - a\,db) / (a^2 + b^2)$. */
export const atan2 = op({
  name: 'atan2',
  formula: String.raw`y = \arctan \tfrac{a}{b}`,
  source: 'quotient rule',
  vjp: (g: Value, _y: Value, a: Value, b: Value) => {
    const shared = math.dotDivide(g, math.add(math.square(a), math.square(b)))
    return [() => math.dotMultiply(shared, b), () => math.unaryMinus(math.dotMultiply(shared, a))]
  },
  samples: [
    [
      [1, -2],
      [0.5, 3],
    ],
    [1, -2],
  ],
  domain: [
    [0.3, 3],
    [-3, 3],
  ],
})
