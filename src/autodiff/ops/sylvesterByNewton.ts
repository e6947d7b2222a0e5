/**
 * # Sylvester's equation with B = A
 *
 * The differential of a square root $Y Y = X$ is of the kind $A S + S A = C$. Multiplied by $A^{-1}$
 * from both sides it says the same S of the inverse: $A^{-1} S + S A^{-1} = A^{-1} C A^{-1}$. So does
 * any mean of the two equations, with a weight $\mu$:
 *
 * $$ A \leftarrow \tfrac12 \left(\mu A + \tfrac1\mu A^{-1}\right), \qquad
 *    C \leftarrow \tfrac12 \left(\mu\, C + \tfrac1\mu A^{-1} C A^{-1}\right) $$
 *
 * This is Newton's iteration for $A A = I$ (Roberts 1980): where all eigenvalues of A have a positive
 * real part, as those of a principal root have, A goes to I, and the equation to $2 S = C$. Near I a
 * step doubles the digits. It takes n³ multiplications; the equation as a system for the n² elements
 * of S would take n⁶. The weight brings A and its inverse to one size; it is no part of the solution,
 * and a constant for derivatives.
 */
import { math } from '../../math/instance.js'
import { shape } from '../../math/storage.js'
import type { Value } from '../../math/types.js'
import { greatest } from './greatest.js'
import { identity, shaped } from './shaped.js'

/** The step after this distance from I leaves its square. */
const NEAR = 1e-8

const MOST_STEPS = 100

/** S with A S + S A = C. */
export function sylvesterByNewton(a: Value, c: Value): Value {
  const unit = identity(shape(a)[0])
  let [A, C] = [a, c]
  let distance = Infinity
  for (let step = 0; step < MOST_STEPS && distance > NEAR; step++) {
    distance = greatest(math.subtract(A, unit))
    const inverse = math.inv(shaped(A))
    const weight = Math.sqrt(greatest(inverse) / greatest(A))
    const mean = (x: Value, y: Value) =>
      math.add(math.dotMultiply(weight / 2, x), math.dotMultiply(0.5 / weight, y))
    C = mean(C, math.multiply(inverse, math.multiply(C, inverse)))
    A = mean(A, inverse)
  }
  return math.dotDivide(C, 2)
}
