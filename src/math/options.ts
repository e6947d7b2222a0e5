/** The last argument of many functions: a plain object of named choices. */
import { DomainError } from './errors.js'
import { shown, shownEach } from './shown.js'
import { isList, isMatrix } from './types.js'

const kinds = {
  boolean: 'a boolean',
  number: 'a number',
  string: 'a string',
  function: 'a function',
  list: 'a list',
  object: 'an object',
} as const

type Kind = keyof typeof kinds
/** One type, or several: ['number', 'list'] for a number or a list. */
export type Kinds = Kind | readonly Kind[]

/**
 * A misspelt option would be left out in silence, and the result be another one than asked for.
 *
 * @param known each option with the type of its values; TypeScript sees to it that none is missing
 * @param needed those without a default
 * @throws DomainError for an option that there is not, one of another type, a needed one that is
 *   missing, or what is no options.
 */
export function checkOptions<Options extends object>(
  options: Options,
  known: Readonly<Record<keyof Options & string, Kinds>>,
  where: string,
  needed: readonly (keyof Options & string)[] = [],
): void {
  const kindsOf: Readonly<Record<string, Kinds>> = known
  const isRecord = typeof options === 'object' && options !== null && !Array.isArray(options)
  if (!isRecord) throw noOptions(options, kindsOf, where)
  for (const [name, value] of Object.entries(options)) {
    const allowed = Object.hasOwn(kindsOf, name) ? listed(kindsOf[name]) : undefined
    if (allowed && (value === undefined || allowed.some((kind) => isOf(kind, value)))) continue
    const meant = Object.keys(known).find((option) => areAlike(option, name))
    throw new DomainError({
      where,
      expected: `no other options than ${told(kindsOf)}`,
      given: allowed === undefined ? `the option ${name}` : shownEach({ [name]: value }),
      mend: allowed
        ? `give ${name} ${inWords(allowed)}`
        : meant
          ? `write ${meant}`
          : 'take one of these, or leave it out',
    })
  }
  const missing = needed.find((name) => options[name] === undefined)
  if (missing === undefined) return
  throw new DomainError({
    where,
    expected: `the options ${needed.join(', ')}`,
    given: `no ${missing}`,
    mend: `give ${missing} ${inWords(listed(kindsOf[missing]))}`,
  })
}

function noOptions(given: unknown, known: Readonly<Record<string, Kinds>>, where: string) {
  return new DomainError({
    where,
    expected: `options by name: ${told(known)}`,
    given: shown(given),
    mend: `as in { ${Object.keys(known)[0]}: … }`,
  })
}

function told(known: Readonly<Record<string, Kinds>>): string {
  return Object.entries(known)
    .map(([option, types]) => `${option} (${inWords(types)})`)
    .join(', ')
}

function isOf(kind: Kind, value: unknown): boolean {
  if (kind === 'list') return isList(value) || isMatrix(value)
  return value !== null && typeof value === kind
}

function listed(types: Kinds): readonly Kind[] {
  return typeof types === 'string' ? [types] : types
}

function inWords(types: Kinds): string {
  return listed(types)
    .map((kind) => kinds[kind])
    .join(' or ')
}

/** But for case and signs, one is the other or its beginning: epoch and epochs, not lr and lrDecay. */
function areAlike(a: string, b: string): boolean {
  const [x, y] = [a, b].map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
  if (x === y) return x !== ''
  return Math.min(x.length, y.length) > 2 && (x.startsWith(y) || y.startsWith(x))
}
