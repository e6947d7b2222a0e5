/**
 * The largest element of each window on images N×C×H×W (../Kernels.ts, Windows). Coordinates are
 * signed, as a window may begin above or left of its image.
 */

/**
 * The largest element of each window and its place, counted in elements from `first` on; `places`
 * of 0 leaves them out. `planes` are images times channels. Two windows side by side that lie
 * inside the image go together.
 */
export function maxPool(
  planes: i32, height: i32, width: i32, windowHeight: i32, windowWidth: i32,
  strideDown: i32, strideRight: i32, padTop: i32, padLeft: i32, rows: i32, columns: i32,
  x: u32, first: i32, values: u32, places: u32,
): void {
  // windows from `near` up to `far` lie inside from left to right
  const near = min(columns, (padLeft + strideRight - 1) / strideRight)
  const far = min(
    columns,
    width + padLeft < windowWidth ? 0 : (width + padLeft - windowWidth) / strideRight + 1,
  )
  const plane = height * width, next = places == 0 ? 0 : 4
  for (let n = 0; n < planes; n++, x += plane << 3, first += plane)
    for (let top = -padTop, r = 0; r < rows; r++, top += strideDown) {
      const low = max(top, 0), high = min(top + windowHeight, height)
      let left = -padLeft, c = 0
      for (; c < near; c++, left += strideRight, values += 8, places += next)
        oneLargest(
          low, high, max(left, 0), min(left + windowWidth, width), width, x, first, values, places,
        )
      if (windowWidth == 2 && strideRight == 2) {
        const pairs = max(0, far - c) >> 1
        if (next == 0) pairsOfTwo(low, high, left, pairs, width, x, values)
        else largestOfTwo(low, high, left, pairs, width, x, first, values, places)
        c += pairs << 1; left += pairs << 2; values += pairs << 4; places += (pairs * next) << 1
      }
      for (; c + 2 <= far; c += 2, left += 2 * strideRight, values += 16, places += next << 1) {
        if (next != 0)
          twoLargest(low, high, left, windowWidth, strideRight, width, x, first, values, places)
        else twoValues(low, high, left, windowWidth, strideRight, width, x, values)
      }
      for (; c < columns; c++, left += strideRight, values += 8, places += next)
        oneLargest(
          low, high, max(left, 0), min(left + windowWidth, width), width, x, first, values, places,
        )
    }
}

/** Adds n values to x, each at its place, counted in elements of which x is the one at `first`. */
export function addToPlaces(n: u32, values: u32, places: u32, x: u32, first: i32): void {
  for (const end = values + (n << 3); values < end; values += 8, places += 4) {
    const at = x + ((load<i32>(places) - first) << 3)
    store<f64>(at, load<f64>(at) + load<f64>(values))
  }
}

/** A NaN is larger than any number, and than no NaN. */
// @ts-ignore: decorator
@inline
function isLarger(x: v128, y: v128): v128 {
  return v128.andnot(f64x2.eq(y, y), f64x2.le(x, y))
}

// @ts-ignore: decorator
@inline
function twoLargest(
  low: i32, high: i32, left: i32, windowWidth: i32, step: i32, width: i32,
  x: u32, first: i32, values: u32, places: u32,
): void {
  let row = x + ((low * width + left) << 3)
  let best = pairFrom(row, step << 3)
  const one = i64x2.splat(1), down = i64x2.splat(width - windowWidth)
  const shift = first + low * width + left
  let place = i64x2.replace_lane(i64x2.splat(shift), 1, shift + step), at = place
  for (let i = low; i < high; i++, row += width << 3) {
    for (let p = row, end = row + (windowWidth << 3); p < end; p += 8) {
      const value = pairFrom(p, step << 3), larger = isLarger(value, best)
      best = v128.bitselect(value, best, larger)
      at = v128.bitselect(place, at, larger)
      place = i64x2.add(place, one)
    }
    place = i64x2.add(place, down)
  }
  v128.store(values, best)
  v128.store64_lane(places, i32x4.shuffle(at, at, 0, 2, 0, 2), 0)
}

