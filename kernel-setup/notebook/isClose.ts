/** |b − a| ≤ tolerance (1 + |a|): as near as the tolerance says, absolutely or relatively. */
export function isClose(a: number, b: number, tolerance: number): boolean {
  return Object.is(a, b) || Math.abs(b - a) <= tolerance * (1 + Math.abs(a))
}
