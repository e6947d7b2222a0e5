import assert from 'node:assert/strict'
import fc from 'fast-check'
import { loops } from '../../../src/math/kernels/loops/index.js'
import { wasmKernels as wasm } from '../../../src/math/kernels/wasm/index.js'
import { Random } from '../../../src/math/random.js'
import { flat } from '../../../src/math/storage.js'
import { anyNumber, data, length } from './arbitraries.js'
import { assertSameBits } from './sameBits.js'

const settings = { seed: 20261124, numRuns: 200 }

describe('wasm updates equal the plain loops bit for bit', () => {
  const arrays = length.chain((n) => fc.tuple(data(n), data(n), data(n), data(n)))
  const share = fc.double({ min: 0, max: 1, noNaN: true })

  it('in momentum', () => {
    fc.assert(
      fc.property(arrays, anyNumber, share, ([W, g, v], rate, kept) => {
        const [ofWasm, ofLoops, before] = [[W.slice(), v.slice()], [W, v], g.slice()]
        wasm.momentum(ofWasm[0], g, ofWasm[1], rate, kept)
        loops.momentum(W, g, v, rate, kept)
        ofLoops.forEach((expected, i) => {
          assertSameBits(ofWasm[i], expected, 'Wv'[i])
        })
        assertSameBits(g, before, 'g')
      }),
      settings,
    )
  })

  it('in Adam', () => {
    fc.assert(
      fc.property(arrays, anyNumber, share, share, ([W, g, m, v], rate, new1, new2) => {
        const [ofWasm, before] = [[W.slice(), m.slice(), v.slice()], g.slice()]
        const step = { rate, new1, new2, epsilon: 1e-7 }
        wasm.adam(ofWasm[0], g, ofWasm[1], ofWasm[2], step)
        loops.adam(W, g, m, v, step)
        for (const [i, expected] of [W, m, v].entries()) {
          assertSameBits(ofWasm[i], expected, 'Wmv'[i])
        }
        assertSameBits(g, before, 'g')
      }),
      settings,
    )
  })

  it('on arrays that last, of even and odd lengths, beside others', () => {
    for (const n of [5, 3000, 20_000, 20_001, 24_577]) {
      const random = new Random(n)
      const [W, g, m] = Array.from({ length: 3 }, () => flat(random.normal([n])))
      const v = flat(random.uniform([n]))
      const [step, elsewhere] = [{ rate: 0.1, new1: 0.1, new2: 0.001, epsilon: 1e-7 }, W.slice()]
      const last = wasm.lasting([n, n, n, n])
      for (const [i, values] of [W, m, v, v].entries()) last[i].set(values)
      wasm.adam(elsewhere, g, m.slice(), wasm.lasting([n])[0], step)
      wasm.adam(last[0], g, last[1], last[2], step)
      wasm.momentum(last[0], g, last[3], 0.1, 0.9)
      const moved = v.slice()
      const alone = W.slice()
      loops.adam(alone, g, m.slice(), new Float64Array(n), step)
      loops.adam(W, g, m, v, step)
      loops.momentum(W, g, moved, 0.1, 0.9)
      assertSameBits(elsewhere, alone, 'W elsewhere')
      for (const [i, expected] of [W, m, v, moved].entries()) {
        assertSameBits(last[i], expected, `Wmvu of ${n}`[i])
      }
    }
  })

  it('are asked once for a lasting array, also where it is too large for their memory', () => {
    for (const n of [8192, 2 ** 25]) {
      assert.equal(wasm.isLasting(new Float64Array(n)), false)
      const [array] = wasm.lasting([n])
      assert.deepEqual([array.length, wasm.isLasting(array)], [n, true])
    }
  })
})

/**
 * A result of up to four axes and two operands, in each of which an axis may be repeated or
 * missing.
 */
