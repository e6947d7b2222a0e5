/** Small pieces of the sentences that describe charts. */

/** A number as it is read aloud: four significant digits. */
export function brief(value: number): string {
  return String(Number(value.toPrecision(4)))
}

/** 'from 0 to 1', 'always 3', or 'without a finite value'. */
export function span(values: readonly number[]): string {
  const [low, high] = extent(values)
  if (low > high) return 'without a finite value'
  return low === high ? `always ${brief(low)}` : `from ${brief(low)} to ${brief(high)}`
}

/** Least and greatest finite value; [Infinity, -Infinity] when there is none. */
export function extent(values: readonly number[]): [low: number, high: number] {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

/** 'a', 'a and b', 'a, b and c'. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** The first name that is there a second time. */
export function doubled(names: readonly string[]): string | undefined {
  return names.find((name, i) => names.indexOf(name) !== i)
}

/** '1 point', '3 points'. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Says how many values could not be drawn; empty when all could. */
export function gaps(values: readonly number[]): string {
  const count = values.filter((value) => !Number.isFinite(value)).length
  return count === 0 ? '' : ` ${counted(count, 'value')} not finite, left out as gaps.`
}
