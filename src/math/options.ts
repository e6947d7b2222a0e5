/** The last argument of many functions: a plain object of named choices. */
import { DomainError } from './errors.js'
import { shown, shownEach } from './shown.js'
import { isList, isMatrix } from './types.js'

/** In words, and what tells it. */
const kinds = {
  boolean: ['a boolean', (x: unknown) => typeof x === 'boolean'],
  number: ['a number', (x: unknown) => typeof x === 'number'],
  positive: ['a number above 0', isPositive],
  count: ['a whole number of 1 or more', (x: unknown) => isPositive(x) && Number.isInteger(x)],
  string: ['a string', (x: unknown) => typeof x === 'string'],
  function: ['a function', (x: unknown) => typeof x === 'function'],
  list: ['a list', (x: unknown) => isList(x) || isMatrix(x)],
  pair: ['two numbers [a, b], both finite', isPair],
  interval: ['[low, high], both finite and low < high', isInterval],
  object: ['an object', isObject],
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
  check(options, known, where, needed, 'option')
}

/**
 * The same for the parts of a thing, which may have others besides for other users: only what looks
 * like a known one, misspelt, is refused.
 */
export function checkParts<Parts extends object>(
  parts: Parts,
  known: Readonly<Record<keyof Parts & string, Kinds>>,
  where: string,
  needed: readonly (keyof Parts & string)[] = [],
): void {
  check(parts, known, where, needed, 'part')
}

/**
 * @param words those that there are; the first is the default
 * @throws DomainError unless the value of the option `name` is one of them
 */
export function checkWord(
  where: string,
  name: string,
  value: string,
  words: readonly string[],
  given = shown(value),
): void {
  if (words.includes(value)) return
  const quoted = words.map((word) => `'${word}'`)
  throw new DomainError({
    where,
    expected: `${name} ${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`,
    given,
    mend: `leave it out for ${quoted[0]}`,
  })
}

function check<Options extends object>(
  options: Options,
  kindsOf: Readonly<Record<string, Kinds>>,
  where: string,
  needed: readonly (keyof Options & string)[],
  word: 'option' | 'part',
): void {
  if (!isObject(options)) throw noOptions(options, kindsOf, where, word)
  for (const [name, value] of Object.entries(options)) {
    const allowed = Object.hasOwn(kindsOf, name) ? listed(kindsOf[name]) : undefined
    if (allowed && (value === undefined || allowed.some((kind) => isOf(kind, value)))) continue
    const meant = Object.keys(kindsOf).find((option) => areAlike(option, name))
    if (!allowed && !meant && word === 'part') continue
    throw new DomainError({
      where,
      expected: allowed
        ? `${name}, ${inWords(allowed)}`
        : `no other ${word}s than ${told(kindsOf)}`,
      given: allowed === undefined ? `the ${word} ${name}` : shownEach({ [name]: value }),
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
    expected: `the ${word}s ${needed.join(', ')}`,
    given: `no ${missing}`,
    mend: `give ${missing} ${inWords(listed(kindsOf[missing]))}`,
  })
}

function noOptions(
  given: unknown,
  known: Readonly<Record<string, Kinds>>,
  where: string,
  word: string,
) {
  return new DomainError({
    where,
    expected: `${word}s by name: ${told(known)}`,
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
  return kinds[kind][1](value)
}

function isObject(x: unknown): boolean {
  return typeof x === 'object' && x !== null && !Array.isArray(x)
}

function isPositive(x: unknown): x is number {
  return Number.isFinite(x) && (x as number) > 0 // isFinite refuses all but numbers
}

/** Whose length is finite too. */
function isInterval(x: unknown): boolean {
  return isPair(x) && isPositive(x[1] - x[0])
}

function isPair(x: unknown): x is readonly [number, number] {
  return Array.isArray(x) && x.length === 2 && x.every(Number.isFinite)
}

function listed(types: Kinds): readonly Kind[] {
  return typeof types === 'string' ? [types] : types
}

function inWords(types: Kinds): string {
  return listed(types)
    .map((kind) => kinds[kind][0])
    .join(' or ')
}

/**
 * But for case and signs, one is the other or its beginning: epoch and epochs, not lr and lrDecay.
 */
function areAlike(a: string, b: string): boolean {
  const [x, y] = [a, b].map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
  if (x === y) return x !== ''
  return Math.min(x.length, y.length) > 2 && (x.startsWith(y) || y.startsWith(x))
}
