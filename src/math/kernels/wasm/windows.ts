import type { Largest, Windows } from '../Kernels.js'
import { loops } from '../loops/index.js'
import { uninitialized } from '../uninitialized.js'
import { CHUNK, LARGEST_IMAGE } from './arena.js'
import { layOut } from './locations.js'
import type { Module, Pointer } from './module.js'

/** From this many elements of all windows on the kernels beat the loops (same bits). */
const SMALLEST = 128

/** Elements of images and windows that go through at a time: they stay in the L2 cache. */
const PORTION = 4 * CHUNK

export function im2col(x: Float64Array, windows: Windows): Float64Array {
  const { image, columns } = lengths(windows)
  if (!worthIt(windows)) return loops.im2col(x, windows)
  const out = uninitialized(windows.images * columns)
  const group = portion(windows, image + columns)
  const { module, locations } = layOut([
    [x, group * image],
    [out, group * columns + 1],
  ])
  const [px, po] = locations
  for (let n = 0; n < windows.images; n += group) {
    const count = Math.min(group, windows.images - n)
    const from = px.read(n * image, count * image)
    onImages(module, 'im2col', count, windows, from, po.at(n * columns))
    po.written(n * columns, count * columns)
  }
  return out
}

export function col2im(x: Float64Array, windows: Windows): Float64Array {
  const { image, columns } = lengths(windows)
  if (!worthIt(windows)) return loops.col2im(x, windows)
  const out = uninitialized(windows.images * image)
  const group = portion(windows, image + columns)
  const { module, locations } = layOut([
    [x, group * columns],
    [out, group * image],
  ])
  const [px, po] = locations
  for (let n = 0; n < windows.images; n += group) {
    const count = Math.min(group, windows.images - n)
    const to = po.filled(0, n * image, count * image)
    onImages(module, 'col2im', count, windows, px.read(n * columns, count * columns), to)
    po.written(n * image, count * image)
  }
  return out
}

export function maxPool(x: Float64Array, windows: Windows): Float64Array {
  return worthIt(windows) ? largest(x, windows) : loops.maxPool(x, windows)
}

export function maxPoolWithPlaces(x: Float64Array, windows: Windows): Largest {
  if (!worthIt(windows)) return loops.maxPoolWithPlaces(x, windows)
  const places = new Int32Array(windows.images * windows.channels * windows.rows * windows.columns)
  return { values: largest(x, windows, places), places }
}

/** The largest of each window; leaves its place in `places`, if given. */
function largest(x: Float64Array, windows: Windows, places?: Int32Array): Float64Array {
  const { height, width, windowHeight, windowWidth, strideDown, strideRight } = windows
  const { padTop, padLeft, rows, columns } = windows
  const [plane, count] = [height * width, rows * columns]
  const planes = windows.images * windows.channels
  const values = uninitialized(planes * count)
  const group = Math.min(planes, Math.max(1, Math.floor(PORTION / (plane + 2 * count))))
  const { module, doubles, locations, pointers } = layOut(
    [
      [x, group * plane],
      [values, group * count],
    ],
    [group * count],
  )
  const [[px, pv], [pp]] = [locations, pointers]
  for (let n = 0; n < planes; n += group) {
    const some = Math.min(group, planes - n)
    // biome-ignore format: image, window, grid, memory
    module.maxPool(
      some, height, width, windowHeight, windowWidth,
      strideDown, strideRight, padTop, padLeft, rows, columns,
      px.read(n * plane, some * plane), n * plane, pv.at(n * count), places ? pp : 0,
    )
    pv.written(n * count, some * count)
    places?.set(new Int32Array(doubles.buffer, pp, some * count), n * count)
  }
  return values
}

export function addToPlaces(
  values: Float64Array,
  places: Int32Array,
  images: number,
  length: number,
): Float64Array {
  if (values.length < SMALLEST || length > LARGEST_IMAGE) {
    return loops.addToPlaces(values, places, images, length)
  }
  const out = uninitialized(images * length)
  const count = values.length / images
  const { module, doubles, locations, pointers } = layOut(
    [
      [out, length],
      [values, count],
    ],
    [count],
  )
  const [[px, pv], [pp]] = [locations, pointers]
  const integers = new Int32Array(doubles.buffer, pp, count)
  for (let n = 0; n < images; n++) {
    const to = px.filled(0, n * length, length)
    integers.set(places.subarray(n * count, (n + 1) * count))
    module.addToPlaces(count, pv.read(n * count, count), pp, to, n * length)
    px.written(n * length, length)
  }
  return out
}

/** Elements of one image, and of all its windows. */
function lengths(windows: Windows): { image: number; columns: number } {
  const { channels, height, width, windowHeight, windowWidth, rows, columns } = windows
  return {
    image: channels * height * width,
    columns: rows * columns * channels * windowHeight * windowWidth,
  }
}

function worthIt(windows: Windows): boolean {
  const { image, columns } = lengths(windows)
  return windows.images * columns >= SMALLEST && image + columns <= LARGEST_IMAGE
}

/** How many images, each with so many elements, go through at a time. */
function portion({ images }: Windows, elements: number): number {
  return Math.min(images, Math.max(1, Math.floor(PORTION / elements)))
}

function onImages(
  module: Module,
  name: 'im2col' | 'col2im',
  images: number,
  windows: Windows,
  x: Pointer,
  out: Pointer,
): void {
  const { channels, height, width, windowHeight, windowWidth } = windows
  const { strideDown, strideRight, padTop, padLeft, rows, columns } = windows
  // biome-ignore format: image, window, grid, memory
  module[name](
    images, channels, height, width, windowHeight, windowWidth,
    strideDown, strideRight, padTop, padLeft, rows, columns,
    x, out,
  )
}
