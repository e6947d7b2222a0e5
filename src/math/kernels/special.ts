/**
 * # Special functions of a number
 *
 * **erfc.** fdlibm's s_erf.c (Sun Microsystems, 1993): rational approximations on four intervals;
 * in the tail $\operatorname{erfc} x = e^{-x^2 - 0.5625 + R/S} / x$, where $x^2$ is taken of a
 * rounded $x$, so that it is exact, and what the rounding lost is put right.
 *
 * **lgamma.** Stirling's series from 10 on; below, $\Gamma(x + 1) = x\,\Gamma(x)$ leads to a place
 * between 1½ and 2½, and the Taylor series at 2, whose coefficients are $(-1)^k \zeta(k, 2) / k$,
 * loses no digits near the zeros.
 *
 * **digamma, polygamma.** $\psi^{(n)}$ is the derivative number $n + 1$ of $\ln \Gamma$. For
 * $x > 0$ the recurrence $\psi(x) = \psi(x + 1) - 1/x$ leads to where the asymptotic series (for
 * $n > 0$ the Euler–Maclaurin sum of Hurwitz's $\zeta(n + 1, x) = \sum_k (x + k)^{-n-1}$) is exact.
 * Below 0 the reflection
 * $\psi^{(n)}(x) = (-1)^n \psi^{(n)}(1 - x) - \pi \frac{d^n}{dx^n} \cot \pi x$ leads back above it.
 */
import { exp, log } from './elementary.js'

/** Coefficients of a polynomial, that of x⁰ first. */
type Polynomial = readonly number[]

function at(x: number, coefficients: Polynomial): number {
  return coefficients.reduceRight((sum, c) => sum * x + c, 0)
}

// ------------------------------------------------------------------------------------ erfc

/** Numerator and denominator. */
type Ratio = readonly [Polynomial, Polynomial]

/** (erf x − x) / x, in x². */
const CENTRE: Ratio = [
  [
    0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
    -2.3763016656650163e-5,
  ],
  [
    1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
    -3.960228278775368e-6,
  ],
]

/** erf x − NEAR_ONE, in |x| − 1. */
const SHOULDER: Ratio = [
  [
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175,
    -0.11089469428239668, 0.035478304325618236, -0.002166375594868791,
  ],
  [
    1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164,
    0.01363708391202905, 0.011984499846799107,
  ],
]
const NEAR_ONE = 0.8450629115104675

/** log(x erfc x) + x² + 0.5625, in 1/x². */
const TAIL: Ratio = [
  [
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006,
    -162.39666946257347, -184.60509290671104, -81.2874355063066, -9.814329344169145,
  ],
  [
    1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679,
    429.00814002756783, 108.63500554177944, 6.570249770319282, -0.0604244152148581,
  ],
]

/** The same from x = 1/0.35 on. */
const FAR_TAIL: Ratio = [
  [
    -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192,
    -637.5664433683896, -1025.0951316110772, -483.5191916086514,
  ],
  [
    1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955,
    2553.0504064331644, 474.52854120695537, -22.44095244658582,
  ],
]

const ratio = (x: number, [above, below]: Ratio) => at(x, above) / at(x, below)

/** 1 − erf x, without loss where erf x is near 1. */
export function erfc(x: number): number {
  const size = Math.abs(x)
  if (size < 0.84375) {
    const more = x * ratio(x * x, CENTRE)
    return x < 0.25 ? 1 - (x + more) : 0.5 - (more + (x - 0.5))
  }
  if (size < 1.25) {
    const more = ratio(size - 1, SHOULDER)
    return x > 0 ? 1 - NEAR_ONE - more : 1 + NEAR_ONE + more
  }
  if (Number.isNaN(x)) return x
  const tail = size < 28 ? erfcTail(size) : 0
  return x > 0 ? tail : 2 - tail
}

function erfcTail(x: number): number {
  const rounded = Math.fround(x)
  const rest = ratio(1 / (x * x), x < 1 / 0.35 ? TAIL : FAR_TAIL)
  return (exp(-rounded * rounded - 0.5625) * exp((rounded - x) * (rounded + x) + rest)) / x
}

