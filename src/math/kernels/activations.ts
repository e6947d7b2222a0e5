/**
 * # Activation functions, with the same bits on every engine
 *
 * On exp and its like (elementary.ts); `assembly/activations.ts` does the same steps
 * two elements at a time.
 *
 * **tanh.** Write $|x| = a + b$ with $a$ a whole number of eighths, the nearest one (of $0.998|x|$,
 * so that no result lies just below $2^{-4}$, where the rounding of $\tanh\frac18$ would weigh
 * double). A table holds $t = \tanh a$, and $u = \tanh b = b + b^3 p(b^2)$ with a polynomial of
 * degree 4; then $\tanh(a + b) = t + (1 - t^2)\,u/(1 + tu)$.
 *
 * **sigmoid.** $1/(1 + \varepsilon)$ or $\varepsilon/(1 + \varepsilon)$ with
 * $\varepsilon = \exp(-|x|)$, which never overflows; again the rounding of the denominator is put
 * right.
 *
 * **softplus.** $\log(1 + e^x) = \max(x, 0) + \log(1 + e^{-|x|})$, which never overflows.
 * **logSigmoid.** The same with the signs turned: $\log\sigma(x) = \min(x, 0) -
 * \log(1 + e^{-|x|})$.
 *
 * Largest errors, measured as in elementary.ts: tanh 1.44 ulp, sigmoid 1.87, softplus 1.47,
 * logSigmoid 1.52.
 */
import { TANH } from './assembly/tables.js'
import { exp, log1p } from './elementary.js'

export function tanh(x: number): number {
  if (Number.isNaN(x) || x === 0) return x
  const size = Math.min(Math.abs(x), TANH_ONE)
  const a = size * 0.998 + ROUND_EIGHTHS - ROUND_EIGHTHS
  const b = size - a
  const z = b * b
  const z2 = z * z
  const high = (-0.00882281715063628 * z + 0.02186932903915408) * z2
  const p = (high + (-0.05396825371122207 * z + 0.13333333333318834)) * z - 0.3333333333333333
  const u = b * z * p + b
  const t = TANH[8 * a]
  const value = t + ((1 - t * t) * u) / (t * u + 1)
  return x < 0 ? -value : value
}

/** From here on tanh rounds to 1. */
const TANH_ONE = 19.125

/** Adding 1.5·2⁴⁹ rounds a double to eighths; subtracting it gives them. */
const ROUND_EIGHTHS = 844424930131968

export function sigmoid(x: number): number {
  const e = exp(-Math.abs(x))
  const d = 1 + e
  const q = (x < 0 ? e : 1) / d
  const lost = e - (d - 1)
  // 1/d is q or 1 − q, whichever is larger.
  return q - q * Math.max(q, 1 - q) * lost
}

export function softplus(x: number): number {
  return Math.max(x, 0) + log1p(exp(-Math.abs(x)))
}

export function logSigmoid(x: number): number {
  return Math.min(x, 0) - log1p(exp(-Math.abs(x)))
}
