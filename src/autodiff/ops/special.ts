/**
 * # Special functions
 *
 * $\ln \Gamma$ has the derivative $\psi$ (digamma), and that of the polygamma function $\psi^{(n)}$
 * is $\psi^{(n+1)}$: so all of them differentiate to any order. The error function is an integral
 * of $e^{-x^2}$, which is its derivative up to a factor.
 */
import { math } from '../../math/instance.js'
import type { Value } from '../../math/types.js'
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
