/**
 * # Special functions
 *
 * $\ln \Gamma$ has the derivative $\psi$ (digamma), and that of the polygamma function $\psi^{(n)}$
 * is $\psi^{(n+1)}$: so all of them differentiate to any order. The error function is an integral
 * of $e^{-x^2}$, which is its derivative up to a factor.
 */
import { math } from '../../math/instance.js'
import type { Value } from '../../math/types.js'
import { op } from '../op.js'
import { unary } from './unary.js'

const gaussian = (x: Value): Value =>
  math.dotMultiply(2 / Math.sqrt(Math.PI), math.exp(math.unaryMinus(math.square(x))))

export const erf = unary({
  name: 'erf',
  formula: String.raw`y = \tfrac{2}{\sqrt\pi} \int_0^x e^{-t^2}\,dt`,
  source: 'fundamental theorem of calculus',
  derivative: (_y, x) => gaussian(x),
  domain: [-2, 2],
})

/** $1 - \operatorname{erf} x$, without the loss that the subtraction has for large x. */
export const erfc = unary({
  name: 'erfc',
  formula: String.raw`y = \tfrac{2}{\sqrt\pi} \int_x^\infty e^{-t^2}\,dt`,
  source: 'as erf',
  derivative: (_y, x) => math.unaryMinus(gaussian(x)),
  domain: [-2, 2],
})

export const gamma = unary({
  name: 'gamma',
  formula: String.raw`y = \Gamma(x)`,
  source: String.raw`$\Gamma' = \Gamma\,\psi$`,
  derivative: (y, x) => math.dotMultiply(y, math.digamma(x)),
  domain: [0.5, 4],
})

export const lgamma = unary({
  name: 'lgamma',
  formula: String.raw`y = \ln \Gamma(x)`,
  source: 'definition of digamma',
  derivative: (_y, x) => math.digamma(x),
  domain: [0.5, 4],
})

export const digamma = unary({
  name: 'digamma',
  formula: String.raw`y = \psi(x)`,
  source: 'definition of polygamma',
  derivative: (_y, x) => math.polygamma(1, x),
  domain: [0.5, 4],
})

export const polygamma = op({
  name: 'polygamma',
  formula: String.raw`y = \psi^{(n)}(x)`,
  source: 'definition',
  vjp: (g: Value, _y: Value, n: number, x: Value) => [
    undefined,
    math.dotMultiply(g, math.polygamma(n + 1, x)),
  ],
  samples: [
    [1, [0.7, 1.5, 3]],
    [2, 1.5],
  ],
  domain: [null, [0.5, 4]],
})

/** Of numbers between the whole ones too: $x! = \Gamma(x + 1)$. */
export const factorial = unary({
  name: 'factorial',
  formula: 'y = x!',
  source: 'as gamma',
  derivative: (y, x) => math.dotMultiply(y, math.digamma(math.add(x, 1))),
  domain: [0.5, 4],
})
