/**
 * Max pooling in one step with the places of the largest elements, which its gradient needs.
 *
 * Callers have checked the windows (windows.ts).
 */
import { count } from '../flatStorage.js'
import { kernels, type Windows } from '../kernels/index.js'
import type { Size } from '../shapes.js'
import { storageOf, tensor } from '../storage.js'
import type { Matrix } from '../types.js'

/** The largest of each window, N×C×OH×OW, and where it lies in x, counted from 0 over all of it. */
export function maxPoolWithPlaces(
  x: Matrix,
  windows: Windows,
): { readonly y: Matrix; readonly places: Int32Array } {
  const { images, channels, rows, columns } = windows
  const { values, places } = kernels().maxPoolWithPlaces(storageOf(x), windows)
  return { y: tensor(values, [images, channels, rows, columns]), places }
}

/** The gradient of max pooling: each element of dout is added at its place; elsewhere is 0. */
export function addToPlaces(dout: Matrix, places: Int32Array, size: Size): Matrix {
  const [images, ...image] = size
  return tensor(kernels().addToPlaces(storageOf(dout), places, images, count(image)), size)
}
