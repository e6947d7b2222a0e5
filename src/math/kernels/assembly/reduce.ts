/**
 * Folds outer × n × inner elements at x along n. `out` (outer × inner) holds what to begin with, so
 * that a long axis can come in parts; a row's parts are whole blocks.
 */
import { Add, Maximum, Minimum, Multiply, operator } from './operators'

function fold<F>(outer: u32, n: u32, inner: u32, x: u32, out: u32): void {
  if (inner == 1) foldRows<F>(outer, n, x, out)
  else for (let o: u32 = 0; o < outer; o++, x += (n * inner) << 3, out += inner << 3)
    foldColumns<F>(n, inner, x, out)
}

/** Eight columns at a time stay in registers while the rows go by. */
function foldColumns<F>(n: u32, inner: u32, x: u32, out: u32): void {
  const f = operator<F>(), row = inner << 3, end = x + row
  for (; x + 64 <= end; x += 64, out += 64) {
    let a = v128.load(out), b = v128.load(out, 16), c = v128.load(out, 32), d = v128.load(out, 48)
    for (let k: u32 = 0, p = x; k < n; k++, p += row) {
      a = f.apply(a, v128.load(p))
      b = f.apply(b, v128.load(p, 16))
      c = f.apply(c, v128.load(p, 32))
      d = f.apply(d, v128.load(p, 48))
    }
    v128.store(out, a)
    v128.store(out, b, 16)
    v128.store(out, c, 32)
    v128.store(out, d, 48)
  }
  for (; x + 16 <= end; x += 16, out += 16) foldTwo<F>(n, row, x, out)
  if (x < end) foldOne<F>(n, row, x, out)
}

/** Two columns. */
function foldTwo<F>(n: u32, row: u32, x: u32, out: u32): void {
  const f = operator<F>()
  let a = v128.load(out)
  for (let k: u32 = 0; k < n; k++, x += row) a = f.apply(a, v128.load(x))
  v128.store(out, a)
}

function foldOne<F>(n: u32, row: u32, x: u32, out: u32): void {
  const f = operator<F>()
  let a = v128.load64_splat(out)
  for (let k: u32 = 0; k < n; k++, x += row) a = f.apply(a, v128.load64_splat(x))
  v128.store64_lane(out, a, 0)
}

/** As in ../loops/reduce.ts: a block has eight results side by side, two in each of a, b, c, d. */
const BLOCK: u32 = 4096

function foldRows<F>(outer: u32, n: u32, x: u32, out: u32): void {
  for (let o: u32 = 0; o < outer; o++, x += n << 3, out += 8)
    store<f64>(out, foldRow<F>(n, x, load<f64>(out)))
}

/** n neighbours at x, folded into `total`. */
export function foldRow<F>(n: u32, x: u32, total: f64): f64 {
  let result = f64x2.splat(total)
  for (; n > BLOCK; n -= BLOCK, x += BLOCK << 3) result = foldBlock<F>(BLOCK, x, result)
  return f64x2.extract_lane(foldBlock<F>(n, x, result), 0)
}

// @ts-ignore: decorator
@inline
function foldBlock<F>(n: u32, x: u32, total: v128): v128 {
  const f = operator<F>(), eights = x + ((n >> 3) << 6), end = x + (n << 3)
  let result = total, p = x
  if (p < eights) {
    let a = v128.load(p), b = v128.load(p, 16), c = v128.load(p, 32), d = v128.load(p, 48)
    for (p += 64; p < eights; p += 64) {
      a = f.apply(a, v128.load(p))
      b = f.apply(b, v128.load(p, 16))
      c = f.apply(c, v128.load(p, 32))
      d = f.apply(d, v128.load(p, 48))
    }
    const both = f.apply(f.apply(a, b), f.apply(c, d))
    result = f.apply(result, f.apply(both, v128.shuffle<f64>(both, both, 1, 0)))
  }
  for (; p < end; p += 8) result = f.apply(result, v128.load64_splat(p))
  return result
}

export function sum(outer: u32, n: u32, inner: u32, x: u32, out: u32): void {
  fold<Add>(outer, n, inner, x, out)
}

export function prod(outer: u32, n: u32, inner: u32, x: u32, out: u32): void {
  fold<Multiply>(outer, n, inner, x, out)
}

export function max(outer: u32, n: u32, inner: u32, x: u32, out: u32): void {
  fold<Maximum>(outer, n, inner, x, out)
}

export function min(outer: u32, n: u32, inner: u32, x: u32, out: u32): void {
  fold<Minimum>(outer, n, inner, x, out)
}
