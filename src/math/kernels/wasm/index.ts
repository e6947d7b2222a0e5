/**
 * The default backend: SIMD kernels in WebAssembly, bit for bit the loops.
 *
 * What is too rare to pay for a kernel (where, argMax, sin, cos, dotPow) runs as a loop here too.
 */

import type { Kernels } from '../Kernels.js'
import { loops } from '../loops/index.js'
import { binary } from './binary.js'
import { convolutionGradients, convolutionInputGradient, convolve } from './convolution.js'
import { isLasting, lasting, resident } from './homes.js'
import { matmul } from './matmul.js'
import { permute } from './permute.js'
import { reduce } from './reduce.js'
import { masked, reluWithMask } from './relu.js'
import { softmaxLoss } from './softmaxLoss.js'
import { unary } from './unary.js'
import { adam, addScaled, momentum } from './update.js'
import { addToPlaces, col2im, im2col, maxPool, maxPoolWithPlaces } from './windows.js'

export const wasmKernels: Kernels = {
  name: 'wasm',
  unary,
  reluWithMask,
  masked,
  binary,
  where: loops.where,
  reduce,
  argMax: loops.argMax,
  matmul,
  softmaxLoss,
  permute,
  im2col,
  col2im,
  maxPool,
  maxPoolWithPlaces,
  addToPlaces,
  convolve,
  convolutionGradients,
  convolutionInputGradient,
  lasting,
  resident,
  isLasting,
  addScaled,
  momentum,
  adam,
}
