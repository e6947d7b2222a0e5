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
 * How small? Through many layers the spread should neither die out nor explode. Where the
 * activation passes about what it gets, as tanh does near 0, a layer of $D$ inputs keeps the
 * spread with the rule of Xavier Glorot. The sigmoid is about as straight there, and has the same
 * rule, though its slope is 1/4. ReLU lets half of the numbers through, so that He's rule needs
 * twice the variance:
 *
 * $$ \sigma_\text{Xavier} = \sqrt{\frac{1}{D}} \qquad
 *    \sigma_\text{He} = \sqrt{\frac{2}{D}} $$
 *
 * Source: notes, 权重的初始值; the rule of Xavier as the book has it, with the inputs only.
 */
import { DomainError } from '../math/errors.js'
import { checkPositiveIntegers } from '../math/positiveIntegers.js'
import type { Random } from '../math/random.js'
import { shown } from '../math/shown.js'
import type { Matrix } from '../math/types.js'

/**
 * Weights D×M, or of filters FN×C×FH×FW: normal, with mean 0 and standard deviation `std`.
 *
 * @throws DomainError without a list of lengths or a source of random numbers, or for a std below
 *   0; ShapeError for lengths that are no whole numbers of 0 or more.
 */
export function normalWeights(size: readonly number[], std: number, random: Random): Matrix {
  if (typeof random?.normal !== 'function') {
    throw notNormal('a source of random numbers as the third argument', random)
  }
  if (!Array.isArray(size)) throw notNormal('the lengths of the axes, as a list', size)
  return random.normal([...size], { std })
}

function notNormal(expected: string, given: unknown): DomainError {
  return new DomainError({
    where: 'normalWeights',
    expected,
    given: shown(given),
    mend: 'as in normalWeights([784, 50], 0.01, new Random(0))',
  })
}

/** A standard deviation, or the rule that gives it. */
export type WeightInitStd = number | 'xavier' | 'he'

/**
 * The standard deviation of the weights of a unit with so many inputs.
 *
 * @throws DomainError for a number that is not above 0, another word, or no inputs.
 */
export function weightStd(rule: WeightInitStd, inputs: number): number {
  checkPositiveIntegers({ inputs }, 'weightStd')
  if (rule === 'xavier') return Math.sqrt(1 / inputs)
  if (rule === 'he') return Math.sqrt(2 / inputs)
  if (typeof rule === 'number' && rule > 0 && Number.isFinite(rule)) return rule
  throw new DomainError({
    where: 'weightInitStd',
    expected: "a standard deviation above 0, so that units differ, or 'xavier' or 'he'",
    given: shown(rule),
    mend: "use 'he' with ReLU, 'xavier' with sigmoid and tanh, or 0.01 as the book begins",
  })
}
