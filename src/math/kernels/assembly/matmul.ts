/**
 * C = A·B by packed panels of B and a 4×4 tile in registers (after Goto and van de Geijn, "Anatomy
 * of high-performance matrix multiplication", 2008). Each element is summed over k in order,
 * beginning at 0 or at what C holds: bit for bit the plain triple loop.
 */
import { twoByTwo } from './transpose'

/** Four rows of A at a time (16 KB) stay in L1, a block of B (512 KB) in an L2 of 1 MB and more. */
const KC: u32 = 512
const NC: u32 = 128

/** Bytes of scratch memory that `matmul` needs: four rows of A, a block of B, one tile. */
export function scratchBytes(): u32 {
  return (4 + NC) * KC * 8 + 128
}

/**
 * C (m×n, rows cRow apart) = A (m×k) · B (k×n), added to C when `add`. All steps are in bytes: A's
 * element (i, p) is at a + i·aRow + p·aColumn, so a transposed operand is only a swap of its two
 * steps. Four rows of A whose elements are neighbours are read where they are; others are copied.
 */
export function matmul(
  m: u32, n: u32, k: u32,
  a: u32, aRow: u32, aColumn: u32, b: u32, bRow: u32, bColumn: u32,
  c: u32, cRow: u32, add: bool, scratch: u32,
): void {
  const copied = scratch, packedB = copied + 4 * KC * 8, tile = packedB + NC * KC * 8
  for (let j: u32 = 0; j < n; j += NC) {
    const columns = min(NC, n - j)
    for (let p: u32 = 0; p < k; p += KC) {
      const depth = min(KC, k - p), onto = add || p > 0
      pack(packedB, b + p * bRow + j * bColumn, bColumn, bRow, columns, depth)
      let from = a + p * aColumn, to = c + (j << 3)
      for (let i: u32 = 0; i < m; i += 4, from += aRow << 2, to += cRow << 2) {
        const some = min(4, m - i), isReady = some == 4 && aColumn == 8
        if (!isReady) copyRows(copied, from, aRow, aColumn, some, depth)
        const rows = isReady ? from : copied, step = isReady ? aRow : depth << 3
        multiplyRows(some, columns, depth, rows, step, packedB, to, cRow, onto, tile)
      }
    }
  }
}

/** Four rows of C, of which `some` exist, tile by tile. */
function multiplyRows(
  some: u32, columns: u32, depth: u32,
  a: u32, aRow: u32, b: u32, c: u32, cRow: u32, onto: bool, tile: u32,
): void {
  const panel = depth << 5
  for (; columns >= 4 && some == 4; columns -= 4, b += panel, c += 32)
    multiplyTile(b + panel, a, aRow, b, c, cRow, onto)
  for (; columns > 0; columns -= min(4, columns), b += panel, c += 32)
    multiplyEdge(b + panel, a, aRow, b, c, cRow, onto, tile, some, min(4, columns))
}

/**
 * The 4×4 tile of four rows of A and a panel of B, which reaches to `end`. V8 allocates 15 vector
 * registers: 8 sums, two of B, three of A and a product fit in.
 *
 * V8 places all loads of a basic block first, and those of four rows at once slow an AMD Zen 3 down
 * by a fifth. So the first row is a block of its own: a branch that is never taken ends it (`b` is
 * a multiple of 8), on whose way out every sum would be needed. In the further steps it would cost
 * a Zen 4 some 2 %, and to leave it out here 3 %. Each further step spares a check that V8 makes in
 * every turn of a loop.
 */
