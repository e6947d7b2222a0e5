import { DomainError } from './errors.js'
import { shownEach } from './shown.js'

/** @throws DomainError that names the first of these that is not a whole number of 1 or more. */
export function checkPositiveIntegers(
  values: Readonly<Record<string, number>>,
  where: string,
  mend = 'give a positive whole number',
): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isInteger(value) && value > 0) continue
    throw new DomainError({
      where,
      expected: `${name}, a whole number of 1 or more`,
      given: shownEach({ [name]: value }),
      mend,
    })
  }
}
