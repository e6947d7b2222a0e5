/**
 * The reference backend: plain loops that say what every kernel computes, bit for bit.
 */

import type { Kernels, UnaryName } from '../Kernels.js'
import { binary } from './binary.js'
import { convolutionGradients, convolutionInputGradient, convolve } from './convolution.js'
import { matmul } from './matmul.js'
import { permute } from './permute.js'
import { argMax, reduce } from './reduce.js'
import { masked, reluWithMask } from './relu.js'
import { softmaxLoss } from './softmaxLoss.js'
import { unaryLoops } from './unary.js'
import { adam, addScaled, momentum } from './update.js'
import { where } from './where.js'
import { addToPlaces, col2im, im2col, maxPool, maxPoolWithPlaces } from './windows.js'

function unary(name: UnaryName, x: Float64Array): Float64Array {
  const y = new Float64Array(x.length)
  unaryLoops[name](x, y)
  return y
}

export const loops: Kernels = {
  name: 'loops',
  unary,
  reluWithMask,
  masked,
  binary,
  where,
  reduce,
  argMax,
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
  lasting: (lengths) => lengths.map((length) => new Float64Array(length)),
  resident: () => undefined,
  isLasting: () => true,
  addScaled,
  momentum,
  adam,
}
