/**
 * The columns `from` to before `to` of x (rows × columns), as rows of `out`: eight at a time, which
 * are one cache line of each row, in squares of 2×2.
 */
export function transpose(rows: u32, columns: u32, from: u32, to: u32, x: u32, out: u32): void {
  const row = columns << 3, tall = rows << 3
  let j = from
  for (; j + 8 <= to; j += 8, out += tall << 3) {
    let p = x + (j << 3), q = out, i: u32 = 0
    for (; i + 2 <= rows; i += 2, p += row << 1, q += 16) {
      twoByTwo(p, row, q, tall)
      twoByTwo(p + 16, row, q + (tall << 1), tall)
      twoByTwo(p + 32, row, q + (tall << 2), tall)
      twoByTwo(p + 48, row, q + (tall << 2) + (tall << 1), tall)
    }
    if (i < rows) for (let k: u32 = 0; k < 8; k++) store<f64>(q + k * tall, load<f64>(p + (k << 3)))
  }
  for (; j < to; j++, out += tall)
    for (let i: u32 = 0, p = x + (j << 3); i < tall; i += 8, p += row)
      store<f64>(out + i, load<f64>(p))
}

/** A square at p, transposed to q; both have their rows so many bytes apart. */
// @ts-ignore: decorator
@inline
export function twoByTwo(p: u32, row: u32, q: u32, tall: u32): void {
  const above = v128.load(p), below = v128.load(p + row)
  v128.store(q, v128.shuffle<f64>(above, below, 0, 2))
  v128.store(q + tall, v128.shuffle<f64>(above, below, 1, 3))
}
