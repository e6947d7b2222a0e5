/** Exercises of notebook 01. */
import { math } from '../math/index.js'
import { flat } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { Exercise } from './Exercise.js'

type Length = (start: number, stop: number, step: number) => number | undefined

const ranges = [
  [0, 6, 1],
  [2, 9, 3],
  [0, 10, 3],
  [5, 5, 1],
  [5, 0, 1],
  [5, 0, -2],
] as const

/** How many values range(start, stop, step) has. */
export const lengthOfRange = new Exercise<Length>({
  observe: (length) =>
    Object.fromEntries(
      ranges.map(([start, stop, step]) => [
        `range(${start}, ${stop}, ${step})`,
        length(start, stop, step),
      ]),
    ),
  right: (start, stop, step) => Math.max(0, Math.ceil((stop - start) / step)),
  mistakes: {
    stepForgotten: {
      answer: (start, stop) => Math.max(0, stop - start),
      en: 'That counts every number from start to stop. A step of 3 takes only every third.',
      zh: '这数的是从 start 到 stop 的每一个数。步长为 3 时，每三个数只取一个。',
    },
    roundedDown: {
      answer: (start, stop, step) => Math.max(0, Math.floor((stop - start) / step)),
      en: 'A last step that is cut short still brings a value: [2, 5, 8] are three. Round up.',
      zh: '最后不足一步时仍有一个值：[2, 5, 8] 是三个。应当向上取整。',
    },
    endIncluded: {
      answer: (start, stop, step) => Math.max(0, Math.floor((stop - start) / step) + 1),
      en: 'You count the end, too. It is left out: range(0, 6, 1) stops at 5.',
      zh: '你把终点也算进去了。终点不包括在内：range(0, 6, 1) 到 5 为止。',
    },
    negative: {
      answer: (start, stop, step) => Math.ceil((stop - start) / step),
      en: 'A range that leads away from its end is empty: its length is 0, not a negative number.',
      zh: '如果步长朝着远离终点的方向，区间为空：长度是 0，而不是负数。',
    },
    eitherWay: {
      answer: (start, stop, step) => Math.ceil(Math.abs((stop - start) / step)),
      en: 'From 5 to 0 in steps of 1 there is no way: the sign of the step matters.',
      zh: '以步长 1 无法从 5 走到 0：步长的符号很重要。',
    },
    startForgotten: {
      answer: (_start, stop, step) => Math.max(0, Math.ceil(stop / step)),
      en: 'You count from 0. What matters is the distance from start to stop.',
      zh: '你是从 0 开始数的。应当看 start 到 stop 的距离。',
    },
  },
})

/** Square, so that a lost axis is no error but a wrong result. */
const square = () =>
  math.matrix([
    [1, 5, 2],
    [7, 4, 9],
    [3, 3, 8],
  ])

/** Each row minus its own largest element. */
export const rowsMinusTheirLargest = new Exercise<(x: Matrix) => Matrix | undefined>({
  observe: (subtracted) => ({
    'the result for a 3×3 matrix · 3×3 矩阵的结果': subtracted(square()),
  }),
  right: (x) => math.subtract(x, math.max(x, 1, { keepDims: true })),
  mistakes: {
    axisLost: {
      answer: (x) => math.subtract(x, math.max(x, 1)),
      en:
        'Each maximum came down a column instead of along its row. max(x, 1) has lost an axis: ' +
        'keepDims: true keeps it. On a square matrix nothing warns you.',
      zh:
        '最大值被用到了列上，而不是行上。max(x, 1) 少了一个轴：' +
        '用 { keepDims: true } 保留它。对方阵不会有任何报错。',
    },
    wholeMatrix: {
      answer: (x) => math.subtract(x, math.max(x)),
      en: 'That is the largest of the whole matrix. Each row has a largest element of its own.',
      zh: '那是整个矩阵的最大值。每一行都有自己的最大值。',
    },
    columns: {
      answer: (x) => math.subtract(x, math.max(x, 0, { keepDims: true })),
      en: 'Those are the maxima of the columns: axis 0 runs down, axis 1 along a row.',
      zh: '那是各列的最大值：轴 0 向下，轴 1 沿着行。',
    },
    otherWayRound: {
      answer: (x) => math.subtract(math.max(x, 1, { keepDims: true }), x),
      en:
        'The other way round: x minus the maximum, ' +
        'so that the largest becomes 0 and no value is above.',
      zh: '方向反了：应当是 x 减去最大值，这样最大的变为 0，其余都不大于 0。',
    },
    smallest: {
      answer: (x) => math.subtract(x, math.min(x, 1, { keepDims: true })),
      en: 'You subtracted the smallest element of each row.',
      zh: '你减去的是每一行的最小值。',
    },
  },
})

