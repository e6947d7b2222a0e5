/**
 * Folds outer × n × inner elements at x along n. `out` (outer × inner) holds what to begin with, so
 * that a long axis can come in parts. Each result is folded in the order of the plain loop.
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
  for (; x < end; x += 8, out += 8) foldOne<F>(n, row, x, out)
}

/** n elements, `step` bytes apart. */
function foldOne<F>(n: u32, step: u32, x: u32, out: u32): void {
  const f = operator<F>()
  let a = v128.load64_splat(out)
  for (let k: u32 = 0; k < n; k++, x += step) a = f.apply(a, v128.load64_splat(x))
  v128.store64_lane(out, a, 0)
}

/** Eight rows at a time: a lane for each, so that eight sums run side by side. */
function foldRows<F>(outer: u32, n: u32, x: u32, out: u32): void {
  const row = n << 3
  let o: u32 = 0
  for (; o + 8 <= outer; o += 8, x += row << 3, out += 64) foldEightRows<F>(n, x, out)
  for (; o < outer; o++, x += row, out += 8) foldOne<F>(n, 8, x, out)
}

function foldEightRows<F>(n: u32, x: u32, out: u32): void {
  const f = operator<F>(), row = n << 3
  let a = v128.load(out), b = v128.load(out, 16), c = v128.load(out, 32), d = v128.load(out, 48)
  let p = x
  for (const end = x + ((n >> 1) << 4); p < end; p += 16) {
    a = foldPair<F>(a, p, row)
    b = foldPair<F>(b, p + 2 * row, row)
    c = foldPair<F>(c, p + 4 * row, row)
    d = foldPair<F>(d, p + 6 * row, row)
  }
  if (n & 1) {
    a = f.apply(a, column(p, row))
    b = f.apply(b, column(p + 2 * row, row))
    c = f.apply(c, column(p + 4 * row, row))
    d = f.apply(d, column(p + 6 * row, row))
  }
  v128.store(out, a)
  v128.store(out, b, 16)
  v128.store(out, c, 32)
  v128.store(out, d, 48)
}

/** Two elements of each of two rows, in order. */
// @ts-ignore: decorator
@inline
function foldPair<F>(a: v128, p: u32, row: u32): v128 {
  const f = operator<F>(), upper = v128.load(p), lower = v128.load(p + row)
  const first = f.apply(a, v128.shuffle<f64>(upper, lower, 0, 2))
  return f.apply(first, v128.shuffle<f64>(upper, lower, 1, 3))
}

// @ts-ignore: decorator
@inline
function column(p: u32, row: u32): v128 {
  return f64x2.replace_lane(v128.load64_splat(p), 1, load<f64>(p + row))
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
