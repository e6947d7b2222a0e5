/** The same data for everybody; host/python/data.py makes them in Python. */

/** Numbers from 0 to 1 (Lehmer's generator): good enough as data, and the same everywhere. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

/** An array for each shape, one after the other from one sequence. */
export function arrays(
  sizes: readonly (readonly number[])[],
  [from, to]: readonly [number, number] = [0, 1],
): Float64Array[] {
  const random = numbers(11)
  return sizes.map((size) => {
    const length = size.reduce((product, n) => product * n, 1)
    return Float64Array.from({ length }, () => from + (to - from) * random())
  })
}

/**
 * Two numbers that tell a result from others: the sum with weights 1 … 7, and that of magnitudes.
 */
export function digest(values: Iterable<number>): number[] {
  let weighted = 0
  let magnitude = 0
  let i = 0
  for (const value of values) {
    weighted += value * (1 + (i++ % 7))
    magnitude += Math.abs(value)
  }
  return [weighted, magnitude]
}
