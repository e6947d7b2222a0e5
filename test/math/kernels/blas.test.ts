import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { blas as library } from '../../../src/math/kernels/blas/library.js'
import { matmulBy } from '../../../src/math/kernels/blas/matmul.js'
import {
  type BlasConfig,
  backend,
  blasConfig,
  kernels,
  setBackend,
} from '../../../src/math/kernels/index.js'
import type { Windows } from '../../../src/math/kernels/Kernels.js'
import { loops } from '../../../src/math/kernels/loops/index.js'
import { wasmKernels } from '../../../src/math/kernels/wasm/index.js'
import { windowsOn } from '../../../src/math/windows.js'
import { imagesAndWindows } from '../../support/plainWindows.js'
import { requires } from '../../support/requirements.js'
import { anyNumber, data, repeated } from './arbitraries.js'
import { inNewProcess } from './newProcess.js'
import { assertProductAgrees, assertWithinRounding } from './productAgrees.js'
import { mapped, productsBy, stacks } from './productsOfStacks.js'

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

  it('has the wasm kernels for everything but products and sums', () => {
    const active = kernels()
    const different = Object.keys(wasmKernels).filter(
      (name) => Reflect.get(active, name) !== Reflect.get(wasmKernels, name),
    )
    assert.deepEqual(different.sort(), [
      'convolutionGradients',
      'convolutionInputGradient',
      'convolve',
      'matmul',
      'name',
      'reduce',
    ])
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

  it('multiplies stacks within 4·n·ulp of the loops', () => {
    fc.assert(
      fc.property(stacks, (stack) =>
        assertWithinRounding(
          productsBy('blas', stack),
          (part) => productsBy('loops', mapped(stack, part)),
          stack.lengths.k,
        ),
      ),
      { seed: 20261128, numRuns: 200 },
    )
  })

  for (const [m, k, n] of [
    [1, 1000, 257],
    [257, 1000, 1],
    [1, 5000, 1],
    [300, 1, 300],
    [200, 513, 190],
    [900, 70, 30],
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

  for (const description of ['OpenBLAS Haswell', 'OpenBLAS SkylakeX'])
    it(`multiplies in the portions for ${description}`, () => {
      const matmul = matmulBy({ ...library('test'), config: { description, path: '', threads: 1 } })
      for (const [m, k, n] of [
        [100, 784, 50],
        [784, 100, 50],
        [1700, 60, 40],
        [130, 300, 200],
        [130, 100, 201],
        [3, 5000, 150],
      ]) {
        const a = Float64Array.from({ length: m * k }, (_, i) => Math.sin(i) * 5)
        const b = Float64Array.from({ length: k * n }, (_, i) => Math.cos(i) * 3)
        const bias = Float64Array.from({ length: n }, (_, i) => i)
        for (const transposeA of [false, true])
          for (const transposeB of [false, true])
            for (const options of [{}, { bias }])
              assertProductAgrees(
                { ...kernels(), matmul },
                a,
                b,
                { m, k, n },
                { transposeA, transposeB, ...options },
              )
      }
    })

  it('sums within 4·n·ulp of the loops, along any axis, special values included', () => {
    const length = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 70 }))
    const long = fc.integer({ min: 4090, max: 9000 })
    const view = fc.oneof(
      fc.record({ outer: length, n: length, inner: length }),
      fc.record({ outer: length, n: long, inner: fc.constant(1) }),
      fc.record({ outer: fc.constant(1), n: long, inner: length }),
    )
    const values = fc.array(anyNumber, { minLength: 1, maxLength: 41 })
    fc.assert(
      fc.property(view, values, (view, values) => {
        const x = repeated(values, view.outer * view.n * view.inner)
        assertWithinRounding(
          kernels().reduce('sum', x, view),
          (part) => loops.reduce('sum', x.map(part), view),
          view.n,
        )
      }),
      { seed: 20261130, numRuns: 400 },
    )
  })

  for (const name of ['prod', 'max', 'min'] as const) {
    it(`has the bits of the loops in ${name}`, () => {
      const x = Float64Array.from({ length: 6000 }, (_, i) => Math.sin(i))
      for (const view of [
        { outer: 60, n: 100, inner: 1 },
        { outer: 1, n: 100, inner: 60 },
      ])
        assert.deepEqual(kernels().reduce(name, x, view), loops.reduce(name, x, view))
    })
  }

  it('has products in convolutions within rounding of the loops, and at edges of any kind', () => {
    const filters = fc.integer({ min: 1, max: 9 })
    const values = fc.array(anyNumber, { minLength: 1, maxLength: 41 })
    fc.assert(
      fc.property(
        imagesAndWindows({ padInside: true }),
        filters,
        fc.boolean(),
        values,
        ({ size, height, width, options }, F, large, elements) => {
          const [N, C, H, W] = size
          const images = large ? [3 * N, 5 * C, H + 20, W + 9] : [N, C, H, W]
          assertConvolutionAgrees(windowsOn(images, height, width, options, 'test'), F, elements)
        },
      ),
      { seed: 20261127, numRuns: 100 },
    )
  })

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

/** The three products of a convolution, on images, filters and gradients made of these numbers. */
function assertConvolutionAgrees(windows: Windows, F: number, elements: readonly number[]): void {
  const { images, channels, height, width, windowHeight, windowWidth, rows, columns } = windows
  const length = channels * windowHeight * windowWidth
  const grid = rows * columns
  const x = repeated(elements, images * channels * height * width)
  const W = repeated([...elements, 0.3], F * length)
  const b = repeated([0.1, ...elements], F)
  const dout = repeated([...elements, -0.7, 2], images * F * grid)
  const blas = kernels()
  assertWithinRounding(
    blas.convolve(x, W, b, windows),
    (part) => loops.convolve(x.map(part), W.map(part), b.map(part), windows),
    length + 1,
  )
  const gradients = blas.convolutionGradients(x, dout, F, windows)
  const gradientsOf = (part: (x: number) => number) =>
    loops.convolutionGradients(x.map(part), dout.map(part), F, windows)
  assertWithinRounding(gradients.W, (part) => gradientsOf(part).W, images * grid)
  assertWithinRounding(gradients.b, (part) => gradientsOf(part).b, images * grid)
  assertWithinRounding(
    blas.convolutionInputGradient(dout, W, F, windows),
    (part) => loops.convolutionInputGradient(dout.map(part), W.map(part), F, windows),
    F * windowHeight * windowWidth,
  )
}
