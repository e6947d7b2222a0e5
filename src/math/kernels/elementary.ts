/**
 * # Elementary functions, with the same bits on every engine
 *
 * JavaScript leaves the last bits of `Math.exp` and its like to the engine. Here each function is a
 * fixed sequence of correctly rounded operations (+ − × ÷), so every machine computes the same
 * number; `assembly/elementary.ts` and `assembly/logarithms.ts` do the same steps two elements at a
 * time.
 *
 * **exp.** Write $x = \tfrac{n}{64}\ln 2 + r$ with $n$ the nearest integer to $64x/\ln 2$, so
 * $|r| \le \tfrac{1}{128}\ln 2$. Then $e^x = s\,e^r$ with $s = 2^{n/64}$, of which a table holds
 * $2^{j/64}$ for $j = 0 \dots 63$, and what each lost when it was rounded; and
 * $e^r = 1 + r + r^2 q(r)$, where $q$ is a polynomial of degree 3 (through Chebyshev's
 * nodes; the coefficients are near $1/2!, 1/3!, \dots$). The step $\tfrac{1}{64}\ln 2$ is held as
 * high + low part (Cody and Waite), so that $n$ steps are subtracted without loss.
 *
 * **log.** fdlibm's e_log.c (Sun Microsystems, 1993): $x = 2^k (1 + f)$ with
 * $\sqrt{1/2} \le 1 + f < \sqrt 2$ and $s = f / (2 + f)$; then
 * $\log(1 + f)$ is $f - f^2/2 + s(f^2/2 + R(s^2))$.
 *
 * **expm1.** $e^x - 1 = (s - 1) + s(e^r - 1)$, whose first difference is exact near 0: no digits
 * are lost there, where $q$ has degree 4. **log1p.** $\log(1 + x)$ as log of the rounded sum $u$,
 * where $f = x$ itself while $k = 0$; elsewhere what $u$ lost, divided by $u$, is put right.
 *
 * activations.ts builds tanh, sigmoid, softplus and logSigmoid on these.
 *
 * Largest errors over a million arguments each, in the ranges of test/math/kernels/
 * elementary.test.ts, against libquadmath's 113 bits: exp 0.76 ulp, expm1 1.73, log 0.82, log1p
 * 0.81; sin and cos (trigonometric.ts) 0.79. The test measures some of them against sixty digits.
 */
import { EXP2 } from './assembly/tables.js'

/**
 * Adding 1.5·2⁵² rounds a double to an integer, to even at ties; subtracting it gives the integer.
 */
const ROUND = 6755399441055744

// ------------------------------------------------------------------------------------ exp

/** 64 / ln 2, and its inverse in two parts. */
const STEPS = 92.33248261689366
const STEP_HIGH = 0.01083042468962958
const STEP_LOW = 6.619564634077006e-12

/** Powers of two 2^n for n = −1022 … 1023, at index n + 1022. */
const POWERS = powersOfTwo()

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2046)
  powers[0] = 2.2250738585072014e-308
  for (let i = 1; i < powers.length; i++) powers[i] = 2 * powers[i - 1]
  return powers
}

/** The step that is nearest to x. */
function nearestStep(x: number): number {
  return x * STEPS + ROUND - ROUND
}

/** What is left of x beside n steps. */
function rest(x: number, n: number): number {
  return x - n * STEP_HIGH - n * STEP_LOW
}

export function exp(x: number): number {
  if (Number.isNaN(x)) return x
  const y = Math.max(-746, Math.min(x, 710))
  const n = nearestStep(y)
  const r = rest(y, n)
  // Neighbouring terms side by side (Estrin), as SIMD likes it.
  const q =
    (0.008333339152855154 * r + 0.041666707403338075) * (r * r) +
    (0.16666666666664534 * r + 0.4999999999998506)
  const place = 2 * (n & 63)
  const s = EXP2[place]
  const value = s * (r * r * q + (r + EXP2[place + 1])) + s
  // Two factors, so that overflow and denormal results come out right.
  const exponent = Math.floor(n / 64)
  const half = exponent * 0.5 + ROUND - ROUND
  return value * POWERS[half + 1022] * POWERS[exponent - half + 1022]
}

export function expm1(x: number): number {
  if (Number.isNaN(x) || x === 0) return x
  if (x > EXPM1_LARGEST) return exp(x)
  const y = Math.max(x, -EXPM1_LARGEST)
  const n = nearestStep(y)
  const r = rest(y, n)
  const high = (0.0013888897981891733 * r + 0.008333340607735608) * r + 0.041666666666659996
  const q = high * (r * r) + (0.16666666666661334 * r + 0.5)
  const place = 2 * (n & 63)
  const s = EXP2[place] * POWERS[Math.floor(n / 64) + 1022]
  return s * (r * r * q + (r + EXP2[place + 1])) + (s - 1)
}

/** From here on −1 is long lost in eˣ, as e⁻ˣ is in −1. */
const EXPM1_LARGEST = 700

// ------------------------------------------------------------------------------------ log

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10

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
