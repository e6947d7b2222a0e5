import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import {
  type BlasConfig,
  backend,
  blasConfig,
  kernels,
  setBackend,
} from '../../../src/math/kernels/index.js'
import { wasmKernels } from '../../../src/math/kernels/wasm/index.js'
import { requires } from '../../support/requirements.js'
import { data } from './arbitraries.js'
import { inNewProcess } from './newProcess.js'
import { assertProductAgrees } from './productAgrees.js'

describe('the backend blas', function () {
  this.timeout(300_000)

  before(async function () {
    await requires(this, 'blas')
    setBackend('blas')
  })

  after(() => setBackend('wasm'))

  it('is active once chosen, and tells its library, its path and its one thread', () => {
    const { description, path, threads } = blasConfig()
    assert.equal(backend(), 'blas')
    assert.match(description, /\S/)
    assert.ok(existsSync(path) || !/[\\/]/.test(path), path)
    assert.equal(threads, 1)
  })

  it('has the wasm kernels for everything but products', () => {
    const { name: _, matmul, ...others } = kernels()
    const { name: __, matmul: wasmMatmul, ...wasmOthers } = wasmKernels
    assert.deepEqual(others, wasmOthers)
    assert.notEqual(matmul, wasmMatmul)
  })

  it('multiplies within 4·n·ulp of the loops, special values, transposes and bias included', () => {
    const side = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 70 }))
    const shape = fc.record({ m: side, k: fc.oneof(side, fc.constant(300)), n: side })
    fc.assert(
      fc.property(
        shape.chain(({ m, k, n }) =>
          fc.record({
            shape: fc.constant({ m, k, n }),
            a: data(m * k),
            b: data(k * n),
            transposeA: fc.boolean(),
            transposeB: fc.boolean(),
            bias: fc.option(data(n), { nil: undefined }),
          }),
        ),
        ({ shape, a, b, ...options }) => assertProductAgrees(kernels(), a, b, shape, options),
      ),
      { seed: 20261127, numRuns: 400 },
    )
  })

  for (const [m, k, n] of [
    [1, 1000, 257],
    [257, 1000, 1],
    [1, 5000, 1],
    [300, 1, 300],
    [200, 513, 190],
  ]) {
    it(`multiplies ${m}×${k} and ${k}×${n} from any place of a longer buffer`, () => {
      const whole = Float64Array.from({ length: m * k + k * n + 3 }, (_, i) => Math.sin(i) * 5)
      const [a, b] = [whole.subarray(3, 3 + m * k), whole.subarray(3 + m * k)]
      const before = whole.slice()
      for (const transposeA of [false, true])
        for (const transposeB of [false, true])
          assertProductAgrees(kernels(), a, b, { m, k, n }, { transposeA, transposeB })
      assert.deepEqual(whole, before, 'the operands stay as they are')
    })
  }

  it('gives the same bits whenever the same product is computed again', () => {
    const a = Float64Array.from({ length: 120 * 90 }, (_, i) => Math.cos(i))
    const first = kernels().matmul(a, a, 120, 90, 120)
    for (let i = 0; i < 20; i++) assert.deepEqual(kernels().matmul(a, a, 120, 90, 120), first)
  })
})

describe('the backend blas in a new process', function () {
  this.timeout(300_000)

  before(async function () {
    await requires(this, 'blas')
  })

  it('is what NOTEGRAD_BACKEND names', () => {
    const { stdout } = inNewProcess('print(backend())', { NOTEGRAD_BACKEND: 'blas' })
    assert.equal(stdout, 'blas')
  })

  it('is taken from the path in NOTEGRAD_BLAS', () => {
    const { path } = blasConfig()
    const { stdout } = inNewProcess('print(blasConfig().path)', { NOTEGRAD_BLAS: path })
    assert.equal(stdout, path)
  })

  it('is refused, and nothing else taken, when NOTEGRAD_BLAS is no library', () => {
    const env = { NOTEGRAD_BACKEND: 'blas', NOTEGRAD_BLAS: '/no/such/library.so' }
    const { status, stderr } = inNewProcess('print(backend())', env)
    assert.notEqual(status, 0)
    assert.match(stderr, /NOTEGRAD_BACKEND[\s\S]*\/no\/such\/library\.so[\s\S]*NOTEGRAD_BLAS must/)
  })

  it('takes as many threads as NOTEGRAD_THREADS says', () => {
    const { stdout } = inNewProcess('print(JSON.stringify(blasConfig()))', {
      NOTEGRAD_THREADS: '2',
    })
    const config: BlasConfig = JSON.parse(stdout)
    assert.equal(config.threads, 2)
  })

  for (const threads of ['0', '1.5', 'all', '-2']) {
    it(`is refused with NOTEGRAD_THREADS=${threads}`, () => {
      const { status, stderr } = inNewProcess('blasConfig()', { NOTEGRAD_THREADS: threads })
      assert.notEqual(status, 0)
      assert.match(stderr, /DomainError: NOTEGRAD_THREADS[\s\S]*a whole number of threads/)
    })
  }
})
