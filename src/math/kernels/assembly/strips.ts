/**
 * Long functions go in stages over a strip of elements; what lies between two stages stays in the
 * L1 cache.
 *
 * While a processor waits for a result it works ahead as far as its registers reach: through
 * several elements of a stage, but not through one of a whole function. And a stage has so few
 * constants that all of them stay in registers; it loads them before its loop, for V8 lifts no
 * load out of one.
 */
import { operator } from './operators'

/** Elements of a strip, and their bytes. */
const STRIP: u32 = 128
export const ROOM: i32 = 1024

/**
 * y = f(x), strip by strip; f takes bytes, a multiple of 16. The last one of an odd number runs as
 * a pair with itself: the caller's arrays have room for one more.
 */
// @ts-ignore: decorator
@inline
export function inStrips<F>(n: u32, x: u32, y: u32): void {
  const f = operator<F>()
  if (n & 1) store<f64>(x + (n << 3), load<f64>(x + (n << 3) - 8))
  for (; n > STRIP; n -= STRIP, x += ROOM, y += ROOM) f.apply(ROOM, x, y)
  f.apply(((n + 1) >> 1) << 4, x, y)
}
