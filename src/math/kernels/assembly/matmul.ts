/**
 * C = A·B by packed panels and a 4×4 tile in registers (after Goto and van de Geijn, "Anatomy of
 * high-performance matrix multiplication", 2008). Each element is summed over k in order, beginning
 * at 0 or at what C holds: bit for bit the plain triple loop.
 */

/** Block sizes: a panel of B (4·KC doubles, 8 KB) stays in L1, a block of A (256 KB) in L2. */
const KC: u32 = 256
const MC: u32 = 128
const NC: u32 = 512

/** Bytes of scratch memory that `matmul` needs: a block of A, a block of B, one tile. */
export function scratchBytes(): u32 {
  return (MC + NC) * KC * 8 + 128
}

/**
 * C (m×n, rows cRow apart) = A (m×k) · B (k×n), added to C when `add`. All steps are in bytes: A's
 * element (i, p) is at a + i·aRow + p·aColumn, so a transposed operand is only a swap of its two
 * steps.
 */
export function matmul(
  m: u32, n: u32, k: u32,
  a: u32, aRow: u32, aColumn: u32, b: u32, bRow: u32, bColumn: u32,
  c: u32, cRow: u32, add: bool, scratch: u32,
): void {
  const packedA = scratch, packedB = packedA + MC * KC * 8, tile = packedB + NC * KC * 8
  for (let j: u32 = 0; j < n; j += NC) {
    const columns = min(NC, n - j)
    for (let p: u32 = 0; p < k; p += KC) {
      const depth = min(KC, k - p), onto = add || p > 0
      pack(packedB, b + p * bRow + j * bColumn, bColumn, bRow, columns, depth)
      for (let i: u32 = 0; i < m; i += MC) {
        const rows = min(MC, m - i)
        pack(packedA, a + i * aRow + p * aColumn, aRow, aColumn, rows, depth)
        block(rows, columns, depth, packedA, packedB, c + i * cRow + (j << 3), cRow, onto, tile)
      }
    }
  }
}

/** rows × columns of C, tile by tile. */
function block(
  rows: u32, columns: u32, depth: u32,
  packedA: u32, packedB: u32, c: u32, cRow: u32, onto: bool, tile: u32,
): void {
  const panel = depth << 5
  for (let j: u32 = 0, b = packedB; j < columns; j += 4, b += panel) {
    for (let i: u32 = 0, a = packedA; i < rows; i += 4, a += panel) {
      const at = c + i * cRow + (j << 3)
      if (i + 4 <= rows && j + 4 <= columns) multiplyTile(depth, a, b, at, cRow, onto)
      else multiplyEdge(depth, a, b, at, cRow, onto, tile, min(4, rows - i), min(4, columns - j))
    }
  }
}

/**
 * The 4×4 tile: 8 accumulators, 6 loads and a product are the 15 vector registers that V8
 * allocates. V8 places all loads of a basic block first, so a larger tile spills and is slower; a
 * second step over k is a block of its own, and saves every other check that V8 makes in a loop.
 */
