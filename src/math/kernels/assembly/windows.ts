/**
 * Windows on images N×C×H×W (../Kernels.ts, Windows): their elements as rows or columns, and back.
 * Coordinates are signed, as a window may begin above or left of its image.
 */

/**
 * A row of `out` for each window. Runs of the window's width are copied two elements at a time; an
 * odd one writes one element too many, which the next run overwrites: `out` has room for one more.
 */
export function im2col(
  images: i32, channels: i32, height: i32, width: i32, windowHeight: i32, windowWidth: i32,
  strideDown: i32, strideRight: i32, padTop: i32, padLeft: i32, rows: i32, columns: i32,
  x: u32, out: u32,
): void {
  const row: u32 = width << 3, plane: u32 = height * row
  for (let n = 0; n < images; n++, x += channels * plane)
    for (let top = -padTop, r = 0; r < rows; r++, top += strideDown)
      for (let left = -padLeft, c = 0; c < columns; c++, left += strideRight) {
        const p = x + top * row + (left << 3)
        const inside =
          top >= 0 && top + windowHeight <= height && left >= 0 && left + windowWidth <= width
        if (inside) out = copyWindow(out, p, channels, plane, windowHeight, row, windowWidth)
        else
          out = copyOver(
            out, p, channels, plane, windowHeight, row, windowWidth, top, left, height, width,
          )
      }
}

/** A window that lies inside; returns where the next one goes. */
// @ts-ignore: decorator
@inline
function copyWindow(
  out: u32, p: u32, channels: i32, plane: u32, windowHeight: u32, row: u32, windowWidth: i32,
): u32 {
  const run = windowWidth << 3, tall = windowHeight * row, pairs = (windowWidth + 1) >> 1
  for (let channel = 0; channel < channels; channel++, p += plane) {
    const end = p + tall
    // the usual widths, 5 and 3, do not ask in each run how long it is: a quarter less time
    if (pairs == 3)
      for (let q = p; q < end; q += row, out += run) {
        copyPair(out, q, 0)
        copyPair(out, q, 16)
        copyPair(out, q, 32)
      }
    else if (pairs == 2)
      for (let q = p; q < end; q += row, out += run) {
        copyPair(out, q, 0)
        copyPair(out, q, 16)
      }
    else
      for (let q = p; q < end; q += row, out += run)
        for (let j = 0; j < run; j += 16) copyPair(out, q, j)
  }
  return out
}

// @ts-ignore: decorator
@inline
function copyPair(out: u32, p: u32, at: u32): void {
  v128.store(out + at, v128.load(p + at))
}

/** A window that reaches over an edge: zeros there. */
function copyOver(
  out: u32, p: u32, channels: i32, plane: u32, windowHeight: i32, row: u32, windowWidth: i32,
  top: i32, left: i32, height: i32, width: i32,
): u32 {
  for (let channel = 0; channel < channels; channel++, p += plane)
    for (let i = 0, q = p; i < windowHeight; i++, q += row)
      for (let j = 0; j < windowWidth; j++, out += 8) {
        const y = top + i, z = left + j
        const inside = y >= 0 && y < height && z >= 0 && z < width
        store<f64>(out, inside ? load<f64>(q + (j << 3)) : 0)
      }
  return out
}

/** Adds every element to where im2col took it from, window after window; `out` begins at 0. */
export function col2im(
  images: i32, channels: i32, height: i32, width: i32, windowHeight: i32, windowWidth: i32,
  strideDown: i32, strideRight: i32, padTop: i32, padLeft: i32, rows: i32, columns: i32,
  x: u32, out: u32,
): void {
  const row: u32 = width << 3, plane: u32 = height * row
  for (let n = 0; n < images; n++, out += channels * plane)
    for (let top = -padTop, r = 0; r < rows; r++, top += strideDown)
      for (let left = -padLeft, c = 0; c < columns; c++, left += strideRight) {
        const first = max(0, -left), last = min(windowWidth, width - left)
        for (let channel = 0, to = out; channel < channels; channel++, to += plane)
          for (let i = top; i < top + windowHeight; i++, x += windowWidth << 3)
            if (i >= 0 && i < height && first < last)
              addRun(to + i * row + ((left + first) << 3), x + (first << 3), last - first)
      }
}

