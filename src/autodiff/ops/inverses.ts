/** What derivatives of inverse functions share. */
import { math } from '../../math/instance.js'
import type { Value } from '../../math/types.js'

/** $1 - x^2$, without loss where x is near 1. */
export function oneMinusSquare(x: Value): Value {
  return math.dotMultiply(math.subtract(1, x), math.add(1, x))
}

/** $|x| \sqrt{x^2 \pm 1}$: how an inverse function of $1/x$ is scaled. */
export function reciprocalScale(x: Value, sign: 1 | -1): Value {
  return math.dotMultiply(math.abs(x), math.sqrt(math.add(math.square(x), sign)))
}
