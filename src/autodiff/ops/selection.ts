/**
 * # Choices
 *
 * Each element of the result is an element of one of the inputs, which alone gets its gradient.
 */
import { math } from '../../math/instance.js'
import type { Matrix, Value } from '../../math/types.js'
import { op } from '../op.js'
import { difference } from './difference.js'

/** No product with 0: what is not chosen may be infinite. */
export const where = op({
  name: 'where',
  formula: String.raw`y = c\;?\;a : b`,
  source: 'definition',
  vjp: (g: Value, _y: Value, condition: Matrix) => [
    undefined,
    () => math.where(condition, g, 0),
    () => math.where(condition, 0, g),
  ],
  samples: [
    [
      [
        [1, 0, 1],
        [0, 0, 1],
      ],
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [0.5, -1, 2],
    ],
    [[1, 0], 3, [1, 2]],
  ],
  domain: [null, [-3, 3], [-3, 3]],
})

/** The bounds themselves count as inside, as in torch. */
export const clip = op({
  name: 'clip',
  formula: String.raw`y = \min(\max(x, a), b)`,
  source: 'definition; 1 at the bounds as in torch',
  vjp: (g: Value, _y: Value, x: Value, low: Value, high: Value) => {
    const below = math.step(difference(low, x))
    const above = math.step(difference(x, high))
    const inside = math.subtract(1, math.add(below, above))
    return [
      () => math.dotMultiply(g, inside),
      () => math.dotMultiply(g, below),
      () => math.dotMultiply(g, above),
    ]
  },
  samples: [
    [[-5, 0.5, 8], -1, 2],
    [
      [-5, 0.5, 8],
      [-1, -2, -1],
      [2, 3, 2.5],
    ],
    [0.5, -1, 2],
  ],
  domain: ['near', 'near', 'near'],
})
