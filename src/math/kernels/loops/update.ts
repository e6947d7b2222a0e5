import type { AdamStep } from '../Kernels.js'

export function addScaled(y: Float64Array, x: Float64Array, a: number): void {
  for (let i = 0; i < y.length; i++) y[i] += a * x[i]
}

export function momentum(
  W: Float64Array,
  g: Float64Array,
  v: Float64Array,
  rate: number,
  kept: number,
): void {
  for (let i = 0; i < W.length; i++) {
    v[i] = kept * v[i] - rate * g[i]
    W[i] += v[i]
  }
}

export function adam(
  W: Float64Array,
  g: Float64Array,
  m: Float64Array,
  v: Float64Array,
  { rate, new1, new2, epsilon }: AdamStep,
): void {
  for (let i = 0; i < W.length; i++) {
    m[i] += new1 * (g[i] - m[i])
    v[i] += new2 * (g[i] * g[i] - v[i])
    W[i] -= (rate * m[i]) / (Math.sqrt(v[i]) + epsilon)
  }
}
