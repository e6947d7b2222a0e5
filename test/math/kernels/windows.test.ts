import fc from 'fast-check'
import { count } from '../../../src/math/kernels/broadcast.js'
import type { Windows } from '../../../src/math/kernels/Kernels.js'
import { loops } from '../../../src/math/kernels/loops/index.js'
import { wasmKernels as wasm } from '../../../src/math/kernels/wasm/index.js'
import { windowsOn } from '../../../src/math/windows.js'
import { imagesAndWindows } from '../../support/plainWindows.js'
import { anyNumber, repeated } from './arbitraries.js'
import { assertSameBits } from './sameBits.js'

/** Small windows, and images that go through in several parts, or not at all. */
const someWindows: fc.Arbitrary<Windows> = imagesAndWindows({ padInside: true }).chain(
  ({ size: [N, C, H, W], height, width, options }) =>
    fc
      .constantFrom(
        [N, C, H, W],
        [40 * N, C, H, W],
        [N, 20 * C, H, W],
        [N, C, H + 150, W + 90],
        [N, C, H, W + 300],
      )
      .map((size) => windowsOn(size, height, width, options, 'test')),
)

const values = fc.oneof(
  fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 41 }),
  fc.array(anyNumber, { minLength: 1, maxLength: 41 }),
)

const settings = { seed: 20261127, numRuns: 150 }

describe('wasm kernels of windows equal the plain loops bit for bit', () => {
  it('in im2col and col2im', () => {
    fc.assert(
      fc.property(someWindows, values, (windows, elements) => {
        const { images, channels, height, width } = windows
        const x = repeated(elements, images * channels * height * width)
        const columns = loops.im2col(x, windows)
        assertSameBits(wasm.im2col(x, windows), columns, 'im2col')
        const other = repeated([...elements, 0.1], columns.length)
        assertSameBits(wasm.col2im(other, windows), loops.col2im(other, windows), 'col2im')
      }),
      settings,
    )
  })

  for (const width of [6, 7, 9]) {
    it(`in im2col of windows ${width} wide`, () => {
      const size = [2, 3, 4, 2 * width]
      const windows = windowsOn(size, 2, width, { pad: [1, 2], stride: [1, 2] }, 'test')
      const x = Float64Array.from({ length: count(size) }, (_, i) => i + 1)
      assertSameBits(wasm.im2col(x, windows), loops.im2col(x, windows), 'im2col')
    })
  }

  it('in the largest of each window and its place', () => {
    fc.assert(
      fc.property(someWindows, values, (windows, elements) => {
        const { images, channels, height, width } = windows
        const x = repeated(elements, images * channels * height * width)
        const expected = loops.maxPoolWithPlaces(x, windows)
        const actual = wasm.maxPoolWithPlaces(x, windows)
        assertSameBits(actual.values, expected.values, 'values')
        assertSameBits(wasm.maxPool(x, windows), expected.values, 'values alone')
        assertSameBits(Float64Array.from(actual.places), Float64Array.from(expected.places), 'at')
      }),
      settings,
    )
  })

  it('in the three products of a convolution', () => {
    fc.assert(
      fc.property(someWindows, fc.integer({ min: 1, max: 9 }), values, (windows, F, elements) => {
        const { images, channels, height, width, windowHeight, windowWidth } = windows
        const x = repeated(elements, images * channels * height * width)
        const W = repeated([...elements, 0.3], F * channels * windowHeight * windowWidth)
        const b = repeated([0.1, ...elements], F)
        const y = loops.convolve(x, W, b, windows)
        assertSameBits(wasm.convolve(x, W, b, windows), y, 'y')

        const dout = repeated([...elements, -0.7, 2], y.length)
        const expected = loops.convolutionGradients(x, dout, F, windows)
        const actual = wasm.convolutionGradients(x, dout, F, windows)
        assertSameBits(actual.W, expected.W, 'dW')
        assertSameBits(actual.b, expected.b, 'db')

        const dx = loops.convolutionInputGradient(dout, W, F, windows)
        assertSameBits(wasm.convolutionInputGradient(dout, W, F, windows), dx, 'dx')
      }),
      { ...settings, numRuns: 60 },
    )
  })

  it('where filters are laid on the images themselves: every rest of filters and columns', () => {
    fc.assert(
      fc.property(
        fc.record({
          N: fc.integer({ min: 1, max: 3 }),
          C: fc.integer({ min: 1, max: 3 }),
          F: fc.integer({ min: 1, max: 9 }),
          rows: fc.integer({ min: 1, max: 4 }),
          columns: fc.integer({ min: 4, max: 13 }),
          height: fc.integer({ min: 1, max: 4 }),
          width: fc.integer({ min: 1, max: 5 }),
        }),
        values,
        ({ N, C, F, rows, columns, height, width }, elements) => {
          const size = [N, C, rows + height - 1, columns + width - 1]
          const windows = windowsOn(size, height, width, { stride: 1, pad: 0 }, 'test')
          const x = repeated(elements, N * C * size[2] * size[3])
          const W = repeated([...elements, 0.3], F * C * height * width)
          const b = repeated([0.1, ...elements], F)
          const y = loops.convolve(x, W, b, windows)
          assertSameBits(wasm.convolve(x, W, b, windows), y, 'y')
        },
      ),
      settings,
    )
  })
})
