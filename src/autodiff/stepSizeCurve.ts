/**
 * # Which step?
 *
 * A large step errs by the curve of f, a small one by rounding: with a precision of $\varepsilon$
 * the central difference errs by about
 *
 * $$ \tfrac16 h^2 |f'''| + \frac{\varepsilon |f|}{h} $$
 *
 * On logarithmic axes that is a V with round bottom, a U. Its lowest point, at $h \approx
 * \varepsilon^{1/3}$, moves left and down with more digits: near $10^{-2}$ in float32, $10^{-5}$ in
 * float64, $10^{-21}$ with the 64 digits of a BigNumber. The complex step subtracts nothing and has
 * no right arm at all.
 *
 * Source: notes, 数值微分, which show that $h = 10^{-50}$ vanishes in float32.
 */
import { DomainError } from '../math/errors.js'
import { math } from '../math/instance.js'
import type { Value } from '../math/types.js'
import { complexStep } from './complexStep.js'
import { grad } from './grad.js'
import { numericalDiff } from './numerical.js'
import { reasonOf } from './printed.js'

/** Errors of numerical derivatives of one function at one place, for `stepSizeChart`. */
export interface StepSizeCurve {
  /** Where the derivative is taken. */
  readonly x: number
  /** What the differences are compared with. */
  readonly derivative: number
  /** One for each precision, and one for the complex step. */
  readonly series: readonly StepSizeSeries[]
  /** Ways that f does not allow, and why. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[]
}

/** The errors of one way, step by step. */
export interface StepSizeSeries {
  /** The precision, or 'complex step'. */
  readonly name: string
  /** From large to small. */
  readonly steps: readonly number[]
  /** |found − derivative|. */
  readonly errors: readonly number[]
}

/** From 1 to 1e-30, two for each power of ten. */
const STEPS = Array.from({ length: 61 }, (_, i) => 10 ** (-i / 2))

/** mathjs's numbers of any precision, as far as they are used here. */
interface BigNumber {
  minus(x: BigNumber): BigNumber
  plus(x: BigNumber): BigNumber
  times(x: BigNumber | number): BigNumber
  div(x: BigNumber | number): BigNumber
  abs(): BigNumber
  toNumber(): number
}

/**
 * The error of differences of f at x, against the step: in float32, float64 and BigNumbers, and by
 * the complex step. Functions of `math` take all of these; JavaScript's operators take numbers
 * only, and leave out the last two.
 *
 * The derivative is the reference of all but the BigNumbers, which have one of their own with more
 * digits than a double.
 * @throws DomainError for an f that is no function or an x that is no number, ShapeError when f
 *   does not give a number, and what f itself throws for one.
 */
export function stepSizeCurve(f: (x: number) => Value, x: number): StepSizeCurve {
  const derivative = referenceOf(f, x)
  const leftOut: { name: string; reason: string }[] = []
  const series = [
    { name: 'float32', error: (h: number) => Math.abs(inFloat32(f, x, h) - derivative) },
    { name: 'float64', error: (h: number) => Math.abs(numericalDiff(f, x, h) - derivative) },
    { name: 'BigNumber', error: errorOfBigNumbers(f, x) },
    { name: 'complex step', error: (h: number) => Math.abs(complexStep(f, x, h) - derivative) },
  ].flatMap(({ name, error }) => {
    try {
      return [{ name, steps: STEPS, errors: STEPS.map(error) }]
    } catch (failure) {
      leftOut.push({ name, reason: reasonOf(failure) })
      return []
    }
  })
  return { x, derivative, series, leftOut }
}

/** By the reverse walk, or extrapolated where f does not take a Variable. */
function referenceOf(f: (x: number) => Value, x: number): number {
  try {
    return grad(f)(x)
  } catch {
    return numericalDiff(f, x, undefined, 'richardson')
  }
}

/** The argument, the values and the difference rounded to 24 bits. */
function inFloat32(f: (x: number) => Value, x: number, h: number): number {
  const { fround } = Math
  const value = (at: number) => fround(f(fround(at)) as number)
  const rise = fround(value(x + h) - value(x - h))
  return fround(rise / fround(2 * h))
}

/** The reference is extrapolated from steps whose error is far below all that are asked for. */
function errorOfBigNumbers(f: (x: number) => Value, x: number): (h: number) => number {
  const [at, tiny] = [x, 1e-12].map((value) => math.bignumber(value) as BigNumber)
  // f is typed for numbers, and its functions of math take BigNumbers as well
  const value = (argument: BigNumber): BigNumber => {
    const y = (f as unknown as (x: BigNumber) => unknown)(argument)
    if (math.isBigNumber(y)) return y as BigNumber
    throw new DomainError({
      where: 'stepSizeCurve',
      expected: 'a function of BigNumbers',
      given: `a function that makes ${typeof y} of a BigNumber`,
      mend: "write it in functions of math: JavaScript's operators take numbers only",
    })
  }
  const central = (h: BigNumber) =>
    value(at.plus(h))
      .minus(value(at.minus(h)))
      .div(h.times(2))
  const reference = () => central(tiny.div(2)).times(4).minus(central(tiny)).div(3)
  let known: BigNumber | undefined
  return (h) => {
    known ??= reference()
    const step = math.bignumber(h) as BigNumber
    return central(step).minus(known).abs().toNumber()
  }
}
