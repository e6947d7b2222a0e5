import { expTwo, logTwo } from './elementary'
import { Add } from './operators'
import { foldRow } from './reduce'

/**
 * Mean cross-entropy of the softmax of N rows of K scores against the rows of t; leaves its
 * gradient (softmax − t)/N, and in place of the scores what each adds to the loss.
 */
export function softmaxLoss(N: u32, K: u32, scores: u32, t: u32, gradient: u32): f64 {
  const row = K << 3, share = 1 / <f64>N, terms = scores
  for (let n: u32 = 0; n < N; n++, scores += row, t += row, gradient += row) {
    const top = shiftOf(scores, row)
    exponentials(row, scores, top, 0, gradient)
    const logSum = f64x2.extract_lane(logTwo(f64x2.splat(foldRow<Add>(K, gradient, 0))), 0)
    exponentials(row, scores, top, logSum, gradient)
    for (let k: u32 = 0; k < row; k += 8) {
      const right = load<f64>(t + k)
      store<f64>(scores + k, right * (load<f64>(scores + k) - top - logSum))
      store<f64>(gradient + k, share * (load<f64>(gradient + k) - right))
    }
  }
  return -foldRow<Add>(N * K, terms, 0) / <f64>N
}

/** The largest of the row; 0 for an infinite one, as −Infinity − (−Infinity) is no number. */
function shiftOf(x: u32, row: u32): f64 {
  let top = -Infinity
  for (let k: u32 = 0; k < row; k += 8) top = max(top, load<f64>(x + k))
  return abs(top) == Infinity ? 0 : top
}

/** y = exp(x − top − logSum); the last one of an odd number runs as a pair with itself. */
function exponentials(row: u32, x: u32, top: f64, logSum: f64, y: u32): void {
  const a = f64x2.splat(top), b = f64x2.splat(logSum), end = x + row
  for (; x + 16 <= end; x += 16, y += 16)
    v128.store(y, expTwo(f64x2.sub(f64x2.sub(v128.load(x), a), b)))
  if (x < end)
    v128.store64_lane(y, expTwo(f64x2.sub(f64x2.sub(v128.load64_splat(x), a), b)), 0)
}
