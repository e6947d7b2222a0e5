/** The same elements in another shape or order. */
import { DomainError, ShapeError } from '../errors.js'
import type { Extension, Implementation } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { count, isFlat } from '../flatStorage.js'
import { kernels } from '../kernels/index.js'
import { broadcastSize, checkSize, type Size, sameSize, written } from '../shapes.js'

/** Rows and columns exchanged; a vector stays as it is, as in mathjs. */
function transpose(x: FlatMatrix): FlatMatrix {
  if (x._size.length <= 2) return permute(x, x._size.length === 2 ? [1, 0] : [0])
  throw new ShapeError({
    where: 'math.transpose',
    expected: 'a vector or a matrix',
    given: `x of shape ${written(x._size)}`,
    mend: 'say where each axis goes: math.permute(x, [0, 2, 1]) exchanges the last two of three',
  })
}

/** Axis d of the result is axis axes[d] of x. */
function permute(x: FlatMatrix, axes: readonly number[]): FlatMatrix {
  checkAxes(x._size, axes)
  const size = axes.map((axis) => x._size[axis])
  return x.createFlat(kernels().permute(x._flat, x._size, axes), size, x._boolean)
}

function checkAxes(size: Size, axes: readonly number[]): void {
  const eachOnce = size.every((_, axis) => axes.includes(axis))
  if (axes.length === size.length && eachOnce) return
  throw new ShapeError({
    where: 'math.permute',
    expected: `each axis of x once, from 0 to ${size.length - 1}, as x is ${written(size)}`,
    given: `axes [${axes.join(', ')}]`,
    mend: 'give the axes of x in the order of the result',
  })
}

/** The same elements in row-major order under another size, in which one length may be −1. */
function reshape(x: FlatMatrix, wanted: Size): FlatMatrix {
  return x.createFlat(x._flat.slice(), resolved(x._size, wanted), x._boolean)
}

function resolved(size: Size, wanted: Size): Size {
  const elements = count(size)
  const unknown = wanted.indexOf(-1)
  const rest = wanted.filter((_, d) => d !== unknown)
  const length = unknown < 0 ? 1 : elements / count(rest)
  const result = wanted.map((n, d) => (d === unknown ? length : n))
  const valid = result.every((n) => Number.isInteger(n) && n >= 0)
  if (valid && result.length > 0 && count(result) === elements) return result
  throw new ShapeError({
    where: 'math.reshape',
    expected: `a size of ${elements} elements, as x is ${written(size)}`,
    given: `[${wanted.join(', ')}]`,
    mend: 'one length may be −1: it follows from the others',
  })
}

/** x repeated along axes of length 1 and new axes in front, as broadcasting does. */
function broadcastTo(x: FlatMatrix, size: Size): FlatMatrix {
  checkSize(size, 'math.broadcastTo')
  if (!sameSize(broadcastSize(x._size, size, 'math.broadcastTo'), size)) {
    throw new ShapeError({
      where: 'math.broadcastTo',
      expected: `a size that ${written(x._size)} can be stretched to`,
      given: written(size),
      mend: 'keep every axis that is longer than 1',
    })
  }
  const zero = { data: new Float64Array(count(size)), size }
  const data = kernels().binary('add', zero, { data: x._flat, size: x._size }, size)
  return x.createFlat(data, size.slice(), x._boolean)
}

/** The opposite of take: row i of x is added to row rows[i] of a matrix with that many rows. */
function scatterAdd(x: FlatMatrix, rows: ArrayLike<number>, length: number): FlatMatrix {
  const [n, ...rest] = x._size
  const size = [length, ...rest]
  checkSize(size, 'math.scatterAdd')
  if (rows.length !== n) {
    throw new ShapeError({
      where: 'math.scatterAdd',
      expected: `${n} row numbers, one for each row of x, which is ${written(x._size)}`,
      given: `${rows.length} row numbers`,
      mend: 'say for each row of x where it goes',
    })
  }
  const width = count(rest)
  const sums = new Float64Array(count(size))
  for (let i = 0; i < n; i++) {
    checkRow(rows[i], size, 'math.scatterAdd')
    for (let j = 0; j < width; j++) sums[rows[i] * width + j] += x._flat[i * width + j]
  }
  return x.createFlat(sums, size)
}

/** Rows of x (places along axis 0) by a list of their numbers, which may repeat. */
function take(x: FlatMatrix, rows: ArrayLike<number>): FlatMatrix {
  const rest = x._size.slice(1)
  const width = count(rest)
  const taken = new Float64Array(rows.length * width)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    checkRow(row, x._size, 'math.take')
    taken.set(x._flat.subarray(row * width, (row + 1) * width), i * width)
  }
  return x.createFlat(taken, [rows.length, ...rest], x._boolean)
}

