import type { Windows } from '../Kernels.js'
import * as loops from '../loops/convolution.js'
import { uninitialized } from '../uninitialized.js'
import { LARGEST_IMAGE } from './arena.js'
import { layOut } from './locations.js'
import type { Module, Pointer } from './module.js'

/** From this many products on the kernels beat the loops (same bits). */
const SMALLEST = 256

/** So many windows side by side are a tile of the kernel. */
const FOUR = 4

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
  if (isUnstridedUnpadded(windows)) return convolveUnstrided(x, W, b, windows)
  const { images, image, grid, length } = extents(windows)
  const y = uninitialized(images * filters * grid)
  // biome-ignore format: what lies where
  const { module, scratch, locations, pointers } = layOut(
    [[x, image], [W, filters * length], [b, filters], [y, filters * grid]], [length * grid],
  )
  const [[px, pW, pb, py], [pcol]] = [locations, pointers]
  const [w, bias] = [pW.read(), pb.read()]
  for (let n = 0; n < images; n++) {
    const to = py.at(n * filters * grid)
    onImage(module, 'im2colTransposed', windows, px.read(n * image, image), pcol)
    // biome-ignore format: operand by operand
    module.matmul(
      filters, grid, length,
      w, 8 * length, 8,
      pcol, 8 * grid, 8,
      to, 8 * grid, false, scratch,
    )
    module.add(filters, grid, to, to, 8 * grid, 8, bias, 8, 0)
    py.written(n * filters * grid, filters * grid)
  }
  return y
}

/** Stride 1, no padding: the filters are laid on the images themselves. */
function isUnstridedUnpadded({
  strideDown,
  strideRight,
  padTop,
  padLeft,
  columns,
}: Windows): boolean {
  return strideDown * strideRight === 1 && padTop + padLeft === 0 && columns >= FOUR
}

function convolveUnstrided(
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
  const { module, doubles, locations, pointers } = layOut(
    [[x, image], [W, filters * length], [b, filters], [y, filters * grid]],
    [length, (filters + FOUR) * length],
  )
  const [[px, pW, pb, py], [psteps, packed]] = [locations, pointers]
  const [w, bias] = [pW.read(), pb.read()]
  new Int32Array(doubles.buffer, psteps, length).set(stepsOf(windows))
  for (let n = 0; n < images; n++) {
    // biome-ignore format: extents, memory
    module.convolveImage(
      filters, length, rows, columns, 8 * width,
      px.read(n * image, image), w, bias, psteps, py.at(n * filters * grid), packed,
    )
    py.written(n * filters * grid, filters * grid)
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
  if (isUnstridedUnpadded(windows)) return unstridedGradients(x, dout, filters, windows)
  const { images, image, grid, length } = extents(windows)
  const [W, b] = [new Float64Array(filters * length), new Float64Array(filters)]
  // biome-ignore format: what lies where
  const { module, scratch, locations, pointers } = layOut(
    [[x, image], [dout, filters * grid], [W, filters * length], [b, filters]], [length * grid],
  )
  const [[px, pd, pW, pb], [pcol]] = [locations, pointers]
  const [toW, tob] = [pW.read(), pb.read()] // zeros
  for (let n = 0; n < images; n++) {
    const d = pd.read(n * filters * grid, filters * grid)
    onImage(module, 'im2colTransposed', windows, px.read(n * image, image), pcol)
    // biome-ignore format: operand by operand
    module.matmul(
      filters, length, grid,
      d, 8 * grid, 8,
      pcol, 8, 8 * grid,
      toW, 8 * length, true, scratch,
    )
    module.sum(filters, grid, 1, d, tob)
  }
  pW.written()
  pb.written()
  return { W, b }
}

/** As for the result: the columns stay where they are, in the images. */
function unstridedGradients(
  x: Float64Array,
  dout: Float64Array,
  filters: number,
  windows: Windows,
): { W: Float64Array; b: Float64Array } {
  const { images, image, grid, length } = extents(windows)
  const { rows, columns, width } = windows
  const b = new Float64Array(filters)
  const [panels, fours] = [Math.ceil(filters / FOUR), Math.ceil(length / FOUR)]
  // biome-ignore format: what lies where
  const { module, doubles, locations, pointers } = layOut(
    [[x, image], [dout, filters * grid], [b, filters]],
    [fours * FOUR, panels * fours * FOUR * FOUR, panels * FOUR * grid],
  )
  const [[px, pd, pb], [psteps, psums, packed]] = [locations, pointers]
  const steps = new Int32Array(doubles.buffer, psteps, fours * FOUR)
  steps.fill(0).set(stepsOf(windows))
  const sums = doubles.subarray(psums / 8, psums / 8 + panels * fours * FOUR * FOUR).fill(0)
  const tob = pb.read() // zeros
  for (let n = 0; n < images; n++) {
    const d = pd.read(n * filters * grid, filters * grid)
    // biome-ignore format: extents, memory
    module.convolutionGradient(
      filters, length, rows, columns, 8 * width,
      px.read(n * image, image), d, psteps, psums, packed,
    )
    module.sum(filters, grid, 1, d, tob)
  }
  pb.written()
  return { W: fromTiles(sums, filters, length), b }
}

/** filters × length from tiles of four elements by four filters. */
function fromTiles(tiles: Float64Array, filters: number, length: number): Float64Array {
  const W = new Float64Array(filters * length)
  const row = Math.ceil(length / FOUR) * FOUR * FOUR // four filters
  for (let f = 0; f < filters; f++) {
    const from = Math.floor(f / FOUR) * row + (f % FOUR)
    for (let l = 0; l < length; l++) W[f * length + l] = tiles[from + FOUR * l]
  }
  return W
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
  const { module, scratch, locations, pointers } = layOut(
    [[dout, filters * grid], [W, filters * length], [dx, image]], [length * grid],
  )
  const [[pd, pW, pdx], [pcol]] = [locations, pointers]
  const w = pW.read()
  for (let n = 0; n < images; n++) {
    // biome-ignore format: operand by operand
    module.matmul(
      length, grid, filters,
      w, 8, 8 * length,
      pd.read(n * filters * grid, filters * grid), 8 * grid, 8,
      pcol, 8 * grid, false, scratch,
    )
    const to = pdx.filled(0, n * image, image)
    onImage(module, 'col2imTransposed', windows, pcol, to)
    pdx.written(n * image, image)
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

export function worthIt(windows: Windows, filters: number): boolean {
  const { images, image, grid, length } = extents(windows)
  const inArena = image + (length + filters) * grid + filters * length
  return images * filters * grid * length >= SMALLEST && inArena <= LARGEST_IMAGE
}

export function onImage(
  module: Module,
  name: 'im2colTransposed' | 'col2imTransposed',
  windows: Windows,
  x: Pointer,
  out: Pointer,
): void {
  const { channels, height, width, windowHeight, windowWidth } = windows
  const { strideDown, strideRight, padTop, padLeft, rows, columns } = windows
  // biome-ignore format: image, window, grid, memory
  module[name](
    channels, height, width, windowHeight, windowWidth,
    strideDown, strideRight, padTop, padLeft, rows, columns,
    x, out,
  )
}
