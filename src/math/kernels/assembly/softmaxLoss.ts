import { Exp } from './elementary'
import { Log } from './logarithms'
import { Add } from './operators'
import { foldRow } from './reduce'
import { inStrips, ROOM } from './strips'

/** Of so many rows at a time the sums: a strip. */
const ROWS: u32 = ROOM >> 3
const SUMS = <u32>memory.data(ROOM, 64)

/**
 * Mean cross-entropy of the softmax of N rows of K scores against the rows of t; leaves its
 * gradient (softmax − t)/N, and in place of the scores what each adds to the loss.
 */
export function softmaxLoss(N: u32, K: u32, scores: u32, t: u32, gradient: u32): f64 {
  const row = K << 3, end = scores + N * row, share = 1 / <f64>N
  for (let x = scores; x < end; x += row) subtract(row, x, shiftOf(x, row))
  inStrips<Exp>(N * K, scores, gradient)
  for (let x = scores, e = gradient, rows = N; rows > 0; rows -= min(ROWS, rows)) {
    const sumsEnd = SUMS + (min(ROWS, rows) << 3)
    for (let sum = SUMS; sum < sumsEnd; sum += 8, e += row)
      store<f64>(sum, foldRow<Add>(K, e, 0))
    inStrips<Log>(min(ROWS, rows), SUMS, SUMS)
    for (let sum = SUMS; sum < sumsEnd; sum += 8, x += row) subtract(row, x, load<f64>(sum))
  }
  inStrips<Exp>(N * K, scores, gradient)
  for (let x = scores; x < end; x += 8, t += 8, gradient += 8) {
    const right = load<f64>(t)
    store<f64>(x, right * load<f64>(x))
    store<f64>(gradient, share * (load<f64>(gradient) - right))
  }
  return -foldRow<Add>(N * K, scores, 0) / <f64>N
}

/** The largest of the row; 0 for an infinite one, as −Infinity − (−Infinity) is no number. */
function shiftOf(x: u32, row: u32): f64 {
  let top = -Infinity
  for (let k: u32 = 0; k < row; k += 8) top = max(top, load<f64>(x + k))
  return abs(top) == Infinity ? 0 : top
}

function subtract(row: u32, x: u32, shift: f64): void {
  for (const end = x + row; x < end; x += 8) store<f64>(x, load<f64>(x) - shift)
}
