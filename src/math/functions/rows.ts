/** Rows, or places along another axis, by a list of their numbers. */
import { DomainError, ShapeError } from '../errors.js'
import type { Extension } from '../extension.js'
import { count, type FlatMatrix } from '../flatStorage.js'
import { scatterAdd as addTo, along, gather, selectedSize } from '../places.js'
import { checkAxis, checkSize, written } from '../shapes.js'
import { shown } from '../shown.js'
import { checkCount, checkPlaces, numbers } from './lists.js'

/** Places of x along the axis, in the order of the list, which may repeat some. */
function taken(x: FlatMatrix, list: unknown, axis: number): FlatMatrix {
  checkAxis(x._size, axis, 'math.take')
  const rows = numbers(list, 'math.take')
  checkPlaces(rows, x._size, axis, 'math.take')
  const places = along(x._size, axis, rows)
  const size = selectedSize(places)
  checkSize(size, 'math.take')
  return x.createFlat(gather(x._flat, x._size, places), size, x._boolean)
}

/** The opposite of take: row i of x is added to row rows[i] of a matrix with that many rows. */
function added(x: FlatMatrix, list: unknown, length: number, axis: number): FlatMatrix {
  checkAxis(x._size, axis, 'math.scatterAdd')
  checkCount(length, 'the length of the result', 'math.scatterAdd')
  const rows = numbers(list, 'math.scatterAdd')
  const size = x._size.map((n, d) => (d === axis ? length : n))
  checkSize(size, 'math.scatterAdd')
  if (rows.length !== x._size[axis]) {
    throw new ShapeError({
      where: 'math.scatterAdd',
      expected: `${x._size[axis]} numbers for axis ${axis} of x, which is ${written(x._size)}`,
      given: `${rows.length} numbers`,
      mend: 'say for each row of x where it goes',
    })
  }
  checkPlaces(rows, size, axis, 'math.scatterAdd')
  const sums = new Float64Array(count(size))
  addTo(sums, size, along(size, axis, rows), x._flat)
  return x.createFlat(sums, size)
}

/** Class numbers → rows with a 1 in the column of the class and 0 elsewhere. */
function hot(labels: ArrayLike<number>, classes: number): Float64Array {
  checkSize([labels.length, classes], 'math.oneHot')
  const rows = new Float64Array(labels.length * classes)
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      throw new DomainError({
        where: 'math.oneHot',
        expected: `labels from 0 to ${classes - 1}, for ${classes} classes`,
        given: `label ${shown(label)}`,
        mend: 'classes count from 0',
      })
    }
    rows[i * classes + label] = 1
  }
  return rows
}

const take: Extension = {
  name: 'take',
  help: {
    description: 'Rows of x, or places along another axis, by a list that may repeat some.',
    syntax: ['take(x, rows)', 'take(x, places, axis)'],
    examples: ['take([1, 2; 3, 4], [2, 2, 1])', 'take([1, 2; 3, 4], [2], 2)'],
  },
  oneBasedInExpressions: [1, 2],
  signatures: () => ({
    'FlatMatrix,any': (x: FlatMatrix, rows: unknown) => taken(x, rows, 0),
    'FlatMatrix,any,number': taken,
  }),
}

const scatterAdd: Extension = {
  name: 'scatterAdd',
  help: {
    description:
      'The opposite of take: row i of x is added to row rows[i] of `length` rows; ' +
      'so along an axis.',
    syntax: ['scatterAdd(x, rows, length)', 'scatterAdd(x, places, length, axis)'],
    examples: ['scatterAdd([1, 2; 3, 4], [3, 3], 4)', 'scatterAdd([1, 2; 3, 4], [1, 1], 1, 2)'],
  },
  oneBasedInExpressions: [1, 3],
  signatures: () => ({
    'FlatMatrix,any,number': (x: FlatMatrix, rows: unknown, length: number) =>
      added(x, rows, length, 0),
    'FlatMatrix,any,number,number': added,
  }),
}

const oneHot: Extension = {
  name: 'oneHot',
  help: {
    description: 'Class numbers, counted from 0, to rows with a 1 at the class.',
    syntax: ['oneHot(labels, classes)'],
    examples: ['oneHot([0, 2], 3)'],
  },
  signatures: ({ create }) => ({
    'any,number': (labels: unknown, classes: number) => {
      const list = numbers(labels, 'math.oneHot')
      return create(hot(list, classes), [list.length, classes])
    },
  }),
}

export const rows: readonly Extension[] = [take, scatterAdd, oneHot]
