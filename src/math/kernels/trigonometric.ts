/**
 * # sin and cos, with the same bits on every engine
 *
 * After fdlibm (Sun Microsystems, 1993). The argument is reduced to $|r| \le \pi/4$ by
 * $x = n\,\pi/2 + r$, where $\pi/2$ is held in three parts of 33 bits and a rest, so that $n$ times
 * each of the first three is exact; $r$ comes as a sum of two doubles. A polynomial then gives
 * $\sin r$ or $\cos r$ (k_sin.c and k_cos.c), and $n \bmod 4$ says which, and with which sign.
 *
 * Both backends run these loops: no notebook spends its time here. Beyond |x| = 10⁶ the engine's
 * own function answers, whose last bit may differ between engines.
 */

const LARGEST = 1e6

/** Adding 1.5·2⁵² rounds a double to an integer; subtracting it gives the integer. */
const ROUND = 6755399441055744
const TWO_OVER_PI = 0.6366197723675814
const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21]
const HALF_PI_REST = 8.4784276603689e-32

export function sin(x: number): number {
  return Math.abs(x) <= LARGEST ? quarterTurns(x, 0) : Math.sin(x)
}

export function cos(x: number): number {
  return Math.abs(x) <= LARGEST ? quarterTurns(x, 1) : Math.cos(x)
}

/** sin(x + turns·π/2), without rounding the sum. */
function quarterTurns(x: number, turns: number): number {
  const n = x * TWO_OVER_PI + ROUND - ROUND
  const r1 = x - n * HALF_PI[0]
  const w2 = n * HALF_PI[1]
  const r2 = r1 - w2
  const lost2 = r1 - r2 - w2
  const w3 = n * HALF_PI[2]
  const r3 = r2 - w3
  const lost3 = r2 - r3 - w3
  const rest = n * HALF_PI_REST - lost2 - lost3
  const r = r3 - rest
  const low = r3 - r - rest
  switch ((n + turns) & 3) {
    case 0:
      return sinReduced(r, low)
    case 1:
      return cosReduced(r, low)
    case 2:
      return -sinReduced(r, low)
    default:
      return -cosReduced(r, low)
  }
}

/** sin(x + low) for |x| ≤ π/4, |low| below half a unit in the last place of x. */
function sinReduced(x: number, low: number): number {
  const z = x * x
  const v = z * x
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)))
  return x - (z * (0.5 * low - v * r) - low - v * -0.16666666666666632)
}

/** cos(x + low), likewise. */
function cosReduced(x: number, low: number): number {
  const z = x * x
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (2.480158728947673e-5 +
              z *
                (-2.7557314351390663e-7 +
                  z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))))
  const half = 0.5 * z
  const w = 1 - half
  return w + (1 - w - half + (z * r - x * low))
}
