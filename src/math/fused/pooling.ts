/**
 * Max pooling in one step with the places of the largest elements, which its gradient needs.
 *
 * Callers have checked the windows (windows.ts).
 */
import { count } from '../flatStorage.js'
import { kernels, type Windows } from '../kernels/index.js'
import { uninitialized } from '../kernels/uninitialized.js'
import type { Size } from '../shapes.js'
import { flat, tensor } from '../storage.js'
import type { Matrix } from '../types.js'

/** The largest of each window, N×C×P×Q, and where it lies in x, counted from 0 over all of it. */
export function maxPoolWithPlaces(
  x: Matrix,
  windows: Windows,
): { readonly y: Matrix; readonly places: Int32Array } {
  const { images, channels, rows, columns } = windows
  const { values, places } = kernels().maxPoolWithPlaces(flat(x), windows)
  return { y: tensor(values, [images, channels, rows, columns]), places }
}

/**
 * The gradient of max pooling: each element of dout is added at its place; elsewhere is 0. Image by
 * image, since its zeros are still in the cache then.
 */
export function addToPlaces(dout: Matrix, places: Int32Array, size: Size): Matrix {
  const [images] = size
  const dx = uninitialized(count(size))
  const values = flat(dout)
  const [image, windows] = [dx.length / images, places.length / images]
  for (let n = 0; n < images; n++) {
    dx.fill(0, n * image, (n + 1) * image)
    for (let i = n * windows; i < (n + 1) * windows; i++) dx[places[i]] += values[i]
  }
  return tensor(dx, size)
}
