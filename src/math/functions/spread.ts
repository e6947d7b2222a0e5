/**
 * Variance and standard deviation: how far the elements lie from their mean.
 *
 * In two passes, first the mean, then the squares of the differences from it: one pass would take
 * the difference of two large sums, and lose the digits that they have in common.
 */
import { lengthAlong, withAxesKept } from '../axes.js'
import { DomainError } from '../errors.js'
import type { Extension } from '../extension.js'
import { kernels } from '../kernels/index.js'
import { shown } from '../shown.js'
import { type Along, fold, operandOf, reductionExtension, reductionPage } from './reduction.js'
import { mean } from './reductions.js'

/** What the sum of n squares is divided by, in mathjs's words; of one element it is 0. */
export const divisors: Readonly<Record<string, (n: number) => number>> = {
  unbiased: (n) => Math.max(n - 1, 1),
  uncorrected: (n) => n,
  biased: (n) => n + 1,
}

function divisor(normalization: string, n: number, where: string): number {
  if (Object.hasOwn(divisors, normalization)) return divisors[normalization](n)
  throw new DomainError({
    where,
    expected: `one of the normalizations ${Object.keys(divisors).join(', ')}`,
    given: shown(normalization),
    mend: 'unbiased, the default, divides by n − 1, uncorrected by n, and biased by n + 1',
  })
}

const variance =
  (where: string): Along =>
  (x, axes, normalization = 'unbiased') => {
    const { binary, unary } = kernels()
    const size = x._size
    const by = divisor(normalization, lengthAlong(size, axes), where)
    const means = { data: mean(x, axes), size: withAxesKept(size, axes) }
    const squares = unary('square', binary('subtract', operandOf(x), means, size))
    const sums = fold('sum', { data: squares, size }, axes)
    for (let i = 0; i < sums.length; i++) sums[i] /= by
    return sums
  }

const std: Along = (x, axes, normalization) =>
  kernels().unary('sqrt', variance('math.std')(x, axes, normalization))

const spread = (name: string, along: Along, what: string): Extension => {
  const { description, syntax, examples } = reductionPage(
    name,
    `${what} of all elements, or along one axis or several. The sum of squares is divided ` +
      "by n − 1 ('unbiased', the default), n ('uncorrected') or n + 1 ('biased').",
  )
  return reductionExtension({
    name,
    along,
    help: {
      description,
      syntax: [...syntax, `${name}(x, normalization)`, `${name}(x, axis, normalization)`],
      examples: [...examples, `${name}([1, 0; 3, 4], 1, "uncorrected")`],
    },
    takesWord: true,
    ofNothing: 'undefined',
    ofOtherElements: true,
  })
}

export const spreads: readonly Extension[] = [
  spread('variance', variance('math.variance'), 'Variance'),
  spread('std', std, 'Standard deviation'),
]
