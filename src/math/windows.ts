/** How windows lie on images: what is allowed, and how many there are. */
import { DomainError, ShapeError } from './errors.js'
import type { Windows } from './kernels/Kernels.js'
import { checkOptions } from './options.js'
import { checkSize, type Size, written } from './shapes.js'
import { shownEach } from './shown.js'
import { isMatrix } from './types.js'

export type { Windows }

/** A number for both directions, or [vertical, horizontal]. */
export type Both = number | readonly [vertical: number, horizontal: number]

export interface WindowOptions {
  /** From one window to the next. */
  readonly stride?: Both
  /** By how much the first and last windows may reach over the edges. */
  readonly pad?: Both
}

/** The options with the types of their values. */
export const WINDOW_OPTIONS = { stride: ['number', 'list'], pad: ['number', 'list'] } as const

/** @throws DomainError for an option that there is not. */
export function checkWindowOptions(options: WindowOptions, where: string): void {
  checkOptions(options, WINDOW_OPTIONS, where)
}

/** A window of a layer, before it has met an image. */
export interface WindowShape extends WindowOptions {
  readonly height: number
  readonly width: number
}

/** @throws DomainError unless height, width and stride are whole numbers from 1, and pad from 0. */
export function checkWindow(window: WindowShape, where: string): void {
  const { height, width, stride = 1, pad = 0 } = window
  checkWhole({ height, width }, 1, where)
  both('stride', stride, 1, where)
  both('pad', pad, 0, where)
}

/**
 * @throws DomainError when a window may lie beside its image altogether: it has no largest element
 *   then.
 */
export function checkPadInside({ height, width, pad = 0 }: WindowShape, where: string): void {
  const [padTop, padLeft] = both('pad', pad, 0, where)
  if (padTop < height && padLeft < width) return
  throw new DomainError({
    where,
    expected: `a pad below the window's size, ${height}×${width}`,
    given: shownEach({ pad: padTop === padLeft ? padTop : [padTop, padLeft] }),
    mend: 'a window that lies in the padding alone has no largest element',
  })
}

/**
 * The windows of height×width on images of size N×C×H×W. There are
 *
 * $$ \Bigl\lfloor \frac{H + 2\,\text{pad} - \text{height}}{\text{stride}} \Bigr\rfloor + 1 $$
 *
 * below each other, and likewise side by side. Where the stride does not divide, no window reaches
 * the last rows or columns: they are left out, as in NumPy and PyTorch (slip E55).
 *
 * @throws ShapeError when the size has not four axes, or no window fits;
 *   DomainError as checkWindow.
 */
export function windowsOn(
  size: Size,
  height: number,
  width: number,
  options: WindowOptions,
  where: string,
): Windows {
  checkWindowOptions(options, where)
  const { stride = 1, pad = 0 } = options
  checkImages(size, where)
  checkWindow({ height, width, stride, pad }, where)
  const [strideDown, strideRight] = both('stride', stride, 1, where)
  const [padTop, padLeft] = both('pad', pad, 0, where)
  const rows = Math.floor((size[2] + 2 * padTop - height) / strideDown) + 1
  const columns = Math.floor((size[3] + 2 * padLeft - width) / strideRight) + 1
  if (rows < 1 || columns < 1) throw doesNotFit(size, [height, width], [padTop, padLeft], where)
  return {
    images: size[0],
    channels: size[1],
    height: size[2],
    width: size[3],
    windowHeight: height,
    windowWidth: width,
    strideDown,
    strideRight,
    padTop,
    padLeft,
    rows,
    columns,
  }
}

/** Size of a matrix with a row for each window and a column for each of its elements. */
export function columnsSize(windows: Windows, where: string): Size {
  const { images, channels, windowHeight, windowWidth, rows, columns } = windows
  const size = [images * rows * columns, channels * windowHeight * windowWidth]
  checkSize(size, where)
  return size
}

/** N×C×rows×columns: a number for each window and channel. */
export function gridSize({ images, channels, rows, columns }: Windows, where: string): Size {
  const size = [images, channels, rows, columns]
  checkSize(size, where)
  return size
}

function checkImages(size: Size, where: string): void {
  if (size.length === 4 && size[2] > 0 && size[3] > 0) return
  throw new ShapeError({
    where,
    expected: 'images x of shape N×C×H×W (examples, channels, height, width) with a pixel or more',
    given: `x of shape ${written(size)}`,
    mend: 'math.reshape(x, [N, C, H, W]); a single grey image is 1×1×H×W',
  })
}

function both(name: string, value: unknown, least: number, where: string): [number, number] {
  const list: unknown = isMatrix(value) ? value.valueOf() : value // a matrix in expressions
  const [vertical, horizontal, ...more] = Array.isArray(list) ? list : [list, list]
  if (horizontal !== undefined && more.length === 0) {
    checkWhole({ [name]: vertical }, least, where)
    checkWhole({ [name]: horizontal }, least, where)
    return [vertical, horizontal]
  }
  throw new DomainError({
    where,
    expected: `${name} as one number, or as [vertical, horizontal]`,
    given: shownEach({ [name]: list }),
    mend: `leave it out for ${least}`,
  })
}

function checkWhole(values: Readonly<Record<string, number>>, least: number, where: string): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isInteger(value) && value >= least) continue
    throw new DomainError({
      where,
      expected: `${name}, a whole number from ${least}`,
      given: shownEach({ [name]: value }),
      mend:
        least === 0
          ? 'pad: 0, the default, adds nothing around the images'
          : 'as in a window of 5×5 with a stride of 1',
    })
  }
}

function doesNotFit(size: Size, window: Size, pad: Size, where: string): ShapeError {
  const padded = [size[2] + 2 * pad[0], size[3] + 2 * pad[1]]
  return new ShapeError({
    where,
    expected: `a window that fits into ${written(padded)}, the images with their padding`,
    given: `a window of ${written(window)}`,
    mend: 'use a smaller window, or a larger pad',
  })
}
