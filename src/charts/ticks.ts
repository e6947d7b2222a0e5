/** What stands at the ticks of an axis, where Vega's own choice misleads. */
import type { Spec } from './chart.js'
import { extent } from './words.js'

/** No tick between two whole numbers, where few whole numbers are drawn. */
export function wholeSteps(values: readonly number[]): Spec {
  const [low, high] = extent(values)
  const areFewWhole =
    low < high &&
    high - low < 10 &&
    values.every((value) => !Number.isFinite(value) || Number.isInteger(value))
  return areFewWhole ? { tickMinStep: 1 } : {}
}

interface Format {
  readonly [option: string]: string
}

/**
 * A short format where Vega writes digits that say nothing: 3.000000 where 3 is all that is drawn,
 * 0.0000000001, and 10,000,000,000.
 */
export function shortNumbers([low, high]: readonly [low: number, high: number]): Format {
  if (low === high) return { format: ',.12~g' }
  const most = Math.max(Math.abs(low), Math.abs(high))
  const isFar = most < 1e-5 || most >= 1e7
  // of numbers that differ in their last digits only, the digits are needed
  return isFar && high - low > most / 1e4 ? { format: '~g' } : {}
}
