/**
 * # Sylvester's equation with B = A
 *
 * The differential of a square root $Y Y = X$ is of the kind $A S + S A = C$. Multiplied by
 * $A^{-1}$ from both sides it says the same S of the inverse:
 * $A^{-1} S + S A^{-1} = A^{-1} C A^{-1}$. So does any mean of the two equations, with a
 * weight $\mu$:
 *
 * $$ A \leftarrow \tfrac12 \left(\mu A + \tfrac1\mu A^{-1}\right), \qquad
 *    C \leftarrow \tfrac12 \left(\mu\, C + \tfrac1\mu A^{-1} C A^{-1}\right) $$
 *
 * This is Newton's iteration for $A A = I$ (Roberts 1980): where all eigenvalues of A have a
 * positive real part, as those of a principal root have, A goes to I, and the equation to
 * $2 S = C$. Near I a step doubles the digits. It takes n³ multiplications; the equation as a
 * system for the n² elements of S would take n⁶. The weight brings A and its inverse to one size;
 * it is no part of the solution, and a constant for derivatives.
 *
 * Where A is ill-conditioned and not normal, its inverse loses digits, and so does S. The same
 * equation with what is left of C, $A E + E A = C - A S - S A$, gives them back by $S + E$.
 */
import { DomainError } from '../../math/errors.js'
import { math } from '../../math/instance.js'
import { shape } from '../../math/storage.js'
import type { Value } from '../../math/types.js'
import { greatest } from './greatest.js'
import { identity, shaped } from './shaped.js'

/** The step after this distance from I leaves its square. */
const NEAR = 1e-8

const MOST_STEPS = 100

/**
 * S with A S + S A = C.
 *
 * @throws DomainError when an eigenvalue of A has no positive real part, as far as digits tell.
 */
export function sylvesterByNewton(a: Value, c: Value): Value {
  const steps = stepsToIdentity(a)
  const solution = (c: Value): Value => math.dotDivide(steps.reduce(afterStep, c), 2)
  const s = solution(c)
  const left = math.subtract(c, math.add(math.multiply(a, s), math.multiply(s, a)))
  return math.add(s, solution(left))
}

interface Step {
  readonly inverse: Value
  readonly weight: number
}

/** The steps that A takes to I. */
function stepsToIdentity(a: Value): Step[] {
  const unit = identity(shape(a)[0])
  const steps: Step[] = []
  let A = a
  let distance = Infinity
  while (steps.length < MOST_STEPS && distance > NEAR) {
    distance = greatest(math.subtract(A, unit))
    const inverse = math.inv(shaped(A))
    const step = { inverse, weight: Math.sqrt(greatest(inverse) / greatest(A)) }
    A = mean(step, A, inverse)
    steps.push(step)
  }
  if (distance > NEAR) throw notPrincipal() // NaN stays NaN
  return steps
}

function afterStep(C: Value, step: Step): Value {
  const { inverse } = step
  return mean(step, C, math.multiply(inverse, math.multiply(C, inverse)))
}

function mean({ weight }: Step, x: Value, ofInverse: Value): Value {
  return math.add(math.dotMultiply(weight / 2, x), math.dotMultiply(0.5 / weight, ofInverse))
}

/** As mathjs refuses to compute such a root. */
function notPrincipal(): DomainError {
  return new DomainError({
    where: 'the gradient of math.sqrtm',
    expected: 'a principal root: all its eigenvalues have positive real parts',
    given: `a root for which ${MOST_STEPS} steps of Newton's iteration do not find the gradient`,
    mend: 'take a matrix without eigenvalues that are negative or near 0',
  })
}
