/** Windows on images by the plainest possible loops, as a witness. */
import fc from 'fast-check'
import { flat, shape } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'

export interface Case {
  readonly size: readonly [N: number, C: number, H: number, W: number]
  readonly height: number
  readonly width: number
  readonly options: {
    readonly stride: readonly [number, number]
    readonly pad: readonly [number, number]
  }
  readonly seed: number
}

/** Small images, and windows that fit; with `padInside` none lies in the padding alone. */
export function imagesAndWindows({ padInside = false } = {}): fc.Arbitrary<Case> {
  const length = fc.integer({ min: 1, max: 7 })
  return fc
    .record({
      size: fc.tuple(
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        length,
        length,
      ),
      height: fc.integer({ min: 1, max: 5 }),
      width: fc.integer({ min: 1, max: 5 }),
      stride: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      pad: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
      seed: fc.integer({ min: 0, max: 1e6 }),
    })
    .map(({ stride, pad, ...rest }) => ({ ...rest, options: { stride, pad } }))
    .filter(({ size: [, , H, W], height, width, options: { pad } }) => {
      if (padInside && (pad[0] >= height || pad[1] >= width)) return false
      return H + 2 * pad[0] >= height && W + 2 * pad[1] >= width
    })
}

/** Element by example, row and column of the window, channel, and place in it; `beside` outside. */
export function plainWindows(
  x: Matrix,
  { height, width, options: { stride, pad } }: Case,
  beside = 0,
): number[][][][][] {
  const [N, C, H, W] = shape(x)
  const values = flat(x)
  const windows: number[][][][][] = []
  for (let n = 0; n < N; n++) {
    const rows: number[][][][] = []
    for (let top = -pad[0]; top + height <= H + pad[0]; top += stride[0]) {
      const row: number[][][] = []
      for (let left = -pad[1]; left + width <= W + pad[1]; left += stride[1]) {
        const channels: number[][] = []
        for (let c = 0; c < C; c++) {
          const window: number[] = []
          for (let i = top; i < top + height; i++) {
            for (let j = left; j < left + width; j++) {
              const inside = i >= 0 && i < H && j >= 0 && j < W
              window.push(inside ? values[((n * C + c) * H + i) * W + j] : beside)
            }
          }
          channels.push(window)
        }
        row.push(channels)
      }
      rows.push(row)
    }
    windows.push(rows)
  }
  return windows
}