function checkRow(row: number, size: Size, where: string): void {
  if (Number.isInteger(row) && row >= 0 && row < size[0]) return
  throw new ShapeError({
    where,
    expected: `row numbers from 0 to ${size[0] - 1}, as there are ${size[0]} rows`,
    given: `row ${row}`,
    mend: 'rows count from 0',
  })
}

/** Class numbers → rows with a 1 in the column of the class and 0 elsewhere. */
function oneHot(labels: ArrayLike<number>, classes: number): Float64Array {
  checkSize([labels.length, classes], 'math.oneHot')
  const rows = new Float64Array(labels.length * classes)
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      throw new DomainError({
        where: 'math.oneHot',
        expected: `labels from 0 to ${classes - 1}, for ${classes} classes`,
        given: `label ${label}`,
        mend: 'classes count from 0',
      })
    }
    rows[i * classes + label] = 1
  }
  return rows
}

/** A list of numbers in whatever form it came; a matrix must be a vector. */
function numbers(x: unknown, where: string): ArrayLike<number> {
  const list: unknown = isFlat(x) && x._size.length === 1 ? x._flat : x
  if (Array.isArray(list) || ArrayBuffer.isView(list)) return list as unknown as ArrayLike<number>
  throw new ShapeError({
    where,
    expected: 'a list of whole numbers: an array, a typed array or a vector',
    given: typeof x === 'string' ? `the string '${x}'` : String(x),
    mend: 'as in [0, 2, 5]',
  })
}

/** A function of a flat matrix and a list, which may come as a matrix. */
const withList = (
  name: string,
  apply: (x: FlatMatrix, list: readonly number[]) => FlatMatrix,
): Record<string, Implementation> => {
  const implementation = (x: FlatMatrix, list: unknown) =>
    apply(x, Array.from(numbers(list, `math.${name}`)))
  return { 'FlatMatrix,Array': implementation, 'FlatMatrix,Matrix': implementation }
}

export const rearrangement: readonly Extension[] = [
  { name: 'transpose', signatures: () => ({ FlatMatrix: transpose }) },
  {
    name: 'ctranspose',
    signatures: ({ create }) => ({
      FlatMatrix: (x: FlatMatrix) => {
        const { _flat, _size } = transpose(x)
        return create(_flat, _size) // conjugation makes numbers of Booleans
      },
    }),
  },
  { name: 'reshape', signatures: () => withList('reshape', reshape) },
  {
    name: 'permute',
    help: {
      description: 'The axes in another order: axis d of the result is axis axes[d] of x.',
      syntax: ['permute(x, axes)'],
      examples: ['permute([1, 2; 3, 4], [2, 1])'],
    },
    oneBasedInExpressions: 1,
    signatures: () => withList('permute', permute),
  },
  {
    name: 'broadcastTo',
    help: {
      description: 'x repeated along axes of length 1, and along new axes in front.',
      syntax: ['broadcastTo(x, size)'],
      examples: ['broadcastTo([1, 2, 3], [2, 3])'],
    },
    signatures: ({ create }) => ({
      ...withList('broadcastTo', broadcastTo),
      'number,Array': (x: number, size: Size) => broadcastTo(create(Float64Array.of(x), [1]), size),
    }),
  },
  {
    name: 'take',
    help: {
      description: 'Rows of x by a list of their numbers, which may repeat.',
      syntax: ['take(x, rows)'],
      examples: ['take([1, 2; 3, 4], [2, 2, 1])'],
    },
    oneBasedInExpressions: 1,
    signatures: () => ({
      'FlatMatrix,any': (x: FlatMatrix, rows: unknown) => take(x, numbers(rows, 'math.take')),
    }),
  },
  {
    name: 'scatterAdd',
    help: {
      description: 'The opposite of take: row i of x is added to row rows[i] of `length` rows.',
      syntax: ['scatterAdd(x, rows, length)'],
      examples: ['scatterAdd([1, 2; 3, 4], [3, 3], 4)'],
    },
    oneBasedInExpressions: 1,
    signatures: () => ({
      'FlatMatrix,any,number': (x: FlatMatrix, rows: unknown, length: number) =>
        scatterAdd(x, numbers(rows, 'math.scatterAdd'), length),
    }),
  },
  {
    name: 'oneHot',
    help: {
      description: 'Class numbers, counted from 0, to rows with a 1 at the class.',
      syntax: ['oneHot(labels, classes)'],
      examples: ['oneHot([0, 2], 3)'],
    },
    signatures: ({ create }) => ({
      'any,number': (labels: unknown, classes: number) => {
        const list = numbers(labels, 'math.oneHot')
        return create(oneHot(list, classes), [list.length, classes])
      },
    }),
  },
]
