import fc from 'fast-check'
import { kernels, setBackend } from '../../../src/math/kernels/index.js'
import type { Operand } from '../../../src/math/kernels/Kernels.js'
import { wasmKernels } from '../../../src/math/kernels/wasm/index.js'
import { requires } from '../../support/requirements.js'
import { anyNumber, repeated } from './arbitraries.js'
import { assertSameBits } from './sameBits.js'

describe('rows added by the backend blas', function () {
  this.timeout(300_000)

  before(async function () {
    await requires(this, 'blas')
    setBackend('blas')
  })

  after(() => setBackend('wasm'))

  /** Adds both ways round, in both backends. */
  function assertSameSums(x: Operand, y: Operand, size: readonly number[]): void {
    const before = x.data.slice()
    for (const [left, right] of [
      [x, y],
      [y, x],
    ])
      assertSameBits(
        kernels().binary('add', left, right, size),
        wasmKernels.binary('add', left, right, size),
        `${left.size} + ${right.size}`,
      )
    assertSameBits(x.data, before, 'the operand')
  }

  it('adds a row to each row with the bits of the wasm kernel', () => {
    const n = fc.integer({ min: 2, max: 5000 })
    const values = fc.array(anyNumber, { minLength: 1, maxLength: 41 })
    fc.assert(
      fc.property(n, values, values, (n, some, others) => {
        const m = Math.ceil(2 ** 11 / n) + 3
        const matrix = { data: repeated(some, m * n), size: [m, n] }
        assertSameSums(matrix, { data: repeated(others, n), size: [n] }, [m, n])
      }),
      { seed: 20261201, numRuns: 60, examples: [[1000, [-0], [-0]]] },
    )
    const tall = { data: repeated([0.1, -3, 7, 11], 3 * 9001), size: [9001, 3] }
    assertSameSums(tall, { data: repeated([5, 6, 0.7], 3), size: [1, 3] }, tall.size)
    const stack = { data: repeated([1, -2], 5 * 130 * 140), size: [5, 130, 140] }
    assertSameSums(stack, { data: repeated([9, 10], 140), size: [1, 1, 140] }, stack.size)
  })

  it('adds what is no row, and subtracts, as the wasm kernel does', () => {
    const [m, n] = [130, 140]
    const matrix = { data: repeated([1, 2.5, -3], m * n), size: [m, n] }
    const stack = { data: repeated([1, -2], 5 * m * n), size: [5, m, n] }
    for (const size of [[m, 1], [1], [m, n]]) {
      const other = { data: repeated([4, 5, 7], size[0] * (size[1] ?? 1)), size }
      assertSameSums(matrix, other, matrix.size)
      assertSameSums(stack, other, stack.size)
    }
    const row = { data: repeated([4, 5], n), size: [n] }
    assertSameBits(
      kernels().binary('subtract', matrix, row, matrix.size),
      wasmKernels.binary('subtract', matrix, row, matrix.size),
    )
  })
})
