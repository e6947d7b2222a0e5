/**
 * Windows that slide over images N×C×H×W, as convolution and pooling use them.
 *
 * `stride` is the step from one window to the next, `pad` how far the windows may reach over the
 * edges; each is a number, or [vertical, horizontal]. Where the stride does not divide, the last
 * rows or columns are left out (windows.ts).
 */
import { ShapeError } from '../errors.js'
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { kernels } from '../kernels/index.js'
import { type Size, sameSize, written } from '../shapes.js'
import {
  checkPadInside,
  columnsSize,
  gridSize,
  type WindowOptions,
  type Windows,
  windowsOn,
} from '../windows.js'

/** A row for each window, image after image and row by row; a column for each element of it. */
function im2col(x: FlatMatrix, height: number, width: number, options: WindowOptions = {}) {
  const windows = windowsOn(x._size, height, width, options, 'math.im2col')
  const size = columnsSize(windows, 'math.im2col')
  return x.createFlat(kernels().im2col(x._flat, windows), size)
}

/** The transpose of im2col: adds every element to its place in images of that size. */
function col2im(
  columns: FlatMatrix,
  size: Size,
  height: number,
  width: number,
  options: WindowOptions = {},
) {
  const windows = windowsOn(size, height, width, options, 'math.col2im')
  const expected = columnsSize(windows, 'math.col2im')
  if (!sameSize(columns._size, expected)) {
    throw new ShapeError({
      where: 'math.col2im',
      expected: `columns of shape ${written(expected)}, as im2col makes from ${written(size)}`,
      given: `columns of shape ${written(columns._size)}`,
      mend: 'give the size, the window and the options that im2col was given',
    })
  }
  return columns.createFlat(kernels().col2im(columns._flat, windows), size.slice())
}

/** What lies beside the image is never the largest. */
function maxPool(x: FlatMatrix, height: number, width: number, options: WindowOptions = {}) {
  const windows = poolingWindows(x._size, height, width, options, 'math.maxPool')
  const size = gridSize(windows, 'math.maxPool')
  return x.createFlat(kernels().maxPool(x._flat, windows), size)
}

function argMaxPool(x: FlatMatrix, height: number, width: number, options: WindowOptions = {}) {
  const windows = poolingWindows(x._size, height, width, options, 'math.argMaxPool')
  const size = gridSize(windows, 'math.argMaxPool')
  const { places } = kernels().maxPoolWithPlaces(x._flat, windows)
  return x.createFlat(Float64Array.from(places), size)
}

function poolingWindows(
  size: Size,
  height: number,
  width: number,
  options: WindowOptions,
  where: string,
): Windows {
  checkPadInside({ height, width, ...options }, where)
  return windowsOn(size, height, width, options, where)
}

/** What lies beside the image counts as 0, and the divisor is height·width always. */
function averagePool(x: FlatMatrix, height: number, width: number, options: WindowOptions = {}) {
  const windows = windowsOn(x._size, height, width, options, 'math.averagePool')
  const size = gridSize(windows, 'math.averagePool')
  const { images, channels, rows, columns } = windows
  const perChannel = { ...windows, images: images * channels, channels: 1 }
  columnsSize(perChannel, 'math.averagePool')
  const n = height * width
  const view = { outer: images * channels * rows * columns, n, inner: 1 }
  const sums = kernels().reduce('sum', kernels().im2col(x._flat, perChannel), view)
  for (let i = 0; i < sums.length; i++) sums[i] /= n
  return x.createFlat(sums, size)
}

const onImages = (
  name: string,
  apply: (x: FlatMatrix, height: number, width: number, options?: WindowOptions) => FlatMatrix,
  description: string,
): Extension => ({
  name,
  help: {
    description,
    syntax: [`${name}(x, height, width)`, `${name}(x, height, width, {stride: 1, pad: 0})`],
    examples: [
      `${name}(reshape(1:16, [1, 1, 4, 4]), 2, 2)`,
      `${name}(reshape(1:16, [1, 1, 4, 4]), 2, 3, {stride: [2, 1], pad: 1})`,
    ],
  },
  signatures: () => ({
    'FlatMatrix,number,number': apply,
    'FlatMatrix,number,number,Object': apply,
  }),
})

const col2imExtension: Extension = {
  name: 'col2im',
  help: {
    description: 'The opposite of im2col: adds every element to its place in images of that size.',
    syntax: [
      'col2im(columns, size, height, width)',
      'col2im(columns, size, height, width, {stride: 1, pad: 0})',
    ],
    examples: ['col2im(ones(9, 4), [1, 1, 4, 4], 2, 2)'],
  },
  signatures: () => {
    const ofMatrix = (
      columns: FlatMatrix,
      size: { valueOf(): Size },
      height: number,
      width: number,
      options?: WindowOptions,
    ) => col2im(columns, size.valueOf(), height, width, options)
    return {
      'FlatMatrix,Array,number,number': col2im,
      'FlatMatrix,Array,number,number,Object': col2im,
      'FlatMatrix,Matrix,number,number': ofMatrix,
      'FlatMatrix,Matrix,number,number,Object': ofMatrix,
    }
  },
}

export const windowFunctions: readonly Extension[] = [
  onImages(
    'im2col',
    im2col,
    'Windows of images N×C×H×W as rows: N·OH·OW × C·height·width, 0 beside the image.',
  ),
  col2imExtension,
  onImages('maxPool', maxPool, 'The largest element of each window: N×C×H×W to N×C×OH×OW.'),
  onImages(
    'argMaxPool',
    argMaxPool,
    'Place of the first largest element of each window, counted from 0 over all of x.',
  ),
  onImages(
    'averagePool',
    averagePool,
    'The mean of each window: N×C×H×W to N×C×OH×OW; 0 beside the image.',
  ),
]
