import type { MatmulOptions } from '../Kernels.js'

/** C = A·B, each element summed over k in order, beginning at 0; a bias comes last. */
export function matmul(
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
  { transposeA = false, transposeB = false, bias, into }: MatmulOptions = {},
): Float64Array {
  const c = into?.fill(0) ?? new Float64Array(m * n)
  const [aRow, aColumn] = transposeA ? [1, m] : [k, 1]
  const [bRow, bColumn] = transposeB ? [1, k] : [n, 1]
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      const factor = a[i * aRow + p * aColumn]
      for (let j = 0; j < n; j++) c[i * n + j] += factor * b[p * bRow + j * bColumn]
    }
  }
  if (bias) for (let i = 0; i < c.length; i++) c[i] += bias[i % n]
  return c
}
