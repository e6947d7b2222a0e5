/** Times of one peer at one piece of work, in milliseconds per call. */
export interface Timing {
  readonly median: number
  readonly minimum: number
  readonly samples: number
  /** The median of each turn. */
  readonly turns: readonly number[]
}

export function summarize(turns: readonly (readonly number[])[]): Timing {
  const all = turns.flat()
  return {
    median: median(all),
    minimum: all.reduce((least, time) => Math.min(least, time), Infinity),
    samples: all.length,
    turns: turns.map(median),
  }
}

/**
 * How many times as long as `other` it takes: the median over the turns, in each of which both met
 * the same noise.
 */
export function ratio(timing: Timing, other: Timing): number {
  return median(timing.turns.map((time, turn) => time / other.turns[turn]))
}

/** The same of the shortest calls, over all turns. */
export function minimumRatio(timing: Timing, other: Timing): number {
  return timing.minimum / other.minimum
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** 0.0123 → '12.3 µs': three digits and the unit that suits. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(3)} s`
  if (milliseconds >= 1) return `${milliseconds.toPrecision(3)} ms`
  if (milliseconds >= 1e-3) return `${(milliseconds * 1e3).toPrecision(3)} µs`
  return `${(milliseconds * 1e6).toPrecision(3)} ns`
}