// @ts-ignore: decorator
@inline
function addRun(to: u32, p: u32, n: i32): void {
  for (const end = to + ((n >> 1) << 4); to < end; to += 16, p += 16)
    v128.store(to, f64x2.add(v128.load(to), v128.load(p)))
  if (n & 1) store<f64>(to, load<f64>(to) + load<f64>(p))
}

/**
 * The windows of one image as columns: a row of `out` for each element of the window, a column for
 * each window. Beside the image is 0.
 */
export function im2colTransposed(
  channels: i32, height: i32, width: i32, windowHeight: i32, windowWidth: i32,
  strideDown: i32, strideRight: i32, padTop: i32, padLeft: i32, rows: i32, columns: i32,
  x: u32, out: u32,
): void {
  for (let channel = 0; channel < channels; channel++, x += (height * width) << 3)
    for (let i = -padTop; i < windowHeight - padTop; i++)
      for (let j = -padLeft; j < windowWidth - padLeft; j++) {
        const first = firstInside(j, strideRight), last = lastInside(j, strideRight, width, columns)
        for (let r = 0, y = i; r < rows; r++, y += strideDown, out += columns << 3) {
          const inside = y >= 0 && y < height && first < last, from = inside ? first : columns
          for (let c = 0; c < from; c++) store<f64>(out + (c << 3), 0)
          if (!inside) continue
          const p = x + ((y * width + j + first * strideRight) << 3)
          gather(out + (first << 3), p, strideRight << 3, last - first)
          for (let c = last; c < columns; c++) store<f64>(out + (c << 3), 0)
        }
      }
}

/** The first of the windows whose column `j` lies inside the image; j counts from its edge. */
// @ts-ignore: decorator
@inline
function firstInside(j: i32, stride: i32): i32 {
  return j >= 0 ? 0 : (stride - 1 - j) / stride
}

/** Behind the last of them. */
// @ts-ignore: decorator
@inline
function lastInside(j: i32, stride: i32, width: i32, columns: i32): i32 {
  return j >= width ? 0 : min(columns, (width - 1 - j) / stride + 1)
}

/** n doubles, `step` bytes apart, side by side. */
// @ts-ignore: decorator
@inline
function gather(out: u32, p: u32, step: u32, n: i32): void {
  const end = out + (n << 3)
  if (step == 8) {
    for (; out + 16 <= end; out += 16, p += 16) v128.store(out, v128.load(p))
  }
  for (; out < end; out += 8, p += step) store<f64>(out, load<f64>(p))
}

/**
 * Adds every element to where im2colTransposed took it from; `out` begins at 0. Elements of the
 * window come last first, so that each pixel is summed over the windows in their order, as by
 * col2im.
 */
export function col2imTransposed(
  channels: i32, height: i32, width: i32, windowHeight: i32, windowWidth: i32,
  strideDown: i32, strideRight: i32, padTop: i32, padLeft: i32, rows: i32, columns: i32,
  x: u32, out: u32,
): void {
  const grid: u32 = (rows * columns) << 3
  for (let channel = 0; channel < channels; channel++, out += (height * width) << 3) {
    let p = x + (channel + 1) * windowHeight * windowWidth * grid - grid
    for (let i = windowHeight - 1 - padTop; i >= -padTop; i--)
      for (let j = windowWidth - 1 - padLeft; j >= -padLeft; j--, p -= grid) {
        const first = firstInside(j, strideRight), last = lastInside(j, strideRight, width, columns)
        for (let r = 0, y = i, from = p; r < rows; r++, y += strideDown, from += columns << 3)
          if (y >= 0 && y < height && first < last) {
            const to = out + ((y * width + j + first * strideRight) << 3)
            scatter(to, strideRight << 3, from + (first << 3), last - first)
          }
      }
  }
}

// @ts-ignore: decorator
@inline
function scatter(to: u32, step: u32, p: u32, n: i32): void {
  const end = p + (n << 3)
  if (step == 8) {
    for (; p + 16 <= end; p += 16, to += 16)
      v128.store(to, f64x2.add(v128.load(to), v128.load(p)))
  }
  for (; p < end; p += 8, to += step) store<f64>(to, load<f64>(to) + load<f64>(p))
}
