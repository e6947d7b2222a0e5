/**
 * The three products of a convolution, image by image: the wasm kernels lay out the windows of one
 * image as columns, and the BLAS multiplies them there, with images and results where they are.
 *
 * The bias is one more column of W, and one more row of the windows, of ones.
 */
import type { Kernels, Windows } from '../Kernels.js'
import * as loops from '../loops/convolution.js'
import { uninitialized } from '../uninitialized.js'
import { at, copyIn, copyTo, fill, reserve } from '../wasm/arena.js'
import { extents, onImage, worthIt } from '../wasm/convolution.js'
import { type Pointer, wasm } from '../wasm/module.js'
import { AS_STORED, type Dgemm, ROW_MAJOR, TRANSPOSED } from './library.js'

export const convolveBy =
  (dgemm: Dgemm): Kernels['convolve'] =>
  (x, W, b, windows) => {
    const filters = b.length
    if (!worthIt(windows, filters)) return loops.convolve(x, W, b, windows)
    const { images, image, grid, length } = extents(windows)
    const y = uninitialized(images * filters * grid)
    const [px, pcol] = reserveWithOnes(windows)
    const Wb = new Float64Array(filters * (length + 1))
    for (let f = 0; f < filters; f++) {
      Wb.set(part(W, f, length), f * (length + 1))
      Wb[f * (length + 1) + length] = b[f]
    }
    for (let n = 0; n < images; n++) {
      copyIn(px, part(x, n, image))
      onImage(wasm(), 'im2colTransposed', windows, px, pcol)
      // biome-ignore format: operand by operand
      dgemm(
        ROW_MAJOR, AS_STORED, AS_STORED, filters, grid, length + 1, 1,
        Wb, length + 1,
        at(pcol), grid, 0,
        part(y, n, filters * grid), grid,
      )
    }
    return y
  }

export const convolutionGradientsBy =
  (dgemm: Dgemm): Kernels['convolutionGradients'] =>
  (x, dout, filters, windows) => {
    if (!worthIt(windows, filters)) return loops.convolutionGradients(x, dout, filters, windows)
    const { images, image, grid, length } = extents(windows)
    const [px, pcol] = reserveWithOnes(windows)
    const Wb = new Float64Array(filters * (length + 1))
    for (let n = 0; n < images; n++) {
      copyIn(px, part(x, n, image))
      onImage(wasm(), 'im2colTransposed', windows, px, pcol)
      // biome-ignore format: operand by operand
      dgemm(
        ROW_MAJOR, AS_STORED, TRANSPOSED, filters, length + 1, grid, 1,
        part(dout, n, filters * grid), grid,
        at(pcol), grid, 1,
        Wb, length + 1,
      )
    }
    const W = new Float64Array(filters * length)
    for (let f = 0; f < filters; f++) {
      const row = part(Wb, f, length + 1)
      W.set(row.subarray(0, length), f * length)
    }
    return {
      W,
      b: Float64Array.from({ length: filters }, (_, f) => Wb[(f + 1) * (length + 1) - 1]),
    }
  }

export const convolutionInputGradientBy =
  (dgemm: Dgemm): Kernels['convolutionInputGradient'] =>
  (dout, W, filters, windows) => {
    if (!worthIt(windows, filters)) return loops.convolutionInputGradient(dout, W, filters, windows)
    const { images, image, grid, length } = extents(windows)
    const dx = uninitialized(images * image)
    const [pcol, pdx] = reserve(length * grid, image)
    for (let n = 0; n < images; n++) {
      // biome-ignore format: operand by operand
      dgemm(
        ROW_MAJOR, TRANSPOSED, AS_STORED, length, grid, filters, 1,
        W, length,
        part(dout, n, filters * grid), grid, 0,
        at(pcol), grid,
      )
      fill(pdx, image, 0)
      onImage(wasm(), 'col2imTransposed', windows, pcol, pdx)
      copyTo(dx, n * image, pdx, image)
    }
    return dx
  }

/** The nth part of so many elements. */
function part(array: Float64Array, n: number, length: number): Float64Array {
  return array.subarray(n * length, (n + 1) * length)
}

/** Room for an image and its windows, with the row of ones below them. */
function reserveWithOnes(windows: Windows): Pointer[] {
  const { image, grid, length } = extents(windows)
  const [px, pcol] = reserve(image, (length + 1) * grid)
  fill(pcol + 8 * length * grid, grid, 1)
  return [px, pcol]
}
