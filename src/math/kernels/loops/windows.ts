import type { Largest, Windows } from '../Kernels.js'

/** Calls `visit` for every window: its place among all of them, and its corner in its image. */
function eachWindow(
  { rows, columns, strideDown, strideRight, padTop, padLeft }: Windows,
  images: number,
  visit: (image: number, place: number, top: number, left: number) => void,
): void {
  for (let n = 0, place = 0; n < images; n++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++, place++)
        visit(n, place, row * strideDown - padTop, column * strideRight - padLeft)
}

export function im2col(x: Float64Array, windows: Windows): Float64Array {
  const { images, channels, height, width, windowHeight, windowWidth } = windows
  const length = channels * windowHeight * windowWidth
  const out = new Float64Array(images * windows.rows * windows.columns * length)
  eachWindow(windows, images, (n, place, top, left) => {
    let o = place * length
    for (let c = n * channels; c < (n + 1) * channels; c++)
      for (let i = top; i < top + windowHeight; i++)
        for (let j = left; j < left + windowWidth; j++, o++)
          if (i >= 0 && i < height && j >= 0 && j < width) out[o] = x[(c * height + i) * width + j]
  })
  return out
}

export function col2im(columns: Float64Array, windows: Windows): Float64Array {
  const { images, channels, height, width, windowHeight, windowWidth } = windows
  const length = channels * windowHeight * windowWidth
  const out = new Float64Array(images * channels * height * width)
  eachWindow(windows, images, (n, place, top, left) => {
    let p = place * length
    for (let c = n * channels; c < (n + 1) * channels; c++)
      for (let i = top; i < top + windowHeight; i++)
        for (let j = left; j < left + windowWidth; j++, p++)
          if (i >= 0 && i < height && j >= 0 && j < width)
            out[(c * height + i) * width + j] += columns[p]
  })
  return out
}

export function maxPool(x: Float64Array, windows: Windows): Float64Array {
  return maxPoolWithPlaces(x, windows).values
}

export function maxPoolWithPlaces(x: Float64Array, windows: Windows): Largest {
  const { images, channels, height, width, windowHeight, windowWidth } = windows
  const planes = images * channels
  const values = new Float64Array(planes * windows.rows * windows.columns)
  const places = new Int32Array(values.length)
  eachWindow(windows, planes, (plane, place, top, left) => {
    const bottom = Math.min(top + windowHeight, height)
    const right = Math.min(left + windowWidth, width)
    let at = -1
    for (let i = Math.max(top, 0); i < bottom; i++)
      for (let j = Math.max(left, 0); j < right; j++) {
        const p = (plane * height + i) * width + j
        if (at < 0 || isLarger(x[p], x[at])) at = p
      }
    values[place] = x[at]
    places[place] = at
  })
  return { values, places }
}

/** A NaN is larger than any number, and than no NaN. */
function isLarger(x: number, y: number): boolean {
  return !(x <= y) && !Number.isNaN(y)
}

export function addToPlaces(
  values: Float64Array,
  places: Int32Array,
  images: number,
  length: number,
): Float64Array {
  const out = new Float64Array(images * length)
  for (let i = 0; i < places.length; i++) out[places[i]] += values[i]
  return out
}
