/** What `op` refuses. */
import { DomainError } from '../math/errors.js'
import { math } from '../math/instance.js'
import { checkOptions } from '../math/options.js'
import type { Declaration } from './op.js'

const KNOWN = {
  name: 'string',
  formula: 'string',
  symbol: 'string',
  source: 'string',
  forward: 'function',
  vjp: 'function',
  rewrite: 'function',
  analytic: ['boolean', 'function'],
  samples: 'list',
  domain: 'list',
} as const

const NEEDED = ['name', 'formula', 'source', 'vjp', 'samples', 'domain'] as const

/**
 * @throws DomainError for a part that is missing, or that there is not; and when there would be
 *   nothing to differentiate: a typo, or no forward.
 */
export function checkDeclaration(declaration: Declaration): void {
  checkOptions(atHand(declaration), KNOWN, 'op', NEEDED)
  const { name, forward } = declaration
  if (forward !== undefined || name in math) return
  const distances = Object.keys(math).map((known) => [distance(known, name), known] as const)
  const [changes, nearest] = distances.reduce((a, b) => (b[0] < a[0] ? b : a))
  const correction = changes <= name.length / 3 ? `write '${nearest}', or ` : ''
  throw new DomainError({
    where: 'op',
    expected: 'the name of a function of math, or a forward that computes a new one',
    given: `'${name}' without a forward, which math does not have`,
    mend: `${correction}give a forward`,
  })
}

/**
 * The declaration without a look at samples that are made when they are asked for: those of
 * `subset` create functions of mathjs, which would make a fifth of the library's start-up.
 */
function atHand(declaration: Declaration): Declaration {
  const samples = Object.getOwnPropertyDescriptor(Object(declaration), 'samples')
  if (samples?.get === undefined) return declaration
  const parts = Object.getOwnPropertyDescriptors(declaration)
  return Object.create(null, { ...parts, samples: { value: [], enumerable: true } })
}

/** How many letters to put in, leave out or replace to make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(replaced, row[j] + 1, next[j - 1] + 1)
    }
    row = next
  }
  return row[b.length]
}
