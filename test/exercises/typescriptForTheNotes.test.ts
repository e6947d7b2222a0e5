import { exercises, flat, math, tensor } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

const oneHot = (t: readonly number[]) =>
  math.equal(math.matrix([[0, 1, 2]]), tensor(t, [t.length, 1]))

exerciseSuite('notebook 01', exercises.typescriptForTheNotes, {
  lengthOfRange: {
    right: [
      (start, stop, step) => math.arange(start, stop, step).size()[0],
      (start, stop, step) => {
        let count = 0
        for (let i = start; step > 0 ? i < stop : i > stop; i += step) count++
        return count
      },
    ],
    wrong: {
      endIncluded: (start, stop, step) => {
        let count = 0
        for (let i = start; step > 0 ? i <= stop : i >= stop; i += step) count++
        return count
      },
      stepForgotten: (start, stop) => math.arange(start, stop).size()[0],
      different: () => 3,
    },
  },
  rowsMinusTheirLargest: {
    right: [
      (x) => math.transpose(math.subtract(math.transpose(x), math.max(x, 1))),
      (x) => math.map(x, (value, [row]) => value - math.max(math.take(x, [row]))),
    ],
    wrong: {
      axisLost: (x) => math.map(x, (value, [, k]) => value - math.max(math.take(x, [k]))),
      wholeMatrix: (x) => math.map(x, (value) => value - 9),
      different: (x) => x,
    },
  },
  atTheLabels: {
    right: [
      (y, t) => t.map((label, row) => flat(math.take(y, [row]))[label]),
      (y, t) => [...flat(math.sum(math.dotMultiply(y, oneHot(t)), 1))],
    ],
    wrong: {
      firstRow: (y, t) => t.map((label) => flat(y)[label]),
      largest: (y) => [0, 1, 2].map((row) => math.max(math.take(y, [row]))),
      wholeColumns: (y, t) => y.toArray().flatMap((row) => t.map((label) => [row].flat()[label])),
      different: () => [0.7, 0.3],
    },
  },
  shapeAfterTranspose: {
    right: [math.permute(math.zeros([2, 3, 4, 5]), [0, 3, 1, 2]).size(), [2, 5, 3, 4]],
    wrong: { inverse: math.permute(math.zeros([2, 3, 4, 5]), [0, 2, 3, 1]).size(), different: [1] },
  },
})
