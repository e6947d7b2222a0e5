/** The same elements more than once, and a border around them. */
import { ShapeError } from '../errors.js'
import type { Extension } from '../extension.js'
import { count, type FlatMatrix } from '../flatStorage.js'
import { all, along, gather, scatter } from '../places.js'
import { broadcastSize, checkAxis, checkSize, type Size, sameSize, written } from '../shapes.js'
import { shown } from '../shown.js'
import { checkCount, numbers, withList } from './lists.js'

/** x repeated along axes of length 1 and new axes in front, as broadcasting does. */
function broadcast(x: FlatMatrix, size: Size): FlatMatrix {
  checkSize(size, 'math.broadcastTo')
  if (!sameSize(broadcastSize(x._size, size, 'math.broadcastTo'), size)) {
    throw new ShapeError({
      where: 'math.broadcastTo',
      expected: `a size that ${written(x._size)} can be stretched to`,
      given: written(size),
      mend: 'keep every axis that is longer than 1',
    })
  }
  return x.createFlat(
    stretched(x._flat, inFront(x._size, size.length), size),
    size.slice(),
    x._boolean,
  )
}

function stretched(x: Float64Array, from: Size, size: Size): Float64Array {
  let inner = size.length // from this axis on, each element is repeated where it stands
  while (inner > 0 && from[inner - 1] === 1) inner--
  const places = from
    .slice(0, inner)
    .map((length, d) => (length === size[d] ? all(length) : new Int32Array(size[d])))
  const elements = gather(x, from.slice(0, inner), places)
  const times = count(size.slice(inner))
  if (times === 1) return elements
  const out = new Float64Array(elements.length * times)
  for (let i = 0; i < elements.length; i++) out.fill(elements[i], i * times, (i + 1) * times)
  return out
}

/** With axes of length 1 in front, so that there are `rank`. */
function inFront(list: Size, rank: number): number[] {
  return [...new Array<number>(rank - list.length).fill(1), ...list]
}

/** Each place along the axis `times` times, one after the other. */
function repeated(x: FlatMatrix, times: number, axis: number): FlatMatrix {
  checkCount(times, 'how many times', 'math.repeat')
  checkAxis(x._size, axis, 'math.repeat')
  const size = x._size.map((length, d) => (d === axis ? length * times : length))
  checkSize(size, 'math.repeat')
  const places = Int32Array.from({ length: size[axis] }, (_, i) => Math.floor(i / times))
  return x.createFlat(gather(x._flat, x._size, along(x._size, axis, places)), size, x._boolean)
}

/**
 * x laid side by side, so many times along each axis; missing axes are put in front, as in NumPy.
 */
function tiled(x: FlatMatrix, repetitions: ArrayLike<number>): FlatMatrix {
  const times = Array.from(repetitions)
  for (const n of times) checkCount(n, 'how many times along each axis', 'math.tile')
  const rank = Math.max(times.length, x._size.length)
  const [from, factors] = [inFront(x._size, rank), inFront(times, rank)]
  const size = from.map((length, d) => length * factors[d])
  checkSize(size, 'math.tile')
  const places = size.map((length, d) => Int32Array.from({ length }, (_, i) => i % from[d]))
  return x.createFlat(gather(x._flat, from, places), size, x._boolean)
}

type Widths = readonly (readonly [before: number, after: number])[]

/** x with a border of one value. */
function padded(x: FlatMatrix, widths: Widths, value: number): FlatMatrix {
  const size = x._size.map((length, d) => widths[d][0] + length + widths[d][1])
  checkSize(size, 'math.pad')
  const data = new Float64Array(count(size)).fill(value)
  const inside = x._size.map((length, d) => ({ from: widths[d][0], length }))
  scatter(data, size, inside, x._flat)
  return x.createFlat(data, size)
}

/** How far the border reaches before and after each axis. */
export function padWidths(given: unknown, size: Size): Widths {
  const pairs: unknown = typeof given === 'number' ? size.map(() => [given, given]) : listed(given)
  const areFit =
    Array.isArray(pairs) &&
    pairs.length === size.length &&
    pairs.every((pair) => Array.isArray(pair) && pair.length === 2)
  if (!areFit) {
    throw new ShapeError({
      where: 'math.pad',
      expected: `one width, or a pair [before, after] for each axis of ${written(size)}`,
      given: shown(pairs),
      mend: 'as in math.pad(x, [[1, 1], [2, 2]])',
    })
  }
  for (const width of pairs.flat()) checkCount(width, 'widths of the border', 'math.pad')
  return pairs as unknown as Widths // checked above
}

function listed(x: unknown): unknown {
  return typeof x === 'object' && x !== null ? x.valueOf() : x
}

const broadcastTo: Extension = {
  name: 'broadcastTo',
  help: {
    description: 'x repeated along axes of length 1, and along new axes in front.',
    syntax: ['broadcastTo(x, size)'],
    examples: ['broadcastTo([1, 2, 3], [2, 3])'],
  },
  signatures: ({ create }) => ({
    ...withList('broadcastTo', broadcast),
    'number,Array': (x: number, size: Size) => {
      checkSize(size, 'math.broadcastTo')
      return create(new Float64Array(count(size)).fill(x), size.slice())
    },
  }),
}

const repeat: Extension = {
  name: 'repeat',
  help: {
    description: 'Each element so many times, one after the other; all in a row without an axis.',
    syntax: ['repeat(x, times)', 'repeat(x, times, axis)'],
    examples: ['repeat([1, 2], 3)', 'repeat([1, 2; 3, 4], 2, 1)'],
  },
  oneBasedInExpressions: 2,
  signatures: () => ({
    'FlatMatrix,number': (x: FlatMatrix, times: number) =>
      repeated(x.createFlat(x._flat, [x._flat.length], x._boolean), times, 0),
    'FlatMatrix,number,number': repeated,
  }),
}

const tile: Extension = {
  name: 'tile',
  help: {
    description: 'x side by side, so many times along each axis.',
    syntax: ['tile(x, times)', 'tile(x, [times, times])'],
    examples: ['tile([1, 2], 3)', 'tile([1, 2], [2, 2])'],
  },
  signatures: () => ({
    'FlatMatrix,any': (x: FlatMatrix, times: unknown) =>
      tiled(x, typeof times === 'number' ? [times] : numbers(times, 'math.tile')),
  }),
}

const pad: Extension = {
  name: 'pad',
  help: {
    description: 'x with a border of zeros, or of another value, as wide as said for each axis.',
    syntax: ['pad(x, width)', 'pad(x, [before, after; before, after])', 'pad(x, widths, value)'],
    examples: ['pad([1, 2], 1)', 'pad([1, 2; 3, 4], [0, 1; 2, 0], 9)'],
  },
  signatures: () => ({
    'FlatMatrix,any': (x: FlatMatrix, widths: unknown) => padded(x, padWidths(widths, x._size), 0),
    'FlatMatrix,any,number': (x: FlatMatrix, widths: unknown, value: number) =>
      padded(x, padWidths(widths, x._size), value),
  }),
}

export const repetition: readonly Extension[] = [broadcastTo, repeat, tile, pad]
