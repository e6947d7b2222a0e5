/** Elements in ascending order; NaN comes last. */
import type { Settings } from '../denseMatrix.js'
import { ShapeError } from '../errors.js'
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { axisView, checkAxis, written } from '../shapes.js'

/** Calls `visit` with where each line along the axis starts, and the step between neighbours. */
function eachLine(x: FlatMatrix, axis: number, visit: (start: number, step: number) => void): void {
  const { outer, n, inner } = axisView(x._size, axis)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) visit(o * n * inner + i, inner)
  }
}

function sortedAlong(x: FlatMatrix, axis: number): FlatMatrix {
  checkAxis(x._size, axis, 'math.sort')
  const sorted = new Float64Array(x._flat.length)
  const line = new Float64Array(x._size[axis])
  eachLine(x, axis, (start, step) => {
    for (let k = 0; k < line.length; k++) line[k] = x._flat[start + k * step]
    line.sort()
    for (let k = 0; k < line.length; k++) sorted[start + k * step] = line[k]
  })
  return x.createFlat(sorted, x._size.slice(), x._boolean)
}

/** Places along the axis, from that of the smallest element on; equal ones keep their order. */
function orderAlong(x: FlatMatrix, axis: number): FlatMatrix {
  checkAxis(x._size, axis, 'math.argSort')
  const places = new Float64Array(x._flat.length)
  const line = new Int32Array(x._size[axis])
  eachLine(x, axis, (start, step) => {
    for (let k = 0; k < line.length; k++) line[k] = k
    line.sort((a, b) => ascending(x._flat[start + a * step], x._flat[start + b * step]))
    for (let k = 0; k < line.length; k++) places[start + k * step] = line[k]
  })
  return x.createFlat(places, x._size.slice())
}

function ascending(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
}

/**
 * What mathjs's own sort gives for a vector of numbers, sorted natively: undefined where the two
 * could differ, since mathjs counts numbers as equal whose difference is in the rounding, and has
 * no place for NaN.
 */
function asMathjsSorts(x: FlatMatrix, { relTol, absTol }: Settings): FlatMatrix | undefined {
  if (x._size.length !== 1 || x._boolean) return undefined
  const sorted = x._flat.slice().sort()
  if (Number.isNaN(sorted[sorted.length - 1])) return undefined
  for (let i = 1; i < sorted.length; i++) {
    const [a, b] = [sorted[i - 1], sorted[i]]
    const near = Math.max(relTol * Math.max(Math.abs(a), Math.abs(b)), absTol)
    if (b - a <= near && !Object.is(a, b)) return undefined
  }
  return x.createFlat(sorted, x._size.slice())
}

function distinct(x: FlatMatrix): FlatMatrix {
  const sorted = x._flat.slice().sort()
  const kept = sorted.filter((value, i) => i === 0 || ascending(sorted[i - 1], value) !== 0)
  return x.createFlat(kept, [kept.length], x._boolean)
}

const sort: Extension = {
  name: 'sort',
  oneBasedInExpressions: 1,
  signatures: ({ mathjs, settings }) => ({
    FlatMatrix: (x: FlatMatrix) => asMathjsSorts(x, settings) ?? mathjs('Matrix')(x),
    'FlatMatrix,number': sortedAlong,
  }),
}

const argSort: Extension = {
  name: 'argSort',
  help: {
    description: 'Places, counted from 0, of the elements in ascending order along an axis.',
    syntax: ['argSort(x)', 'argSort(x, axis)'],
    examples: ['argSort([3, 1, 2])', 'argSort([3, 1; 2, 4], 2)'],
  },
  oneBasedInExpressions: 1,
  signatures: () => ({
    FlatMatrix: (x: FlatMatrix) => {
      if (x._size.length === 1) return orderAlong(x, 0)
      throw new ShapeError({
        where: 'math.argSort',
        expected: 'a vector, or an axis along which to sort',
        given: `x of shape ${written(x._size)} and no axis`,
        mend: `as in math.argSort(x, ${x._size.length - 1})`,
      })
    },
    'FlatMatrix,number': orderAlong,
  }),
}

const unique: Extension = {
  name: 'unique',
  help: {
    description: 'Each number that is in x, once, in ascending order.',
    syntax: ['unique(x)'],
    examples: ['unique([3, 1, 3; 1, 2, 2])'],
  },
  signatures: () => ({ FlatMatrix: distinct }),
}

export const sorting: readonly Extension[] = [sort, argSort, unique]
