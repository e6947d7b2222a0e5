/** Values in errors, as one would write them: '5' is told from 5. */
import { isMatrix, isVariable } from './types.js'

/** Elements of a list that are shown; the rest is left out. */
const MOST = 8

/** Lists in lists that are shown; those deeper down are named by their kind. */
const DEEPEST = 1

/** Characters of a string, and of a whole value. */
const LONGEST_STRING = 60
const LONGEST = 200

export function shown(x: unknown): string {
  return cut(described(x, 0), LONGEST)
}

/** { lr: 0.1, epochs: '3' } as lr: 0.1, epochs: '3'. */
export function shownEach(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${shown(value)}`)
    .join(', ')
}

/** @param depth how many lists are around x */
function described(x: unknown, depth: number): string {
  if (typeof x === 'string') return `'${cut(x, LONGEST_STRING)}'`
  if (typeof x === 'bigint') return `${x}n`
  if (Array.isArray(x)) return depth > DEEPEST ? 'a list' : listed(x, depth)
  if (isMatrix(x)) return `a matrix of size ${listed(x.size(), depth)}`
  if (isVariable(x)) return 'a Variable'
  if (typeof x === 'function') return 'a function'
  if (typeof x !== 'object' || x === null) return String(x)
  const name = x.constructor?.name
  return !name || name === 'Object' ? 'an object' : `an object of ${name}`
}

function listed(x: readonly unknown[], depth: number): string {
  const first = Array.from(x.slice(0, MOST), (element) => described(element, depth + 1))
  return `[${first.join(', ')}${x.length > MOST ? ', …' : ''}]`
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}
