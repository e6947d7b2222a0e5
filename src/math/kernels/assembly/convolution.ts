/**
 * Filters laid on one image with stride 1 and without padding: four windows side by side are four
 * neighbours in memory for each of their elements, so nothing needs to be copied to columns.
 */
import { pack } from './matmul'

/**
 * y (filters × rows × columns) = each filter on each window, plus b; there are at least four columns.
 * W is filters × length; `steps` holds how far each of the `length` elements of a window lies from its
 * first one, in bytes; `scratch` has room for W with its rows filled up to a multiple of four.
 */
export function convolveImage(
  filters: u32, length: u32, rows: u32, columns: u32, row: u32,
  x: u32, W: u32, b: u32, steps: u32, y: u32, scratch: u32,
): void {
  pack(scratch, W, length << 3, 8, filters, length)
  const grid = (rows * columns) << 3, last = (columns - 4) << 3
  for (let f: u32 = 0, panel = scratch; f < filters; f += 4, panel += length << 5, y += grid << 2, b += 32) {
    const some = min(4, filters - f)
    for (let r: u32 = 0, at = y, p = x; r < rows; r++, at += columns << 3, p += row)
      // a rest of columns goes with some of those before it
      for (let c: u32 = 0; ; c = min(c + 32, last)) {
        fourWindows(length, panel, p + c, steps, b, some, at + c, grid)
        if (c == last) break
      }
  }
}

/** As multiplyTile of ./matmul.ts, for four filters, of which `some` exist, on four windows. */
function fourWindows(length: u32, a: u32, x: u32, steps: u32, b: u32, some: u32, y: u32, grid: u32): void {
  let c00 = f64x2.splat(0), c01 = c00, c10 = c00, c11 = c00
  let c20 = c00, c21 = c00, c30 = c00, c31 = c00
  const end = a + (length << 5)
  for (;;) {
    let p = x + load<u32>(steps)
    let b0 = v128.load(p), b1 = v128.load(p, 16)
    let a0 = v128.load64_splat(a), a1 = v128.load64_splat(a, 8)
    let a2 = v128.load64_splat(a, 16), a3 = v128.load64_splat(a, 24)
    c00 = f64x2.add(c00, f64x2.mul(a0, b0)); c01 = f64x2.add(c01, f64x2.mul(a0, b1))
    c10 = f64x2.add(c10, f64x2.mul(a1, b0)); c11 = f64x2.add(c11, f64x2.mul(a1, b1))
    c20 = f64x2.add(c20, f64x2.mul(a2, b0)); c21 = f64x2.add(c21, f64x2.mul(a2, b1))
    c30 = f64x2.add(c30, f64x2.mul(a3, b0)); c31 = f64x2.add(c31, f64x2.mul(a3, b1))
    a += 32
    if (a == end) break
    p = x + load<u32>(steps, 4)
    b0 = v128.load(p); b1 = v128.load(p, 16)
    a0 = v128.load64_splat(a); a1 = v128.load64_splat(a, 8)
    a2 = v128.load64_splat(a, 16); a3 = v128.load64_splat(a, 24)
    c00 = f64x2.add(c00, f64x2.mul(a0, b0)); c01 = f64x2.add(c01, f64x2.mul(a0, b1))
    c10 = f64x2.add(c10, f64x2.mul(a1, b0)); c11 = f64x2.add(c11, f64x2.mul(a1, b1))
    c20 = f64x2.add(c20, f64x2.mul(a2, b0)); c21 = f64x2.add(c21, f64x2.mul(a2, b1))
    c30 = f64x2.add(c30, f64x2.mul(a3, b0)); c31 = f64x2.add(c31, f64x2.mul(a3, b1))
    a += 32
    steps += 8
    if (a == end) break
  }
  storeFour(y, c00, c01, b)
  if (some > 1) storeFour(y + grid, c10, c11, b + 8)
  if (some > 2) storeFour(y + 2 * grid, c20, c21, b + 16)
  if (some > 3) storeFour(y + 3 * grid, c30, c31, b + 24)
}

// @ts-ignore: decorator
@inline
function storeFour(y: u32, left: v128, right: v128, b: u32): void {
  const bias = v128.load64_splat(b)
  v128.store(y, f64x2.add(left, bias))
  v128.store(y, f64x2.add(right, bias), 16)
}