function multiplyTile(depth: u32, a: u32, b: u32, c: u32, cRow: u32, onto: bool): void {
  let c00 = f64x2.splat(0), c01 = c00, c10 = c00, c11 = c00
  let c20 = c00, c21 = c00, c30 = c00, c31 = c00
  const row1 = c + cRow, row2 = row1 + cRow, row3 = row2 + cRow
  if (onto) {
    c00 = v128.load(c); c01 = v128.load(c, 16)
    c10 = v128.load(row1); c11 = v128.load(row1, 16)
    c20 = v128.load(row2); c21 = v128.load(row2, 16)
    c30 = v128.load(row3); c31 = v128.load(row3, 16)
  }
  const end = a + (depth << 5)
  for (;;) {
    let b0 = v128.load(b), b1 = v128.load(b, 16)
    let a0 = v128.load64_splat(a), a1 = v128.load64_splat(a, 8)
    let a2 = v128.load64_splat(a, 16), a3 = v128.load64_splat(a, 24)
    c00 = f64x2.add(c00, f64x2.mul(a0, b0)); c01 = f64x2.add(c01, f64x2.mul(a0, b1))
    c10 = f64x2.add(c10, f64x2.mul(a1, b0)); c11 = f64x2.add(c11, f64x2.mul(a1, b1))
    c20 = f64x2.add(c20, f64x2.mul(a2, b0)); c21 = f64x2.add(c21, f64x2.mul(a2, b1))
    c30 = f64x2.add(c30, f64x2.mul(a3, b0)); c31 = f64x2.add(c31, f64x2.mul(a3, b1))
    a += 32
    b += 32
    if (a == end) break
    b0 = v128.load(b); b1 = v128.load(b, 16)
    a0 = v128.load64_splat(a); a1 = v128.load64_splat(a, 8)
    a2 = v128.load64_splat(a, 16); a3 = v128.load64_splat(a, 24)
    c00 = f64x2.add(c00, f64x2.mul(a0, b0)); c01 = f64x2.add(c01, f64x2.mul(a0, b1))
    c10 = f64x2.add(c10, f64x2.mul(a1, b0)); c11 = f64x2.add(c11, f64x2.mul(a1, b1))
    c20 = f64x2.add(c20, f64x2.mul(a2, b0)); c21 = f64x2.add(c21, f64x2.mul(a2, b1))
    c30 = f64x2.add(c30, f64x2.mul(a3, b0)); c31 = f64x2.add(c31, f64x2.mul(a3, b1))
    a += 32
    b += 32
    if (a == end) break
    b0 = v128.load(b); b1 = v128.load(b, 16)
    a0 = v128.load64_splat(a); a1 = v128.load64_splat(a, 8)
    a2 = v128.load64_splat(a, 16); a3 = v128.load64_splat(a, 24)
    c00 = f64x2.add(c00, f64x2.mul(a0, b0)); c01 = f64x2.add(c01, f64x2.mul(a0, b1))
    c10 = f64x2.add(c10, f64x2.mul(a1, b0)); c11 = f64x2.add(c11, f64x2.mul(a1, b1))
    c20 = f64x2.add(c20, f64x2.mul(a2, b0)); c21 = f64x2.add(c21, f64x2.mul(a2, b1))
    c30 = f64x2.add(c30, f64x2.mul(a3, b0)); c31 = f64x2.add(c31, f64x2.mul(a3, b1))
    a += 32
    b += 32
    if (a == end) break
    b0 = v128.load(b); b1 = v128.load(b, 16)
    a0 = v128.load64_splat(a); a1 = v128.load64_splat(a, 8)
    a2 = v128.load64_splat(a, 16); a3 = v128.load64_splat(a, 24)
    c00 = f64x2.add(c00, f64x2.mul(a0, b0)); c01 = f64x2.add(c01, f64x2.mul(a0, b1))
    c10 = f64x2.add(c10, f64x2.mul(a1, b0)); c11 = f64x2.add(c11, f64x2.mul(a1, b1))
    c20 = f64x2.add(c20, f64x2.mul(a2, b0)); c21 = f64x2.add(c21, f64x2.mul(a2, b1))
    c30 = f64x2.add(c30, f64x2.mul(a3, b0)); c31 = f64x2.add(c31, f64x2.mul(a3, b1))
    a += 32
    b += 32
    if (a == end) break
  }
  v128.store(c, c00); v128.store(c, c01, 16)
  v128.store(row1, c10); v128.store(row1, c11, 16)
  v128.store(row2, c20); v128.store(row2, c21, 16)
  v128.store(row3, c30); v128.store(row3, c31, 16)
}

/** A tile that reaches over the edge of C, computed beside it. */
function multiplyEdge(
  depth: u32, a: u32, b: u32, c: u32, cRow: u32, onto: bool, tile: u32, rows: u32, columns: u32,
): void {
  if (onto) copyTile(tile, 32, c, cRow, rows, columns)
  if (columns > 2) multiplyTile(depth, a, b, tile, 32, onto)
  else multiplyHalf(depth, a, b, tile, onto)
  copyTile(c, cRow, tile, 32, rows, columns)
}

/** The left half of a tile. */
function multiplyHalf(depth: u32, a: u32, b: u32, tile: u32, onto: bool): void {
  let c0 = f64x2.splat(0), c1 = c0, c2 = c0, c3 = c0
  if (onto) {
    c0 = v128.load(tile); c1 = v128.load(tile, 32)
    c2 = v128.load(tile, 64); c3 = v128.load(tile, 96)
  }
  const end = a + (depth << 5)
  do {
    const half = v128.load(b)
    c0 = f64x2.add(c0, f64x2.mul(v128.load64_splat(a), half))
    c1 = f64x2.add(c1, f64x2.mul(v128.load64_splat(a, 8), half))
    c2 = f64x2.add(c2, f64x2.mul(v128.load64_splat(a, 16), half))
    c3 = f64x2.add(c3, f64x2.mul(v128.load64_splat(a, 24), half))
    a += 32
    b += 32
  } while (a != end)
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
