/**
 * # The singular vectors of the greatest singular value
 *
 * Of the powers of $X^\mathsf{T} X$ the greatest eigenvalue $\sigma^2$ leaves the others behind:
 * divided by their traces, they go to $P = v v^\mathsf{T}$ with the right singular vector v, and
 * $\langle X^\mathsf{T} X, P \rangle = \sigma^2$. Squared 40 times, they tell singular values apart
 * that differ by 1 in $10^{10}$. Where some are equal, P is the mean of their $v v^\mathsf{T}$. All
 * steps are products, so the result differentiates again.
 */
import { math } from '../../math/instance.js'
import type { Value } from '../../math/types.js'
import { greatest } from './greatest.js'
import { shaped } from './shaped.js'

const SQUARINGS = 40

/** $u v^\mathsf{T} = X v v^\mathsf{T} / \sigma$; at equal singular values, the mean; at 0, 0. */
export function singularPair(x: Value): Value {
  const most = greatest(x)
  if (most === 0) return 0
  const scaled = math.dotDivide(x, most) // squares neither overflow nor vanish
  const gram = math.multiply(math.transpose(shaped(scaled)), scaled)
  let power: Value = gram
  for (let k = 0; k < SQUARINGS; k++) {
    const squared: Value = math.multiply(power, power)
    power = math.dotDivide(squared, math.trace(shaped(squared)))
  }
  const sigma = math.sqrt(math.sum(shaped(math.dotMultiply(gram, power))))
  return math.dotDivide(math.multiply(scaled, power), sigma)
}
