/**
 * The three products of a convolution layer, image by image: the windows of all images together
 * would take 25 times the memory of the images for filters of 5×5.
 *
 * Same numbers, bit for bit, as im2col, products and col2im give. Callers have checked the shapes;
 * W is FN×C×FH×FW.
 */
import { kernels } from '../kernels/index.js'
import { shape, storageOf, tensor } from '../storage.js'
import type { Matrix } from '../types.js'
import type { Windows } from '../windows.js'

/** Each filter laid on each window of x, plus b: N×FN×OH×OW. */
export function convolve(x: Matrix, W: Matrix, b: Matrix, windows: Windows): Matrix {
  const { images, rows, columns } = windows
  const y = kernels().convolve(storageOf(x), storageOf(W), storageOf(b), windows)
  return tensor(y, [images, shape(b)[0], rows, columns])
}

/** The gradients of the filters, FN×C×FH×FW, and of b, from that of the result, N×FN×OH×OW. */
export function convolutionGradients(
  x: Matrix,
  dout: Matrix,
  windows: Windows,
): { readonly W: Matrix; readonly b: Matrix } {
  const filters = shape(dout)[1]
  const { channels, windowHeight, windowWidth } = windows
  const { W, b } = kernels().convolutionGradients(storageOf(x), storageOf(dout), filters, windows)
  return {
    W: tensor(W, [filters, channels, windowHeight, windowWidth]),
    b: tensor(b, [filters]),
  }
}

/** The gradient of the images, N×C×H×W. */
export function convolutionInputGradient(dout: Matrix, W: Matrix, windows: Windows): Matrix {
  const { images, channels, height, width } = windows
  const dx = kernels().convolutionInputGradient(storageOf(dout), storageOf(W), shape(W)[0], windows)
  return tensor(dx, [images, channels, height, width])
}
