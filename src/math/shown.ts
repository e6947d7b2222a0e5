/** Values in errors, as one would write them: '5' is told from 5. */
import { isMatrix, isVariable } from './types.js'

/** Elements of a list that are shown; the rest is left out. */
const MOST = 8

export function shown(x: unknown): string {
  if (typeof x === 'string') return `'${x}'`
  if (Array.isArray(x)) return listed(x)
  if (isMatrix(x)) return `a matrix of size ${listed(x.size())}`
  if (isVariable(x)) return 'a Variable'
  if (typeof x === 'function') return 'a function'
  if (typeof x !== 'object' || x === null) return String(x)
  return x.constructor === Object ? 'an object' : `an object of ${x.constructor?.name}`
}

/** { lr: 0.1, epochs: '3' } as lr: 0.1, epochs: '3'. */
export function shownEach(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${shown(value)}`)
    .join(', ')
}

function listed(x: readonly unknown[]): string {
  return `[${x.slice(0, MOST).map(shown).join(', ')}${x.length > MOST ? ', …' : ''}]`
}
