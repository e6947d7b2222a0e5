/** Updates of parameters in place, n elements: the formulas are those of ../loops/update.ts. */

/** y ← y + a·x. */
export function addScaled(n: u32, y: u32, x: u32, a: f64): void {
  const factor = f64x2.splat(a)
  for (const end = y + ((n >> 1) << 4); y < end; y += 16, x += 16)
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(factor, v128.load(x))))
  if (n & 1) store<f64>(y, load<f64>(y) + a * load<f64>(x))
}

/** v ← kept·v − rate·g, W ← W + v. */
export function momentum(n: u32, W: u32, g: u32, v: u32, rate: f64, kept: f64): void {
  const a = f64x2.splat(rate), k = f64x2.splat(kept)
  // an odd last element runs as a pair: the caller's arrays have room for one more
  for (const end = W + (n << 3); W < end; W += 16, g += 16, v += 16) {
    const y = f64x2.sub(f64x2.mul(k, v128.load(v)), f64x2.mul(a, v128.load(g)))
    v128.store(v, y)
    v128.store(W, f64x2.add(v128.load(W), y))
  }
}

/**
 * m ← m + new1·(g − m), v ← v + new2·(g·g − v), W ← W − rate·m / (√v + epsilon); `rate` and
 * `epsilon` carry the corrections of the bias.
 */
export function adam(
  n: u32, W: u32, g: u32, m: u32, v: u32, rate: f64, new1: f64, new2: f64, epsilon: f64,
): void {
  const r = f64x2.splat(rate), a = f64x2.splat(new1), b = f64x2.splat(new2)
  const e = f64x2.splat(epsilon)
  // an odd last element runs as a pair: the caller's arrays have room for one more
  for (const end = W + (n << 3); W < end; W += 16, g += 16, m += 16, v += 16) {
    const x = v128.load(g), m0 = v128.load(m), v0 = v128.load(v)
    const m1 = f64x2.add(m0, f64x2.mul(a, f64x2.sub(x, m0)))
    const v1 = f64x2.add(v0, f64x2.mul(b, f64x2.sub(f64x2.mul(x, x), v0)))
    v128.store(m, m1)
    v128.store(v, v1)
    const step = f64x2.div(f64x2.mul(r, m1), f64x2.add(f64x2.sqrt(v1), e))
    v128.store(W, f64x2.sub(v128.load(W), step))
  }
}
