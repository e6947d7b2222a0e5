/**
 * How much of a product a BLAS is given at a time, where parts are quicker than the whole.
 */
import type { MatmulOptions } from '../Kernels.js'
import type { BlasConfig } from './library.js'

/** So many rows of C, and so many elements of the axis that is summed. */
export interface Portion {
  readonly height: number
  readonly depth: number
}

type Portions = (m: number, k: number, n: number, options: MatmulOptions) => Portion

export function portionsFor({ description, threads }: Omit<BlasConfig, 'path'>): Portions {
  return AVX512.test(description) && threads === 1 ? smallProducts : tallProducts
}

/** Processors, as OpenBLAS calls them, for which it has AVX-512 kernels. */
const AVX512 = /SkylakeX|Cooperlake|SapphireRapids/i

/**
 * There OpenBLAS has kernels for products of at most 10⁶ multiplications that pack neither
 * operand, and run in one thread. Parts of that size take three quarters of the time of a training
 * step's products, and half for ten columns; but at 200 columns 0.93, at 256 as much as the whole,
 * and more where B is transposed. At least 100 rows go together: B is read again for each part.
 */
const [SMALL, NARROW, ROWS_OF_SMALL] = [1e6, 200, 100]

const smallProducts: Portions = (m, k, n, options) => {
  if (options.transposeB || n > NARROW) return tallProducts(m, k, n, options)
  const height = evenly(m, Math.max(ROWS_OF_SMALL, Math.floor(SMALL / (k * n))))
  return { height, depth: evenly(k, Math.max(1, Math.floor(SMALL / (height * n)))) }
}

/** Rows of a portion, and the largest B (1 MB) that is packed again for each of them. */
const [ROWS, CACHED] = [768, 2 ** 17]

/**
 * Portions of rows of a tall A stay in the cache, with those of C, while they are multiplied: a
 * twentieth less time than for the whole.
 */
const tallProducts: Portions = (m, k, n, { transposeA }) => {
  const height = !transposeA && k * n <= CACHED && m > 2 * ROWS ? ROWS : m
  return { height, depth: k }
}

/** The length of parts of nearly one size, at most `longest`. */
function evenly(length: number, longest: number): number {
  return Math.ceil(length / Math.ceil(length / longest))
}
