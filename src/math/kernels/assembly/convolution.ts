/**
 * Filters laid on one image with stride 1 and without padding: four windows side by side are four
 * neighbours in memory for each of their elements, so nothing needs to be copied to columns.
 */
import { pack } from './matmul'

/**
 * y (filters × rows × columns) = each filter on each window, plus b; there are at least four
 * columns. W is filters × length; `steps` holds how far each of the `length` elements of a window
 * lies from its first one, in bytes; `scratch` has room for W with its rows filled up to a
 * multiple of four.
 */
export function convolveImage(
  filters: u32, length: u32, rows: u32, columns: u32, row: u32,
  x: u32, W: u32, b: u32, steps: u32, y: u32, scratch: u32,
): void {
  pack(scratch, W, length << 3, 8, filters, length)
  const grid = (rows * columns) << 3, last = (columns - 4) << 3
  for (
    let f: u32 = 0, panel = scratch;
    f < filters;
    f += 4, panel += length << 5, y += grid << 2, b += 32
  ) {
    const some = min(4, filters - f)
    for (let r: u32 = 0, at = y, p = x; r < rows; r++, at += columns << 3, p += row)
      // a rest of columns goes with some of those before it
      for (let c: u32 = 0; ; c = min(c + 32, last)) {
        fourWindows(length, panel, p + c, steps, b, some, at + c, grid)
        if (c == last) break
      }
  }
}

/**
 * As multiplyTile of ./matmul.ts, for four filters, of which `some` exist, on four windows; the
 * loads of all four lie in one block, since another order gains nothing where sums are so short.
 */
function fourWindows(
  length: u32, a: u32, x: u32, steps: u32, b: u32, some: u32, y: u32, grid: u32,
): void {
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

/**
 * Adds the gradient of the filters from one image to `sums`: for every four filters and four
 * elements of a window a tile, an element's four filters side by side. `steps` and `sums` are
 * filled up to fours; `scratch` has room for dout with its filters filled up to a multiple of four.
 */
export function convolutionGradient(
  filters: u32, length: u32, rows: u32, columns: u32, row: u32,
  x: u32, dout: u32, steps: u32, sums: u32, scratch: u32,
): void {
  const grid = rows * columns, end = steps + (length << 2)
  pack(scratch, dout, grid << 3, 8, filters, grid)
  for (let f: u32 = 0, panel = scratch; f < filters; f += 4, panel += grid << 5)
    for (let four = steps; four < end; four += 16, sums += 128)
      fourElements(rows, columns, row, panel, x, four, sums)
}

/** As fourWindows, for four elements of every window. */
function fourElements(
  rows: u32, columns: u32, row: u32, d: u32, x: u32, steps: u32, sums: u32,
): void {
  let c00 = v128.load(sums), c01 = v128.load(sums, 16)
  let c10 = v128.load(sums, 32), c11 = v128.load(sums, 48)
  let c20 = v128.load(sums, 64), c21 = v128.load(sums, 80)
  let c30 = v128.load(sums, 96), c31 = v128.load(sums, 112)
  let x0 = x + load<u32>(steps), x1 = x + load<u32>(steps, 4)
  let x2 = x + load<u32>(steps, 8), x3 = x + load<u32>(steps, 12)
  const next = row - (columns << 3)
  for (let r: u32 = 0; r < rows; r++, x0 += next, x1 += next, x2 += next, x3 += next) {
    const end = d + (columns << 5)
    for (;;) {
      let d0 = v128.load(d), d1 = v128.load(d, 16)
      let a0 = v128.load64_splat(x0), a1 = v128.load64_splat(x1)
      let a2 = v128.load64_splat(x2), a3 = v128.load64_splat(x3)
      c00 = f64x2.add(c00, f64x2.mul(a0, d0)); c01 = f64x2.add(c01, f64x2.mul(a0, d1))
      c10 = f64x2.add(c10, f64x2.mul(a1, d0)); c11 = f64x2.add(c11, f64x2.mul(a1, d1))
      c20 = f64x2.add(c20, f64x2.mul(a2, d0)); c21 = f64x2.add(c21, f64x2.mul(a2, d1))
      c30 = f64x2.add(c30, f64x2.mul(a3, d0)); c31 = f64x2.add(c31, f64x2.mul(a3, d1))
      d += 32; x0 += 8; x1 += 8; x2 += 8; x3 += 8
      if (d == end) break
      d0 = v128.load(d); d1 = v128.load(d, 16)
      a0 = v128.load64_splat(x0); a1 = v128.load64_splat(x1)
      a2 = v128.load64_splat(x2); a3 = v128.load64_splat(x3)
      c00 = f64x2.add(c00, f64x2.mul(a0, d0)); c01 = f64x2.add(c01, f64x2.mul(a0, d1))
      c10 = f64x2.add(c10, f64x2.mul(a1, d0)); c11 = f64x2.add(c11, f64x2.mul(a1, d1))
      c20 = f64x2.add(c20, f64x2.mul(a2, d0)); c21 = f64x2.add(c21, f64x2.mul(a2, d1))
      c30 = f64x2.add(c30, f64x2.mul(a3, d0)); c31 = f64x2.add(c31, f64x2.mul(a3, d1))
      d += 32; x0 += 8; x1 += 8; x2 += 8; x3 += 8
      if (d == end) break
    }
  }
  v128.store(sums, c00); v128.store(sums, c01, 16)
  v128.store(sums, c10, 32); v128.store(sums, c11, 48)
  v128.store(sums, c20, 64); v128.store(sums, c21, 80)
  v128.store(sums, c30, 96); v128.store(sums, c31, 112)
}
