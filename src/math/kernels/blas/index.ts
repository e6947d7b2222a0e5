/**
 * Products and sums by a native BLAS, everything else by the wasm kernels.
 *
 * A BLAS sums in an order of its own, which depends on the processor: its products and sums agree
 * with the other backends' within rounding, and not bit for bit.
 */
import type { Kernels } from '../Kernels.js'
import { wasmKernels } from '../wasm/index.js'
import { convolutionGradientsBy, convolutionInputGradientBy, convolveBy } from './convolution.js'
import { blas } from './library.js'
import { matmulBy } from './matmul.js'
import { reduceBy } from './sums.js'

/**
 * The backend `blas`.
 *
 * @throws DomainError when koffi or a BLAS is missing.
 */
export function blasKernels(where: string): Kernels {
  const library = blas(where)
  const { dgemm, dgemv } = library
  return {
    ...wasmKernels,
    name: 'blas',
    matmul: matmulBy(library),
    reduce: reduceBy(dgemv),
    convolve: convolveBy(dgemm),
    convolutionGradients: convolutionGradientsBy(dgemm),
    convolutionInputGradient: convolutionInputGradientBy(dgemm),
  }
}
