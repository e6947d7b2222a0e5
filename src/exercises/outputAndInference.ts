/** Exercises of notebook 04. */
import { math } from '../math/instance.js'
import type { Matrix } from '../math/types.js'
import { Exercise } from './Exercise.js'

const columns = { keepDims: true } as const

const scores = () =>
  math.matrix([
    [0.3, 2.9, 4],
    [1, 1, 1],
    [2, 0, -1],
  ])
const farApart = () =>
  math.matrix([
    [1010, 1000, 990],
    [-800, -801, -802],
  ])

/** exp(a − c) / sum: what the variants of softmax have in common. */
function shared(a: Matrix, c: Matrix | number, total: (exp: Matrix) => Matrix | number): Matrix {
  const exp = math.exp(math.subtract(a, c))
  return math.dotDivide(exp, total(exp))
}

const largestOfRows = (a: Matrix) => math.max(a, 1, columns)
const sumOfRows = (exp: Matrix) => math.sum(exp, 1, columns)
const wholeSum = (exp: Matrix) => math.sum(exp)

/** The notes' softmax, made right for a batch. */
export const softmaxOfRows = new Exercise<(a: Matrix) => Matrix | undefined>({
  observe: (softmax) => ({
    'a batch of three rows · 三行的批': softmax(scores()),
    'a batch of two rows with large scores · 得分很大的两行的批': softmax(farApart()),
  }),
  right: (a) => shared(a, largestOfRows(a), sumOfRows),
  printed: (a) => shared(a, math.max(a), wholeSum),
  mistakes: {
    wholeSum: {
      answer: (a) => shared(a, largestOfRows(a), wholeSum),
      en: 'The maximum is right now, but all rows still share one sum: each row has its own.',
      zh: '最大值已经正确，但所有行仍共用一个总和：每一行应有自己的和。',
    },
    wholeMaximum: {
      answer: (a) => shared(a, math.max(a), sumOfRows),
      en:
        'Rows sum to 1, until one lies far below the greatest score of all: ' +
        'there 0 is divided by 0.',
      zh: '各行之和为 1，但若某一行远低于全体最大值，就会变成 0 除以 0。',
    },
    columns: {
      answer: (a) => math.softmax(a, 0),
      en: 'Columns sum to 1 here. Examples are rows: reduce along axis 1.',
      zh: '这里每一列的和为 1。样本是行：应沿轴 1 归约。',
    },
    withoutMaximum: {
      answer: (a) => shared(a, 0, sumOfRows),
      en: 'Right for small scores. Large ones overflow, since no maximum is subtracted.',
      zh: '对小的得分正确。没有减去最大值，大的得分会溢出。',
    },
    notDivided: {
      answer: (a) => math.exp(math.subtract(a, largestOfRows(a))),
      en: 'The exponentials are right. They still have to be divided by the sum of their row.',
      zh: '指数正确，但还要除以所在行的总和。',
    },
    logarithm: {
      answer: (a) => math.logSoftmax(a, 1),
      en: 'These are logarithms of probabilities. Probabilities were asked for.',
      zh: '这是概率的对数，题目要的是概率本身。',
    },
  },
})

const row = () => math.matrix([1, 2, 4])
const largeRow = () => math.matrix([3000, 2990, 2980])

/** Softmax with a temperature. */
export const softmaxAt = new Exercise<(a: Matrix, T: number) => Matrix | undefined>({
  observe: (softmax) => ({
    'at T = 1 · T = 1 时': softmax(row(), 1),
    'at T = 0.5 · T = 0.5 时': softmax(row(), 0.5),
    'at T = 3 · T = 3 时': softmax(row(), 3),
    'with large scores, at T = 2 · 得分很大，T = 2 时': softmax(largeRow(), 2),
  }),
  right: (a, T) => math.softmax(math.dotDivide(a, T)),
  mistakes: {
    multiplied: {
      answer: (a, T) => math.softmax(math.dotMultiply(a, T)),
      en: 'The other way round: a large T makes yours bolder. Divide by it.',
      zh: '方向反了：你的 T 越大越尖锐。应当除以 T。',
    },
    afterwards: {
      answer: (a, T) => math.dotDivide(math.softmax(a), T),
      en: 'The sum is no longer 1. T belongs to the scores, before the exponential.',
      zh: '和不再是 1。T 应作用在得分上，在取指数之前。',
    },
    notSharedAgain: {
      answer: (a, T) => math.dotPow(math.softmax(a), 1 / T),
      en: 'The ratios are right, but the sum is not 1: divide by the sum once more.',
      zh: '比例正确，但和不是 1：还要再除以总和。',
    },
    unchanged: {
      answer: (a) => math.softmax(a),
      en: 'T makes no difference. What is added to all scores alike changes nothing.',
      zh: 'T 没有起作用。给所有得分加上同一个数不会改变结果。',
    },
    oneSide: {
      answer: (a, T) => math.dotDivide(math.exp(math.dotDivide(a, T)), math.sum(math.exp(a))),
      en: 'T stands in the numerator only. The exponents of the sum need it as well.',
      zh: 'T 只出现在分子里，分母求和的指数也需要它。',
    },
    overflow: {
      answer: (a, T) => {
        const exp = math.exp(math.dotDivide(a, T))
        return math.dotDivide(exp, math.sum(exp))
      },
      en:
        'The formula is right, but large scores overflow. ' +
        'Subtract the maximum, or use math.softmax.',
      zh: '公式正确，但大的得分会溢出。请减去最大值，或使用 math.softmax。',
    },
  },
})

