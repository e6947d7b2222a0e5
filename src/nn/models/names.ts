/** How a network names what its layers have: W of layer 0 is W1, W of layer 2 is W2. */
import { DomainError } from '../../math/errors.js'
import type { Matrix } from '../../math/types.js'

export type Named = Record<string, Matrix>

/**
 * { '0.W', '0.b', '2.W' } as { W1, b1, W2 }.
 *
 * @throws DomainError for two of one name: an optimizer would leave out the first.
 */
export function numbered(placed: Readonly<Named>): Named {
  const counts: Record<string, number> = {}
  const result: Named = {}
  for (const [place, matrix] of Object.entries(placed)) {
    const [, own] = parts(place)
    counts[own] = (counts[own] ?? 0) + 1
    const name = `${own}${counts[own]}`
    if (Object.hasOwn(result, name)) throw twice(name)
    result[name] = matrix
  }
  return result
}

/**
 * The gradients of these parameters, both by place, and nothing else.
 *
 * @throws DomainError when a layer left one out: the next of that letter would take its number.
 */
export function gradientsOf(params: Readonly<Named>, grads: Readonly<Named>): Named {
  const entries = Object.keys(params).map((place) => {
    if (!Object.hasOwn(grads, place)) throw noGradient(place)
    return [place, grads[place]] as const
  })
  return Object.fromEntries(entries)
}

/** '0.W' as '0' and 'W'; inside a sequence '1.0.W' as '1.0' and 'W'. */
function parts(place: string): [layer: string, name: string] {
  const dot = place.lastIndexOf('.')
  return [place.slice(0, dot), place.slice(dot + 1)]
}

function twice(name: string): DomainError {
  return new DomainError({
    where: 'Network',
    expected: 'parameters whose names differ, with their numbers behind them',
    given: `${name} twice`,
    mend: 'let the names in your own layers end in a letter: Wa, not W1',
  })
}

function noGradient(place: string): DomainError {
  const [layer, name] = parts(place)
  return new DomainError({
    where: 'Network, gradient',
    expected: `a gradient of ${name} from layer ${layer}, which has a parameter ${name}`,
    given: 'none',
    mend: `let the layer's backward leave it in grads: this.grads = { ${name}: … }`,
  })
}
