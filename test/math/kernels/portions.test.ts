import assert from 'node:assert/strict'
import { portionsFor } from '../../../src/math/kernels/blas/portions.js'

const avx512 = portionsFor({ description: 'OpenBLAS 0.3 DYNAMIC_ARCH SkylakeX', threads: 1 })
const others = portionsFor({ description: 'OpenBLAS 0.3 DYNAMIC_ARCH Haswell', threads: 1 })

describe('portions of a product by BLAS', () => {
  it('are small enough for the kernels with AVX-512, and never empty', () => {
    for (const m of [2, 10, 100, 784, 10_000])
      for (const k of [1, 25, 100, 784, 4320, 100_000])
        for (const n of [2, 10, 50, 128, 200]) {
          const { height, depth } = avx512(m, k, n, {})
          const shape = `${m}×${k}×${n} by ${height}×${depth}`
          assert.ok(height >= 1 && height <= m && depth >= 1 && depth <= k, shape)
          assert.ok(height * depth * n <= 1e6 || depth === 1, shape)
          assert.ok(m * k * n > 1e6 || (height === m && depth === k), shape)
        }
  })

  it('are whole there where B is wide or transposed', () => {
    assert.deepEqual(avx512(512, 512, 512, {}), { height: 512, depth: 512 })
    assert.deepEqual(avx512(128, 784, 100, { transposeB: true }), { height: 128, depth: 784 })
  })

  it('are rows of a tall A elsewhere, and with several threads', () => {
    const threads = portionsFor({ description: 'SkylakeX', threads: 2 })
    for (const portions of [others, threads]) {
      assert.deepEqual(portions(100, 784, 50, {}), { height: 100, depth: 784 })
      assert.deepEqual(portions(10_000, 784, 50, {}), { height: 768, depth: 784 })
      assert.deepEqual(portions(10_000, 784, 50, { transposeA: true }), {
        height: 10_000,
        depth: 784,
      })
    }
  })
})
