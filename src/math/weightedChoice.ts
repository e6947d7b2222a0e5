/** Drawing from the numbers 0 … n−1, each in proportion to its weight. */
import { DomainError, ShapeError } from './errors.js'
import { log } from './kernels/elementary.js'
import { shown } from './shown.js'

const WHERE = 'Random.choice'

/** A draw falls evenly on the weights laid end to end; it hits the one in whose part it lies. */
export function drawnWithReplacement(
  weights: ArrayLike<number>,
  amount: number,
  uniform: () => number,
): Int32Array {
  const ends = Float64Array.from(weights)
  for (let i = 1; i < ends.length; i++) ends[i] += ends[i - 1]
  const total = ends[ends.length - 1]
  const last = ends.indexOf(total) // what follows weighs nothing, or too little to change the sum
  return Int32Array.from({ length: amount }, () =>
    Math.min(firstBeyond(ends, uniform() * total), last),
  )
}

/** The first place that holds more than x, by halving; the length when there is none. */
function firstBeyond(increasing: Float64Array, x: number): number {
  let [from, to] = [0, increasing.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (increasing[middle] > x) to = middle
    else from = middle + 1
  }
  return from
}

/**
 * A race (P. Efraimidis and P. Spirakis, 2006): each number arrives after an exponentially
 * distributed time, whose rate is its weight. The first to arrive are distributed as if drawn one
 * after the other, each in proportion to its weight among those that are left.
 */
export function drawnWithoutReplacement(
  weights: ArrayLike<number>,
  amount: number,
  uniform: () => number,
): Int32Array {
  const arrivals = Float64Array.from(weights, (weight) => -log(1 - uniform()) / weight)
  const runners = Int32Array.from(weights, (_, i) => i).filter((i) => weights[i] > 0)
  return runners.sort((i, j) => arrivals[i] - arrivals[j] || i - j).slice(0, amount)
}

/**
 * @throws ShapeError unless there is a weight for each number, DomainError for weights from which
 *   `amount` cannot be drawn.
 */
export function checkWeights(
  weights: ArrayLike<number>,
  n: number,
  amount: number,
  replace: boolean,
): void {
  if (weights.length !== n) {
    throw new ShapeError({
      where: WHERE,
      expected: `${n} weights, one for each number to draw from`,
      given: `${weights.length} weights`,
      mend: 'a weight of 0 leaves a number out',
    })
  }
  const list = Array.from(weights)
  const total = list.reduce((sum, weight) => sum + weight, 0)
  const valid = list.every((weight) => typeof weight === 'number' && weight >= 0)
  const drawable = list.filter((weight) => weight > 0).length
  const enough = drawable >= (replace ? Math.min(amount, 1) : amount)
  if (valid && Number.isFinite(total) && enough) return
  throw new DomainError({
    where: WHERE,
    expected: `weights of 0 or more with a finite sum, ${replace ? 'one' : amount} of them above 0`,
    given: `weights ${shown(list)}`,
    mend: replace ? 'weights need not add up to 1' : 'draw fewer, or with { replace: true }',
  })
}