type Picked = (y: Matrix, t: readonly number[]) => readonly number[] | undefined

/** Square, so that rows and columns may be mistaken for each other without an error. */
const probabilities = [
  [0.1, 0.2, 0.7],
  [0.3, 0.6, 0.1],
  [0.35, 0.25, 0.4],
]

/** NumPy's `y[np.arange(N), t]`. */
export const atTheLabels = new Exercise<Picked>({
  observe: (picked) => ({
    'the probabilities at labels 2, 0 and 1 · 标签 2、0、1 处的概率': picked(
      math.matrix(probabilities),
      [2, 0, 1],
    ),
  }),
  right: (y, t) => t.map((label, row) => y.get([row, label])),
  mistakes: {
    largest: {
      answer: (y) => [...flat(math.max(y, 1))],
      en: 'Those are the largest of each row. What counts is the place that the label names.',
      zh: '那是每一行的最大值。要取的是标签所指的位置。',
    },
    swapped: {
      answer: (y, t) => t.map((label, row) => y.get([label, row])),
      en: 'Row and column are exchanged: the label is a column, and its place in the list the row.',
      zh: '行和列弄反了：标签是列号，它在列表中的位置才是行号。',
    },
    countedFromOne: {
      answer: (y, t) => t.map((label, row) => y.get([row, (label + 2) % 3])),
      en: 'One column too far to the left: labels count from 0, as columns do.',
      zh: '偏左了一列：标签和列一样，从 0 开始数。',
    },
    firstRow: {
      answer: (y, t) => t.map((label) => y.get([0, label])),
      en: 'All three come from the first row. Each label belongs to a row of its own.',
      zh: '三个值都取自第一行。每个标签属于各自的那一行。',
    },
    wholeColumns: {
      answer: (y, t) => [...flat(math.take(y, t, 1))],
      en:
        'Those are whole columns, as of y[:, t] in NumPy: ' +
        'nine numbers, where one for each row is wanted.',
      zh: '这是整列，相当于 NumPy 的 y[:, t]：共九个数，而每行只要一个。',
    },
    logarithm: {
      answer: (y, t) => t.map((label, row) => -math.log(y.get([row, label]) as number)),
      en: 'You went on to the loss already: −log of what was asked. Leave out the logarithm.',
      zh: '你已经算到损失了：这是所求值的 −log。去掉对数即可。',
    },
  },
})

/** The shape of an array 2×3×4×5 after NumPy's transpose(0, 3, 1, 2). */
export const shapeAfterTranspose = new Exercise<readonly number[]>({
  observe: (size) => ({ 'the shape · 形状': size }),
  right: [2, 5, 3, 4],
  mistakes: {
    inverse: {
      answer: [2, 4, 5, 3],
      en:
        'You sent axis 1 to place 3. The list tells where each axis comes from: ' +
        'place 1 gets axis 3.',
      zh: '你把轴 1 移到了位置 3。这个列表说的是每个轴从哪里来：位置 1 得到轴 3。',
    },
    unchanged: {
      answer: [2, 3, 4, 5],
      en: 'That is the shape before.',
      zh: '这是变换之前的形状。',
    },
    reversed: {
      answer: [5, 4, 3, 2],
      en: 'That is transpose() without a list, which turns the order of all axes round.',
      zh: '这是不带参数的 transpose()，它把所有轴的顺序颠倒过来。',
    },
    lastTwo: {
      answer: [2, 3, 5, 4],
      en: 'Only the last two axes changed places here. The list moves three of them.',
      zh: '这里只交换了最后两个轴。列表移动了三个轴。',
    },
    list: {
      answer: [0, 3, 1, 2],
      en: 'That is the list itself, the numbers of the axes. The shape has their lengths.',
      zh: '这是列表本身，即轴的编号。形状由各轴的长度组成。',
    },
  },
})
