import type { Windows } from '../Kernels.js'
import { matmul } from './matmul.js'
import { add, foldRow } from './reduce.js'
import { col2im, im2col } from './windows.js'

export function convolve(
  x: Float64Array,
  W: Float64Array,
  b: Float64Array,
  windows: Windows,
): Float64Array {
  const { images, grid, length } = extents(windows)
  const filters = b.length
  const columns = im2col(x, windows)
  const y = new Float64Array(images * filters * grid)
  for (let n = 0, o = 0; n < images; n++)
    for (let f = 0; f < filters; f++)
      for (let place = n * grid; place < (n + 1) * grid; place++, o++) {
        for (let k = 0; k < length; k++) y[o] += W[f * length + k] * columns[place * length + k]
        y[o] += b[f]
      }
  return y
}

export function convolutionGradients(
  x: Float64Array,
  dout: Float64Array,
  filters: number,
  windows: Windows,
): { W: Float64Array; b: Float64Array } {
  const { images, grid, length } = extents(windows)
  const columns = im2col(x, windows)
  const W = new Float64Array(filters * length)
  const b = new Float64Array(filters)
  for (let n = 0, o = 0; n < images; n++)
    for (let f = 0; f < filters; f++) {
      b[f] = foldRow(dout, o, grid, b[f], add)
      for (let place = n * grid; place < (n + 1) * grid; place++, o++)
        for (let k = 0; k < length; k++) W[f * length + k] += dout[o] * columns[place * length + k]
    }
  return { W, b }
}

export function convolutionInputGradient(
  dout: Float64Array,
  W: Float64Array,
  filters: number,
  windows: Windows,
): Float64Array {
  const { images, grid, length } = extents(windows)
  const columns = new Float64Array(images * grid * length)
  for (let n = 0; n < images; n++) {
    const ofImage = dout.subarray(n * filters * grid, (n + 1) * filters * grid)
    const product = matmul(ofImage, W, grid, filters, length, { transposeA: true })
    columns.set(product, n * grid * length)
  }
  return col2im(columns, windows)
}

/** How many images, windows on each of them, and elements in a window. */
function extents({ images, channels, rows, columns, windowHeight, windowWidth }: Windows) {
  return { images, grid: rows * columns, length: channels * windowHeight * windowWidth }
}