function multiplyTile(end: u32, a: u32, aRow: u32, b: u32, c: u32, cRow: u32, onto: bool): void {
  let c00 = f64x2.splat(0), c01 = c00, c10 = c00, c11 = c00
  let c20 = c00, c21 = c00, c30 = c00, c31 = c00
  const row1 = c + cRow, row2 = row1 + cRow, row3 = row2 + cRow
  if (onto) {
    c00 = v128.load(c); c01 = v128.load(c, 16)
    c10 = v128.load(row1); c11 = v128.load(row1, 16)
    c20 = v128.load(row2); c21 = v128.load(row2, 16)
    c30 = v128.load(row3); c31 = v128.load(row3, 16)
  }
  let second = a + aRow, third = second + aRow, fourth = third + aRow
  let b0: v128, b1: v128, x: v128
  for (;;) {
    b0 = v128.load(b); b1 = v128.load(b, 16)
    x = v128.load64_splat(a); c00 = plus(c00, x, b0); c01 = plus(c01, x, b1)
    if (b & 7) break
    x = v128.load64_splat(second); c10 = plus(c10, x, b0); c11 = plus(c11, x, b1)
    x = v128.load64_splat(third); c20 = plus(c20, x, b0); c21 = plus(c21, x, b1)
    x = v128.load64_splat(fourth); c30 = plus(c30, x, b0); c31 = plus(c31, x, b1)
    b += 32
    if (b == end) break
    b0 = v128.load(b); b1 = v128.load(b, 16)
    x = v128.load64_splat(a, 8); c00 = plus(c00, x, b0); c01 = plus(c01, x, b1)
    x = v128.load64_splat(second, 8); c10 = plus(c10, x, b0); c11 = plus(c11, x, b1)
    x = v128.load64_splat(third, 8); c20 = plus(c20, x, b0); c21 = plus(c21, x, b1)
    x = v128.load64_splat(fourth, 8); c30 = plus(c30, x, b0); c31 = plus(c31, x, b1)
    b += 32
    if (b == end) break
    b0 = v128.load(b); b1 = v128.load(b, 16)
    x = v128.load64_splat(a, 16); c00 = plus(c00, x, b0); c01 = plus(c01, x, b1)
    x = v128.load64_splat(second, 16); c10 = plus(c10, x, b0); c11 = plus(c11, x, b1)
    x = v128.load64_splat(third, 16); c20 = plus(c20, x, b0); c21 = plus(c21, x, b1)
    x = v128.load64_splat(fourth, 16); c30 = plus(c30, x, b0); c31 = plus(c31, x, b1)
    b += 32
    if (b == end) break
    b0 = v128.load(b); b1 = v128.load(b, 16)
    x = v128.load64_splat(a, 24); c00 = plus(c00, x, b0); c01 = plus(c01, x, b1)
    x = v128.load64_splat(second, 24); c10 = plus(c10, x, b0); c11 = plus(c11, x, b1)
    x = v128.load64_splat(third, 24); c20 = plus(c20, x, b0); c21 = plus(c21, x, b1)
    x = v128.load64_splat(fourth, 24); c30 = plus(c30, x, b0); c31 = plus(c31, x, b1)
    b += 32
    if (b == end) break
    a += 32; second += 32; third += 32; fourth += 32
  }
  v128.store(c, c00); v128.store(c, c01, 16)
  v128.store(row1, c10); v128.store(row1, c11, 16)
  v128.store(row2, c20); v128.store(row2, c21, 16)
  v128.store(row3, c30); v128.store(row3, c31, 16)
}

/** c + x·b, in two roundings. */
// @ts-ignore: decorator
@inline
function plus(c: v128, x: v128, b: v128): v128 {
  return f64x2.add(c, f64x2.mul(x, b))
}

/** A tile that reaches over the edge of C, computed beside it. */
function multiplyEdge(
  end: u32, a: u32, aRow: u32, b: u32, c: u32, cRow: u32, onto: bool,
  tile: u32, rows: u32, columns: u32,
): void {
  if (onto) copyTile(tile, 32, c, cRow, rows, columns)
  if (columns > 2) multiplyTile(end, a, aRow, b, tile, 32, onto)
  else multiplyHalf(end, a, aRow, b, tile, onto)
  copyTile(c, cRow, tile, 32, rows, columns)
}

