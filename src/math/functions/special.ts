/** Special functions that mathjs lacks, in plain loops. */
import { DomainError } from '../errors.js'
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { digamma, erfc, polygamma } from '../kernels/special.js'
import { shown } from '../shown.js'
import { mapped, ourFunction } from './elementwise.js'

const AT_POLES = 'NaN at the poles 0, −1, −2, …'

const polygammaFunction: Extension = {
  name: 'polygamma',
  outside: AT_POLES,
  help: {
    description: 'The derivative of digamma of that order: 0 is digamma itself.',
    syntax: ['polygamma(order, x)'],
    examples: ['polygamma(1, 1)', 'polygamma(1, [0.5, 1, 2])'],
  },
  signatures: () => ({
    'number,number': (order: number, x: number) => {
      checkOrder(order)
      return polygamma(order, x)
    },
    'number,FlatMatrix': (order: number, x: FlatMatrix) => {
      checkOrder(order)
      return x.createFlat(
        mapped(x._flat, (value) => polygamma(order, value)),
        x._size,
      )
    },
  }),
}

/** @throws DomainError unless it is a whole number from 0 to 100; 100! has 158 digits. */
function checkOrder(order: number): void {
  if (Number.isInteger(order) && order >= 0 && order <= 100) return
  throw new DomainError({
    where: 'math.polygamma',
    expected: 'a whole number from 0 to 100 as order',
    given: shown(order),
    mend: 'the order comes first: math.polygamma(1, x) is the derivative of math.digamma(x)',
  })
}

export const special: readonly Extension[] = [
  ourFunction('erfc', erfc, '1 - erf(x), without loss where erf(x) is near 1.'),
  ourFunction('digamma', digamma, 'The derivative of lgamma.', {
    outside: AT_POLES,
    examples: ['digamma(1)', 'digamma([0.5, 1, 2])'],
  }),
  polygammaFunction,
]
