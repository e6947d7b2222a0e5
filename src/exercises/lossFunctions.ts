/** Exercises of notebook 05. */
import { math } from '../math/instance.js'
import type { Matrix } from '../math/types.js'
import { Exercise } from './Exercise.js'

const labels = () =>
  math.matrix([
    [0, 1, 0],
    [1, 0, 0],
  ])
const cautious = () =>
  math.matrix([
    [0.2, 0.7, 0.1],
    [0.5, 0.3, 0.2],
  ])
const withZeros = () =>
  math.matrix([
    [0, 0.75, 0.25],
    [1, 0, 0],
  ])
const impossible = () =>
  math.matrix([
    [0.5, 0, 0.5],
    [0.5, 0.25, 0.25],
  ])

/** The probability that each row gives to its right class. */
const ofTruth = (y: Matrix, t: Matrix) => math.sum(math.dotMultiply(t, y), 1)

const sumOfLogs = (y: Matrix, t: Matrix) => math.sum(math.log(ofTruth(y, t)))

/** The notes' cross-entropy error, made right for a batch with zeros. */
export const crossEntropyError = new Exercise<(y: Matrix, t: Matrix) => number | undefined>({
  observe: (error) => ({
    'for two rows · 两行': error(cautious(), labels()),
    'for rows with zeros where t is 0 · t 为 0 处概率也为 0 的行': error(withZeros(), labels()),
    'where the truth has probability 0 · 正确答案的概率为 0 时': error(impossible(), labels()),
  }),
  right: (y, t) => -sumOfLogs(y, t) / 2,
  printed: (y, t) => -math.sum(math.dotMultiply(t, math.log(y))),
  mistakes: {
    notMean: {
      answer: (y, t) => -sumOfLogs(y, t),
      en: 'The zeros are harmless now. It is still the sum over the rows, not their mean.',
      zh: '零已经无害了，但这仍是各行之和，而不是平均。',
    },
    zerosRemain: {
      answer: (y, t) => -math.sum(math.dotMultiply(t, math.log(y))) / 2,
      en:
        'The mean is right. 0 · log 0 is still NaN: ' +
        'take only the probability of the right class.',
      zh: '平均是对的，但 0 · log 0 仍是 NaN：只应取正确类别的概率。',
    },
    overAllNumbers: {
      answer: (y, t) => -sumOfLogs(y, t) / 6,
      en: 'You divided by all numbers of the batch. The mean is over rows: N, not N times K.',
      zh: '你除以了批中所有数的个数。平均是对行而言：除以 N，而不是 N 乘 K。',
    },
    epsilon: {
      answer: (y, t) => -math.sum(math.dotMultiply(t, math.log(math.add(y, 1e-7)))) / 2,
      en:
        'The small number saves the sum, but changes the loss: ' +
        'an impossible truth costs 16, not Infinity.',
      zh: '加上小数避免了 NaN，却改变了损失：不可能的真值代价是 16，而不是无穷大。',
    },
    hidden: {
      answer: (y, t) => {
        const logs = math.where(math.larger(y, 0), math.log(math.maximum(y, 1e-300)), 0)
        return -math.sum(math.dotMultiply(t, logs)) / 2
      },
      en:
        'All logarithms of 0 became 0, also that of the truth: ' +
        'calling it impossible is free now.',
      zh: '所有 log 0 都变成了 0，连真值的也是：判它不可能竟然没有代价。',
    },
    sign: {
      answer: (y, t) => sumOfLogs(y, t) / 2,
      en: 'Logarithms of probabilities are negative: the minus is missing.',
      zh: '概率的对数是负的：缺了负号。',
    },
    decimal: {
      answer: (y, t) => -sumOfLogs(y, t) / 2 / Math.LN10,
      en: 'That is the logarithm to base 10. The loss has the natural one.',
      zh: '这是以 10 为底的对数。损失用自然对数。',
    },
  },
})

/** The cross-entropy error of equal probabilities for ten classes. */
export const lossOfIgnorance = new Exercise<number>({
  observe: (loss) => ({ 'the loss of equal probabilities · 概率都相等时的损失': loss }),
  right: Math.log(10),
  tolerance: 1e-3,
  mistakes: {
    probability: {
      answer: 0.1,
      en: 'One tenth is the probability. The loss is minus its logarithm.',
      zh: '十分之一是概率，损失是它的对数取负。',
    },
    negative: {
      answer: Math.log(0.1),
      en: 'The logarithm of a probability is negative: take minus it.',
      zh: '概率的对数是负数：要取相反数。',
    },
    decimal: {
      answer: 1,
      en: 'Base 10 gives 1. The loss uses the natural logarithm.',
      zh: '以 10 为底得到 1。损失用的是自然对数。',
    },
    summed: {
      answer: 10 * Math.log(10),
      en: 'Only the right class counts: one term, not ten.',
      zh: '只有正确的类别计入：是一项，而不是十项。',
    },
    errorRate: {
      answer: 0.9,
      en: 'Nine of ten guesses are wrong, but that is about accuracy, not the loss.',
      zh: '十次猜测错九次，但那是关于精度，不是损失。',
    },
    squares: {
      answer: 0.45,
      en: 'That is half the sum of squares. Cross-entropy was asked for.',
      zh: '这是平方和的一半，题目问的是交叉熵。',
    },
  },
})

const places = [
  [0, 1],
  [2, 0],
  [-3, 1],
  [1.5, 1],
] as const

/** The derivative of cross-entropy behind a sigmoid, by the score. */
export const slopeOfEntropy = new Exercise<(a: number, t: number) => number | undefined>({
  observe: (slope) =>
    Object.fromEntries(places.map(([a, t]) => [`a = ${a}, t = ${t}`, slope(a, t)])),
  right: (a, t) => math.sigmoid(a) - t,
  mistakes: {
    sign: {
      answer: (a, t) => t - math.sigmoid(a),
      en: 'The sign is turned: where the neuron says too much, the loss grows with the score.',
      zh: '符号反了：神经元输出过大时，损失随得分增大。',
    },
    byProbability: {
      answer: (a, t) => (math.sigmoid(a) - t) / (math.sigmoid(a) * (1 - math.sigmoid(a))),
      en: 'That is dL/dy. The chain rule still multiplies it by dy/da = y(1 − y).',
      zh: '这是 dL/dy。按链式法则还要乘以 dy/da = y(1 − y)。',
    },
    ofSquares: {
      answer: (a, t) => (math.sigmoid(a) - t) * math.sigmoid(a) * (1 - math.sigmoid(a)),
      en: 'That belongs to half the squared error: there y(1 − y) stays, and fades.',
      zh: '这属于平方误差的一半：那里 y(1 − y) 会留下并逐渐消失。',
    },
    ofScore: {
      answer: (a, t) => a - t,
      en: 'The difference is right, but of y and t: put the score through the sigmoid.',
      zh: '是差没错，但应是 y 与 t 之差：得分要先经过 sigmoid。',
    },
    withoutLabel: {
      answer: (a) => math.sigmoid(a),
      en: 'Right where t is 0. Where it is 1, the label has to come off.',
      zh: '当 t 为 0 时正确。t 为 1 时还要减去标签。',
    },
    loss: {
      answer: (a, t) => -t * Math.log(math.sigmoid(a)) - (1 - t) * Math.log(math.sigmoid(-a)),
      en: 'That is the loss itself. Its derivative was asked for.',
      zh: '这是损失本身，题目要的是它的导数。',
    },
  },
})
