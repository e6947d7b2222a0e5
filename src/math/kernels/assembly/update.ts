/** y ← y + a·x, n elements. */
export function addScaled(n: u32, y: u32, x: u32, a: f64): void {
  const factor = f64x2.splat(a)
  for (const end = y + ((n >> 1) << 4); y < end; y += 16, x += 16)
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(factor, v128.load(x))))
  if (n & 1) store<f64>(y, load<f64>(y) + a * load<f64>(x))
}