/** Of two classes, where the second score is larger by ln 3. */
export const probabilityOfSecond = new Exercise<number>({
  observe: (probability) => ({ 'the probability of the second class · 第二类的概率': probability }),
  right: 0.75,
  mistakes: {
    ratio: {
      answer: 3,
      en: '3 is the ratio of the two probabilities. A probability is at most 1.',
      zh: '3 是两个概率之比。概率最大为 1。',
    },
    first: {
      answer: 0.25,
      en: 'That is the first class. The larger score has the larger probability.',
      zh: '这是第一类的概率。得分较大的类概率也较大。',
    },
    third: {
      answer: 1 / 3,
      en: 'The ratio is 3 to 1, not 1 to 3, and the shares are parts of 3 + 1.',
      zh: '比例是 3 比 1，而不是 1 比 3，并且应以 3 + 1 为总份数。',
    },
    difference: {
      answer: Math.log(3),
      en: 'That is the difference of the scores. Take the exponential of it: a ratio.',
      zh: '这是得分之差。对它取指数才是概率之比。',
    },
    twoThirds: {
      answer: 2 / 3,
      en: 'Two thirds belongs to a difference of ln 2.',
      zh: '三分之二对应的得分差是 ln 2。',
    },
    sigmoidOfRatio: {
      answer: 1 / (1 + Math.exp(-3)),
      en: 'The sigmoid is right, but of the difference ln 3, not of 3.',
      zh: '用 sigmoid 是对的，但自变量应是差 ln 3，而不是 3。',
    },
  },
})

const train = () =>
  math.matrix([
    [1, 10],
    [3, 20],
    [5, 60],
    [7, 10],
  ])
const unseen = () =>
  math.matrix([
    [2, 30],
    [9, 0],
  ])

function scaled(x: Matrix, centre: Matrix | number, scale: Matrix | number): Matrix {
  return math.dotDivide(math.subtract(x, centre), scale)
}

const mean = (x: Matrix) => math.mean(x, 0)
const std = (x: Matrix) => math.std(x, 0, 'uncorrected')

/** Test data, standardized by what was measured on training data. */
export const standardizeTest = new Exercise<(train: Matrix, test: Matrix) => Matrix | undefined>({
  observe: (standardize) => ({
    'test data of two rows · 两行测试数据': standardize(train(), unseen()),
  }),
  right: (train, test) => scaled(test, mean(train), std(train)),
  mistakes: {
    ownMeasures: {
      answer: (_, test) => scaled(test, mean(test), std(test)),
      en:
        'You measured the test data. What is measured there has been seen: ' +
        'use the training data.',
      zh: '你用的是测试数据的统计量，这等于看过了它们：应使用训练数据。',
    },
    ownMean: {
      answer: (train, test) => scaled(test, mean(test), std(train)),
      en: 'The deviation is the training data’s, but the mean is still the test data’s.',
      zh: '标准差取自训练数据，但均值仍取自测试数据。',
    },
    variance: {
      answer: (train, test) => scaled(test, mean(train), math.variance(train, 0, 'uncorrected')),
      en: 'You divided by the variance. Its square root has the unit of the data.',
      zh: '你除以了方差。它的平方根才与数据同单位。',
    },
    overNMinusOne: {
      answer: (train, test) => scaled(test, mean(train), math.std(train, 0)),
      en: "This deviation is over N − 1. Say 'uncorrected' for N.",
      zh: "这个标准差除的是 N − 1。若除以 N，请写 'uncorrected'。",
    },
    wholeArray: {
      answer: (train, test) => scaled(test, math.mean(train), math.std(train, 'uncorrected')),
      en: 'One mean for all columns: centimetres and kilograms are mixed. Measure along axis 0.',
      zh: '所有列共用一个均值，混淆了不同的单位。应沿轴 0 逐列计算。',
    },
    normalized: {
      answer: (train, test) => {
        const least = math.min(train, 0)
        return scaled(test, least, math.subtract(math.max(train, 0), least))
      },
      en: 'That is normalization, from least to greatest. Standardizing takes mean and deviation.',
      zh: '这是按最小值与最大值的正规化。标准化使用均值和标准差。',
    },
    centred: {
      answer: (train, test) => math.subtract(test, mean(train)),
      en: 'The mean is gone. The standard deviation is still to be divided by.',
      zh: '均值已减去，还要除以标准差。',
    },
  },
})
