/**
 * # Initial weights
 *
 * Learning starts somewhere, and not at zero. If all weights of a layer are equal, all its units
 * compute the same, receive the same gradient and stay copies of each other for ever, however many
 * there are. Weights drawn at random break the symmetry:
 *
 * $$ w_{dm} \sim \mathcal{N}(0, \sigma^2) $$
 *
 * They should also be small: a sum of $D$ inputs has a spread of about $\sigma \sqrt{D}$, and where
 * a sigmoid's input is large, its slope is nearly 0. The book begins with $\sigma = 0.01$. Biases
 * may start at 0, since the weights already differ.
 *
 * Source: notes, 权重的初始值.
 */
import type { Random } from '../math/random.js'
import type { Matrix } from '../math/types.js'

/** D×M weights, normally distributed with mean 0 and standard deviation `std`. */
export function normalWeights(
  [inputs, outputs]: readonly [inputs: number, outputs: number],
  std: number,
  random: Random,
): Matrix {
  return random.normal([inputs, outputs], { std })
}
