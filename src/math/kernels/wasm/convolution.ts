import type { Windows } from '../Kernels.js'
import * as loops from '../loops/convolution.js'
import { uninitialized } from '../uninitialized.js'
import { copyIn, copyOut, copyTo, fill, integersOut, reserve, scratch } from './arena.js'
import { type Pointer, wasm } from './module.js'

/** From this many products on the kernels beat the loops (same bits). */
const SMALLEST = 256

/** So many windows side by side are a tile of the kernel. */
const FOUR = 4

/** An image with its windows must fit into this many elements (64 MB); larger ones go by loops. */
const LARGEST = 2 ** 23

/**
 * Image by image: the windows of one image lie as columns in the cache while they are multiplied,
 * and the result of the product is the image of all filters as it shall be.
 */
export function convolve(
  x: Float64Array,
  W: Float64Array,
  b: Float64Array,
  windows: Windows,
): Float64Array {
  const filters = b.length
  if (!worthIt(windows, filters)) return loops.convolve(x, W, b, windows)
  if (isPlain(windows)) return convolvePlain(x, W, b, windows)
  const { images, image, grid, length } = extents(windows)
  const y = uninitialized(images * filters * grid)
  // biome-ignore format: what lies where
  const [px, pW, pb, pcol, py] =
    reserve(image, filters * length, filters, length * grid, filters * grid)
  copyIn(pW, W)
  copyIn(pb, b)
  for (let n = 0; n < images; n++) {
    copyIn(px, part(x, n, image))
    onImage('im2colTransposed', windows, px, pcol)
    // biome-ignore format: operand by operand
    wasm().matmul(
      filters, grid, length,
      pW, 8 * length, 8,
      pcol, 8 * grid, 8,
      py, 8 * grid, false, scratch(),
    )
    wasm().add(filters, grid, py, py, 8 * grid, 8, pb, 8, 0)
    copyTo(y, n * filters * grid, py, filters * grid)
  }
  return y
}

/** Stride 1, no padding: the filters are laid on the images themselves. */
function isPlain({ strideDown, strideRight, padTop, padLeft, columns }: Windows): boolean {
  return strideDown * strideRight === 1 && padTop + padLeft === 0 && columns >= FOUR
}

function convolvePlain(
  x: Float64Array,
  W: Float64Array,
  b: Float64Array,
  windows: Windows,
): Float64Array {
  const { images, image, grid, length } = extents(windows)
  const { rows, columns, width } = windows
  const filters = b.length
  const y = uninitialized(images * filters * grid)
  // biome-ignore format: what lies where
  const [px, pW, pb, psteps, py, packed] =
    reserve(image, filters * length, filters, length, filters * grid, (filters + FOUR) * length)
  copyIn(pW, W)
  copyIn(pb, b)
  integersOut(psteps, length).set(stepsOf(windows))
  for (let n = 0; n < images; n++) {
    copyIn(px, part(x, n, image))
    // biome-ignore format: extents, memory
    wasm().convolveImage(
      filters, length, rows, columns, 8 * width,
      px, pW, pb, psteps, py, packed,
    )
    copyTo(y, n * filters * grid, py, filters * grid)
  }
  return y
}

/** How far each element of a window lies from its first one, in bytes. */
function stepsOf({ channels, height, width, windowHeight, windowWidth }: Windows): number[] {
  const steps: number[] = []
  for (let c = 0; c < channels; c++)
    for (let i = 0; i < windowHeight; i++)
      for (let j = 0; j < windowWidth; j++) steps.push(8 * ((c * height + i) * width + j))
  return steps
}

export function convolutionGradients(
  x: Float64Array,
  dout: Float64Array,
  filters: number,
  windows: Windows,
): { W: Float64Array; b: Float64Array } {
  if (!worthIt(windows, filters)) return loops.convolutionGradients(x, dout, filters, windows)
  const { images, image, grid, length } = extents(windows)
  // biome-ignore format: what lies where
  const [px, pd, pcol, pW, pb] =
    reserve(image, filters * grid, length * grid, filters * length, filters)
  fill(pW, filters * length, 0)
  fill(pb, filters, 0)
  for (let n = 0; n < images; n++) {
    copyIn(px, part(x, n, image))
    copyIn(pd, part(dout, n, filters * grid))
    onImage('im2colTransposed', windows, px, pcol)
    // biome-ignore format: operand by operand
    wasm().matmul(
      filters, length, grid,
      pd, 8 * grid, 8,
      pcol, 8, 8 * grid,
      pW, 8 * length, true, scratch(),
    )
    wasm().sum(filters, grid, 1, pd, pb)
  }
  return { W: copyOut(pW, filters * length), b: copyOut(pb, filters) }
}

export function convolutionInputGradient(
  dout: Float64Array,
  W: Float64Array,
  filters: number,
  windows: Windows,
): Float64Array {
  if (!worthIt(windows, filters)) return loops.convolutionInputGradient(dout, W, filters, windows)
  const { images, image, grid, length } = extents(windows)
  const dx = uninitialized(images * image)
  // biome-ignore format: what lies where
  const [pd, pW, pcol, pdx] =
    reserve(filters * grid, filters * length, length * grid, image)
  copyIn(pW, W)
  for (let n = 0; n < images; n++) {
    copyIn(pd, part(dout, n, filters * grid))
    // biome-ignore format: operand by operand
    wasm().matmul(
      length, grid, filters,
      pW, 8, 8 * length,
      pd, 8 * grid, 8,
      pcol, 8 * grid, false, scratch(),
    )
    fill(pdx, image, 0)
    onImage('col2imTransposed', windows, pcol, pdx)
    copyTo(dx, n * image, pdx, image)
  }
  return dx
}

/** How many images, elements of one, windows on it, and elements in a window. */
export function extents(windows: Windows) {
  const { images, channels, height, width, windowHeight, windowWidth, rows, columns } = windows
  return {
    images,
    image: channels * height * width,
    grid: rows * columns,
    length: channels * windowHeight * windowWidth,
  }
}

/** The nth part of so many elements. */
export function part(array: Float64Array, n: number, length: number): Float64Array {
  return array.subarray(n * length, (n + 1) * length)
}

export function worthIt(windows: Windows, filters: number): boolean {
  const { images, image, grid, length } = extents(windows)
  const inArena = image + (length + filters) * grid + filters * length
  return images * filters * grid * length >= SMALLEST && inArena <= LARGEST
}

export function onImage(
  name: 'im2colTransposed' | 'col2imTransposed',
  windows: Windows,
  x: Pointer,
  out: Pointer,
): void {
  const { channels, height, width, windowHeight, windowWidth } = windows
  const { strideDown, strideRight, padTop, padLeft, rows, columns } = windows
  // biome-ignore format: image, window, grid, memory
  wasm()[name](
    channels, height, width, windowHeight, windowWidth,
    strideDown, strideRight, padTop, padLeft, rows, columns,
    x, out,
  )
}