/** Without places the instruction for a maximum does, but where a NaN makes the sum one. */
// @ts-ignore: decorator
@inline
function twoValues(
  low: i32, high: i32, left: i32, windowWidth: i32, step: i32, width: i32, x: u32, values: u32,
): void {
  let row = x + ((low * width + left) << 3)
  let best = pairFrom(row, step << 3), sum = f64x2.splat(0)
  for (let i = low; i < high; i++, row += width << 3)
    for (let p = row, end = row + (windowWidth << 3); p < end; p += 8) {
      const value = pairFrom(p, step << 3)
      best = f64x2.pmax(best, value)
      sum = f64x2.add(sum, value)
    }
  v128.store(values, best)
  if (i64x2.all_true(f64x2.eq(sum, sum))) return
  oneLargest(low, high, left, left + windowWidth, width, x, 0, values, 0)
  oneLargest(low, high, left + step, left + step + windowWidth, width, x, 0, values + 8, 0)
}

/** Pairs of windows that are two wide and lie side by side: their elements are read as they lie. */
function pairsOfTwo(
  low: i32, high: i32, left: i32, pairs: i32, width: i32, x: u32, values: u32,
): void {
  const row = width << 3, tall = (high - low) * row, end = values + (pairs << 4)
  let top = x + low * row + (left << 3), sum = f64x2.splat(0)
  for (let to = values; to < end; to += 16, top += 32) {
    let a = v128.load(top), b = v128.load(top, 16)
    let best = pairsMaximum(a, b), own = f64x2.add(a, b)
    for (let p = top + row, last = top + tall; p < last; p += row) {
      a = v128.load(p)
      b = v128.load(p, 16)
      best = f64x2.pmax(best, pairsMaximum(a, b))
      own = f64x2.add(own, f64x2.add(a, b))
    }
    // one addition a pair: each waits for the last one
    sum = f64x2.add(sum, own)
    v128.store(to, best)
  }
  if (i64x2.all_true(f64x2.eq(sum, sum))) return
  for (let to = values; to < end; to += 8, left += 2)
    oneLargest(low, high, left, left + 2, width, x, 0, to, 0)
}

/** The same with their places. */
function largestOfTwo(
  low: i32, high: i32, left: i32, pairs: i32, width: i32,
  x: u32, first: i32, values: u32, places: u32,
): void {
  const row = width << 3, tall = (high - low) * row, end = values + (pairs << 4)
  const one = i64x2.splat(1), down = i64x2.splat(width), onward = i64x2.splat(4)
  const corner = low * width + left
  let place = i64x2.replace_lane(i64x2.splat(first + corner), 1, first + corner + 2)
  let top = x + (corner << 3)
  for (; values < end; values += 16, places += 8, top += 32, place = i64x2.add(place, onward)) {
    let best = v128.shuffle<f64>(v128.load(top), v128.load(top, 16), 0, 2)
    let at = place, here = place
    for (let p = top, last = top + tall; p < last; p += row) {
      const a = v128.load(p), b = v128.load(p, 16)
      const near = v128.shuffle<f64>(a, b, 0, 2), far = v128.shuffle<f64>(a, b, 1, 3)
      let larger = isLarger(near, best)
      best = v128.bitselect(near, best, larger)
      at = v128.bitselect(here, at, larger)
      larger = isLarger(far, best)
      best = v128.bitselect(far, best, larger)
      at = v128.bitselect(i64x2.add(here, one), at, larger)
      here = i64x2.add(here, down)
    }
    v128.store(values, best)
    v128.store64_lane(places, i32x4.shuffle(at, at, 0, 2, 0, 2), 0)
  }
}

/** The larger of the two in a, and of the two in b. */
// @ts-ignore: decorator
@inline
function pairsMaximum(a: v128, b: v128): v128 {
  return f64x2.pmax(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3))
}

/** The doubles at p and at `step` bytes behind it. */
// @ts-ignore: decorator
@inline
function pairFrom(p: u32, step: i32): v128 {
  return v128.load64_lane(p + step, v128.load64_zero(p), 1)
}

function oneLargest(
  low: i32, high: i32, from: i32, to: i32, width: i32,
  x: u32, first: i32, values: u32, places: u32,
): void {
  let at = low * width + from, best = load<f64>(x + (at << 3))
  for (let i = low; i < high; i++)
    for (let j = from; j < to; j++) {
      const value = load<f64>(x + ((i * width + j) << 3))
      if (value <= best || best != best) continue
      best = value
      at = i * width + j
    }
  store<f64>(values, best)
  if (places != 0) store<i32>(places, first + at)
}
