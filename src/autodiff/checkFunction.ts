import { DomainError } from '../math/errors.js'
import { shown } from '../math/shown.js'

/** @throws DomainError for what cannot be called, such as the value of the function. */
export function checkFunction(f: unknown, where: string): void {
  if (typeof f === 'function') return
  throw new DomainError({
    where,
    expected: 'a function',
    given: shown(f),
    mend: 'give the function and not its value: (x) => math.square(x)',
  })
}
