/** The last argument of many functions: a plain object of named choices. */
import { DomainError } from './errors.js'

const kinds = {
  boolean: 'a boolean',
  number: 'a number',
  string: 'a string',
  object: 'a list',
} as const

type Kind = keyof typeof kinds

/**
 * A misspelt option would be left out in silence, and the result be another one than asked for.
 *
 * @param known each option with the type of its values
 * @throws DomainError for an option that there is not, or one of another type.
 */
export function checkOptions(
  options: object,
  known: Readonly<Record<string, Kind>>,
  where: string,
): void {
  for (const name of Object.keys(options)) {
    const value: unknown = options[name as keyof typeof options]
    const kind = Object.hasOwn(known, name) ? known[name] : undefined
    if (kind !== undefined && (value === undefined || typeof value === kind)) continue
    const meant = Object.keys(known).find((option) => sameLetters(option, name))
    const all = Object.entries(known).map(([option, type]) => `${option} (${kinds[type]})`)
    throw new DomainError({
      where,
      expected: `no other options than ${all.join(', ')}`,
      given: kind === undefined ? `the option ${name}` : `${name}: ${String(value)}`,
      mend: kind
        ? `give ${name} ${kinds[kind]}`
        : meant
          ? `write ${meant}`
          : 'look at the spelling',
    })
  }
}

function sameLetters(a: string, b: string): boolean {
  const letters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '')
  return letters(a) === letters(b)
}