/** The left half of a tile. */
function multiplyHalf(end: u32, a: u32, aRow: u32, b: u32, tile: u32, onto: bool): void {
  let c0 = f64x2.splat(0), c1 = c0, c2 = c0, c3 = c0
  if (onto) {
    c0 = v128.load(tile); c1 = v128.load(tile, 32)
    c2 = v128.load(tile, 64); c3 = v128.load(tile, 96)
  }
  let second = a + aRow, third = second + aRow, fourth = third + aRow
  for (;;) {
    let half = v128.load(b)
    c0 = plus(c0, v128.load64_splat(a), half)
    c1 = plus(c1, v128.load64_splat(second), half)
    c2 = plus(c2, v128.load64_splat(third), half)
    c3 = plus(c3, v128.load64_splat(fourth), half)
    b += 32
    if (b == end) break
    half = v128.load(b)
    c0 = plus(c0, v128.load64_splat(a, 8), half)
    c1 = plus(c1, v128.load64_splat(second, 8), half)
    c2 = plus(c2, v128.load64_splat(third, 8), half)
    c3 = plus(c3, v128.load64_splat(fourth, 8), half)
    b += 32
    if (b == end) break
    a += 16; second += 16; third += 16; fourth += 16
  }
  v128.store(tile, c0); v128.store(tile, c1, 32)
  v128.store(tile, c2, 64); v128.store(tile, c3, 96)
}

function copyTile(to: u32, toRow: u32, from: u32, fromRow: u32, rows: u32, columns: u32): void {
  for (let i: u32 = 0; i < rows; i++, to += toRow, from += fromRow)
    for (let j: u32 = 0; j < columns << 3; j += 8) store<f64>(to + j, load<f64>(from + j))
}

/**
 * Copies n × k elements into panels of four along n: panel[p][i] = element (i, p), a missing row as
 * 0. `row` and `column` are the operand's steps in bytes.
 */
export function pack(to: u32, from: u32, row: u32, column: u32, n: u32, k: u32): void {
  for (; n >= 4; n -= 4, from += 4 * row, to += k << 5) {
    if (row == 8) packNeighbours(to, from, column, k)
    else packRows(to, from, row, column, k)
  }
  if (n > 0) packRest(to, from, row, column, n, k)
}

/** Four elements that lie side by side. */
function packNeighbours(to: u32, from: u32, column: u32, k: u32): void {
  for (const end = to + (k << 5); to < end; to += 32, from += column) {
    v128.store(to, v128.load(from))
    v128.store(to, v128.load(from, 16), 16)
  }
}

/** Four rows, transposed in squares of 2×2 where their elements lie side by side. */
function packRows(to: u32, from: u32, row: u32, column: u32, k: u32): void {
  const end = to + (k << 5)
  let r0 = from, r1 = r0 + row, r2 = r1 + row, r3 = r2 + row
  if (column == 8) {
    for (; to + 64 <= end; to += 64) {
      const x0 = v128.load(r0), x1 = v128.load(r1), x2 = v128.load(r2), x3 = v128.load(r3)
      v128.store(to, v128.shuffle<f64>(x0, x1, 0, 2))
      v128.store(to, v128.shuffle<f64>(x2, x3, 0, 2), 16)
      v128.store(to, v128.shuffle<f64>(x0, x1, 1, 3), 32)
      v128.store(to, v128.shuffle<f64>(x2, x3, 1, 3), 48)
      r0 += 16; r1 += 16; r2 += 16; r3 += 16
    }
  }
  for (; to < end; to += 32) {
    store<f64>(to, load<f64>(r0)); store<f64>(to, load<f64>(r1), 8)
    store<f64>(to, load<f64>(r2), 16); store<f64>(to, load<f64>(r3), 24)
    r0 += column; r1 += column; r2 += column; r3 += column
  }
}

/** Fewer than four rows, filled up with zeros. */
function packRest(to: u32, from: u32, row: u32, column: u32, rows: u32, k: u32): void {
  for (let p: u32 = 0; p < k; p++, from += column, to += 32)
    for (let i: u32 = 0; i < 4; i++)
      store<f64>(to + (i << 3), i < rows ? load<f64>(from + i * row) : 0)
}

/**
 * Copies four rows of k elements, of which `some` exist, one behind the other: in squares of 2×2
 * where the four of a column are neighbours. A missing row is 0.
 */
function copyRows(to: u32, from: u32, row: u32, column: u32, some: u32, k: u32): void {
  const length = k << 3
  if (some == 4 && row == 8) {
    for (; k >= 2; k -= 2, to += 16, from += column << 1) {
      twoByTwo(from, column, to, length)
      twoByTwo(from + 16, column, to + 2 * length, length)
    }
  }
  for (; k > 0; k--, to += 8, from += column)
    for (let i: u32 = 0; i < 4; i++)
      store<f64>(to + i * length, i < some ? load<f64>(from + i * row) : 0)
}
