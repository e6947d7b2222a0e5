/**
 * # Elementary functions, with the same bits on every engine
 *
 * JavaScript leaves the last bits of `Math.exp` and its like to the engine. Here each function is a
 * fixed sequence of correctly rounded operations (+ − × ÷), so every machine computes the same
 * number; `assembly/elementary.ts` and `assembly/logarithms.ts` do the same steps two elements at a
 * time.
 *
 * **exp.** Write $x = n\ln 2 + r$ with $n$ the nearest integer to $x/\ln 2$, so $|r| \le
 * \tfrac12\ln 2$. Then $e^x = 2^n e^r$ and $e^r = 1 + r + r^2 q(r)$, where $q$ is a minimax
 * polynomial of degree 9 (Remez; the coefficients are near $1/2!, 1/3!, \dots$). ln 2 is held as
 * high + low part (Cody and Waite), so that $n \ln 2$ is subtracted without loss.
 *
 * **log.** fdlibm's e_log.c (Sun Microsystems, 1993): $x = 2^k (1 + f)$ with
 * $\sqrt{1/2} \le 1 + f < \sqrt 2$ and $s = f / (2 + f)$; then
 * $\log(1 + f) = f - f^2/2 + s(f^2/2 + R(s^2))$.
 *
 * **expm1.** $e^x - 1 = 2^n(e^r - 1) + (2^n - 1)$, where the sum's rounding is added back, and so is
 * what $r$ lost when it was rounded: no digits are lost near 0. **log1p.** $\log(1 + x)$ as log of
 * the rounded sum $u$, where $f = x$ itself while $k = 0$; elsewhere what $u$ lost, divided by $u$, is
 * put right.
 *
 * activations.ts builds tanh, sigmoid, softplus and logSigmoid on these.
 *
 * Largest errors over a million arguments each, in the ranges of test/math/kernels/
 * elementary.test.ts, against libquadmath's 113 bits: exp 1.02 ulp, expm1 1.24, log 0.82, log1p 0.81;
 * sin and cos (trigonometric.ts) 0.79. The test measures some of them against sixty digits.
 */

/**
 * Adding 1.5·2⁵² rounds a double to an integer, to even at ties; subtracting it gives the integer.
 */
const ROUND = 6755399441055744

// ------------------------------------------------------------------------------------ exp

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10

/** Powers of two 2^n for n = −1022 … 1023, at index n + 1022. */
const POWERS = powersOfTwo()

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2046)
  powers[0] = 2.2250738585072014e-308
  for (let i = 1; i < powers.length; i++) powers[i] = 2 * powers[i - 1]
  return powers
}

/** (eʳ − 1 − r) for |r| ≤ ½ ln 2; neighbouring terms side by side (Estrin), as SIMD likes it. */
function expTail(r: number): number {
  const r2 = r * r
  const r4 = r2 * r2
  const low =
    (0.008333333333330062 * r + 0.04166666666662413) * r2 +
    (0.16666666666666669 * r + 0.5000000000000001)
  const high =
    (2.510038549551032e-8 * r + 2.7620088445409746e-7) * r4 +
    ((2.7557268459997064e-6 * r + 2.4801521295954376e-5) * r2 +
      (0.00019841269863053618 * r + 0.0013888888917213717))
  return r2 * (high * r4 + low)
}

export function exp(x: number): number {
  if (Number.isNaN(x)) return x
  const y = Math.max(-746, Math.min(x, 710))
  const n = y * Math.LOG2E + ROUND - ROUND
  const r = y - n * LN2_HIGH - n * LN2_LOW
  const p = 1 + (r + expTail(r))
  // Two factors, so that overflow and denormal results come out right.
  const half = n * 0.5 + ROUND - ROUND
  return p * POWERS[half + 1022] * POWERS[n - half + 1022]
}

export function expm1(x: number): number {
  if (Number.isNaN(x) || x === 0) return x
  return x > EXPM1_LARGEST ? exp(x) : expm1Reduced(Math.max(x, -EXPM1_LARGEST))
}

/** From here on eˣ − 1 rounds to eˣ, and e⁻ˣ − 1 to −1. */
const EXPM1_LARGEST = 44

/** eˣ − 1 for |x| ≤ 44. */
export function expm1Reduced(x: number): number {
  const n = x * Math.LOG2E + ROUND - ROUND
  const r1 = x - n * LN2_HIGH
  const r2 = n * LN2_LOW
  const r = r1 - r2
  const lostR = r1 - r - r2
  const scale = POWERS[n + 1022]
  const a = scale * r + (scale - 1)
  const lostA = scale * r - (a - (scale - 1))
  return scale * (expTail(r) + lostR) + lostA + a
}

// ------------------------------------------------------------------------------------ log

/** Bits of a double as two 32-bit words, the high one second (typed arrays are little-endian). */
const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN
  if (x === 0) return -Infinity
  if (x === Infinity) return x
  return x < 2.2250738585072014e-308 ? logNormal(x * 2 ** 54, 54) : logNormal(x, 0)
}

/** log(x / 2^shift) for normal x > 0. */
function logNormal(x: number, shift: number): number {
  const exponent = split(x)
  const k = exponent - shift
  return logOfParts(k, double[0] - 1, k * LN2_LOW)
}

/** x = 2^k m: gives k and leaves m, from √½ to √2, in `double`. */
function split(x: number): number {
  double[0] = x
  const high = words[1] + (0x3ff00000 - 0x3fe6a09e)
  words[1] = (high & 0x000fffff) + 0x3fe6a09e
  return (high >>> 20) - 1023
}

/** k ln 2 + log(1 + f); `low` is k times the low part of ln 2, and whatever else is to be added. */
function logOfParts(k: number, f: number, low: number): number {
  const s = f / (f + 2)
  const z = s * s
  const w = z * z
  const even = w * (w * (w * 0.15313837699209373 + 0.22222198432149784) + 0.3999999999940942)
  const odd =
    z *
    (w * (w * (w * 0.14798198605116586 + 0.1818357216161805) + 0.2857142874366239) +
      0.6666666666666735)
  const half = f * f * 0.5
  return s * (half + (even + odd)) + low - half + f + k * LN2_HIGH
}

export function log1p(x: number): number {
  if (x > -1 && x < Infinity) return x === 0 ? x : log1pNormal(x)
  return x === -1 ? -Infinity : x === Infinity ? x : Number.NaN
}

function log1pNormal(x: number): number {
  const u = 1 + x
  const k = split(u)
  if (k === 0) return logOfParts(0, x, 0)
  const lost = x < 1 ? x - (u - 1) : 1 - (u - x)
  return logOfParts(k, double[0] - 1, k * LN2_LOW + lost / u)
}
