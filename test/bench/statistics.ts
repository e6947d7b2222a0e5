/** Times of one peer at one piece of work, in milliseconds per call. */
export interface Timing {
  readonly median: number
  readonly minimum: number
  readonly samples: number
}

export function summarize(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median =
    sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return { median, minimum: sorted[0], samples: sorted.length }
}

/** 0.0123 → '12.3 µs': three digits and the unit that suits. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(3)} s`
  if (milliseconds >= 1) return `${milliseconds.toPrecision(3)} ms`
  if (milliseconds >= 1e-3) return `${(milliseconds * 1e3).toPrecision(3)} µs`
  return `${(milliseconds * 1e6).toPrecision(3)} ns`
}
