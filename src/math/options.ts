/** The last argument of many functions: a plain object of named choices. */
import { DomainError } from './errors.js'
import { shownEach } from './shown.js'

const kinds = {
  boolean: 'a boolean',
  number: 'a number',
  string: 'a string',
  object: 'a list',
} as const

type Kind = keyof typeof kinds
/** One type, or several: ['number', 'object'] for a number or a list. */
type Kinds = Kind | readonly Kind[]

/**
 * A misspelt option would be left out in silence, and the result be another one than asked for.
 *
 * @param known each option with the type of its values
 * @throws DomainError for an option that there is not, or one of another type.
 */
export function checkOptions(
  options: object,
  known: Readonly<Record<string, Kinds>>,
  where: string,
): void {
  for (const name of Object.keys(options)) {
    const value: unknown = options[name as keyof typeof options]
    const allowed = Object.hasOwn(known, name) ? listed(known[name]) : undefined
    if (allowed && (value === undefined || allowed.some((kind) => kind === typeof value))) continue
    const meant = Object.keys(known).find((option) => sameLetters(option, name))
    const all = Object.entries(known).map(([option, types]) => `${option} (${inWords(types)})`)
    throw new DomainError({
      where,
      expected: `no other options than ${all.join(', ')}`,
      given: allowed === undefined ? `the option ${name}` : shownEach({ [name]: value }),
      mend: allowed
        ? `give ${name} ${inWords(allowed)}`
        : meant
          ? `write ${meant}`
          : 'look at the spelling',
    })
  }
}

function listed(types: Kinds): readonly Kind[] {
  return typeof types === 'string' ? [types] : types
}

function inWords(types: Kinds): string {
  return listed(types)
    .map((kind) => kinds[kind])
    .join(' or ')
}

function sameLetters(a: string, b: string): boolean {
  const letters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '')
  return letters(a) === letters(b)
}
