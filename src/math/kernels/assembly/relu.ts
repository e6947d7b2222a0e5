/** ReLU with its mask, a bit for each element, the lowest first; n is a multiple of eight. */

/** A pair of lanes by two of the bits. */
const PAIRS = <u32>memory.data<u64>([0, 0, ~0, 0, 0, ~0, ~0, ~0])

/** y = max(x, 0), and which elements of it are not 0. */
export function reluWithMask(n: u32, x: u32, y: u32, mask: u32): void {
  for (const end = x + (n << 3); x < end; x += 64, y += 64, mask++) {
    const bits = pair(x, y) | (pair(x + 16, y + 16) << 2)
    store<u8>(mask, bits | (pair(x + 32, y + 32) << 4) | (pair(x + 48, y + 48) << 6))
  }
}

// @ts-ignore: decorator
@inline
function pair(x: u32, y: u32): i32 {
  const zero = f64x2.splat(0), value = f64x2.add(f64x2.pmax(v128.load(x), zero), zero)
  v128.store(y, value)
  return i64x2.bitmask(f64x2.ne(value, zero))
}

/** y = x where the mask is on, else 0. */
export function masked(n: u32, x: u32, mask: u32, y: u32): void {
  for (const end = x + (n << 3); x < end; x += 64, y += 64, mask++) {
    const bits = <u32>load<u8>(mask) << 4
    v128.store(y, v128.and(v128.load(x), v128.load(PAIRS + (bits & 48))))
    v128.store(y, v128.and(v128.load(x, 16), v128.load(PAIRS + ((bits >> 2) & 48))), 16)
    v128.store(y, v128.and(v128.load(x, 32), v128.load(PAIRS + ((bits >> 4) & 48))), 32)
    v128.store(y, v128.and(v128.load(x, 48), v128.load(PAIRS + ((bits >> 6) & 48))), 48)
  }
}