// ------------------------------------------------------------------------------------ gamma family

/** B₂, B₄, …: Bernoulli's numbers. */
const BERNOULLI = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
  43867 / 798,
  -174611 / 330,
]

/** From here on ten terms of the series of lgamma and digamma are exact. */
const FAR = 10

/** ln Γ; as in mathjs Infinity at 0, NaN below. */
export function lgamma(x: number): number {
  if (x < 0) return Number.NaN
  if (x < FAR) {
    if (x === 0) return Infinity
    let factor = 1
    for (; x >= 2.5; x--) factor *= x - 1
    for (; x < 0.5; x++) factor /= x
    // x + 1 would be rounded, x − 1 is exact
    return x < 1.5 ? lgammaNear2(x - 1) - log(x / factor) : lgammaNear2(x - 2) + log(factor)
  }
  if (x === Infinity) return x
  const series = BERNOULLI.map((b, i) => b / ((2 * i + 1) * (2 * i + 2)))
  return (x - 0.5) * log(x) - x + HALF_LOG_2PI + at(1 / (x * x), series) / x
}

const HALF_LOG_2PI = 0.9189385332046728
const EULER_GAMMA = 0.5772156649015329

/** ln Γ(2 + z) for |z| ≤ ½, by Taylor's series: no digits are lost near its zeros. */
function lgammaNear2(z: number): number {
  taylor ??= Array.from({ length: 30 }, (_, k) =>
    k === 0 ? 0 : k === 1 ? EULER_GAMMA - 1 : hurwitzZeta(k, 2) / k,
  )
  return at(-z, taylor)
}

let taylor: Polynomial | undefined

/** ψ = (ln Γ)′; NaN at its poles 0, −1, −2, … */
export const digamma = (x: number): number => polygamma(0, x)

/** The derivative number `order` of digamma, for a whole number from 0 on. */
export function polygamma(order: number, x: number): number {
  if (x > 0)
    return order === 0
      ? digammaAbove0(x)
      : sign(order + 1) * factorial(order) * hurwitzZeta(order + 1, x)
  if (Number.isInteger(x) || !Number.isFinite(x)) return Number.NaN
  return sign(order) * polygamma(order, 1 - x) - Math.PI * cotangentDerivative(order, x)
}

const sign = (exponent: number) => (exponent % 2 === 0 ? 1 : -1)

function digammaAbove0(x: number): number {
  let sum = 0
  for (; x < FAR; x++) sum -= 1 / x
  const z = 1 / (x * x)
  const series = BERNOULLI.map((b, i) => b / (2 * i + 2))
  return sum + log(x) - 0.5 / x - z * at(z, series)
}

const factorial = (n: number): number => (n === 0 ? 1 : n * factorial(n - 1))

/** ζ(s, x) = Σ (x + k)^(−s) over k = 0, 1, … for a whole number s ≥ 2. */
function hurwitzZeta(s: number, x: number): number {
  if (x === Infinity) return 0
  let sum = 0
  for (; x < FAR + s; x++) sum += x ** -s
  sum += x ** (1 - s) / (s - 1) + x ** -s / 2
  // s (s + 1) … (s + 2j − 2) / (2j)! x^(−s − 2j + 1), for j = 1, 2, …
  let term = (s * x ** (-s - 1)) / 2
  BERNOULLI.forEach((b, i) => {
    sum += b * term
    const j = s + 2 * i + 1
    term *= (j * (j + 1)) / ((2 * i + 3) * (2 * i + 4) * x * x)
  })
  return sum
}

/** dⁿ/dxⁿ cot πx: a polynomial in c = cot πx, by (cot πx)′ = −π (1 + c²). */
function cotangentDerivative(n: number, x: number): number {
  let inC: number[] = [0, 1]
  for (let i = 0; i < n; i++) {
    const derivative = inC.slice(1).map((c, k) => -Math.PI * (k + 1) * c)
    inC = [...derivative, 0, 0].map((c, k) => c + (derivative[k - 2] ?? 0))
  }
  return at(1 / Math.tan(Math.PI * (x - Math.round(x))), inC)
}
