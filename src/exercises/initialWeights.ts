/** Exercises of notebook 13. */
import { math } from '../math/index.js'
import { Random } from '../math/random.js'
import { flat, shape } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { Exercise } from './Exercise.js'

/** What learns in a network with one hidden layer of ReLU, when everything starts from 0. */
export const movesFromZero = new Exercise<readonly string[]>({
  observe: (names) => ({
    'the parameters that move · 会变的参数': [...names].sort().join(', ') || 'none',
  }),
  right: ['b2'],
  mistakes: {
    none: {
      answer: [],
      en: 'One does: the scores are 0 for every digit, and y − t is not. It arrives at b2.',
      zh: '有一个会动：所有得分都是 0，但 y − t 不是 0。它会传到 b2。',
    },
    outputLayer: {
      answer: ['W2', 'b2'],
      en: 'W2’s gradient is the hidden outputs times y − t, and the hidden outputs are 0.',
      zh: 'W2 的梯度是隐藏层的输出乘以 y − t，而隐藏层的输出是 0。',
    },
    biases: {
      answer: ['b1', 'b2'],
      en: 'What arrives at b1 has passed through W2, which is 0.',
      zh: '传到 b1 的梯度要经过 W2，而 W2 是 0。',
    },
    all: {
      answer: ['W1', 'W2', 'b1', 'b2'],
      en:
        'Follow the gradient back: W2 is 0 and so are the hidden outputs. ' +
        'Each stops a part of it.',
      zh: '把梯度往回传：W2 是 0，隐藏层的输出也是 0，各挡住一部分。',
    },
    hiddenLayer: {
      answer: ['W1', 'b1'],
      en: 'The other way round: the loss meets the output layer first, and goes no further.',
      zh: '正好相反：损失先到输出层，而且就停在那里。',
    },
  },
})

type Spread = (inputs: number, slope: number) => number | undefined

/** The standard deviation that keeps the mean square through a leaky ReLU. */
export const spreadForLeakyRelu = new Exercise<Spread>({
  observe: (f) => ({
    '100 inputs, slope 0 (ReLU) · 100 个输入，斜率 0（ReLU）': f(100, 0),
    '100 inputs, slope 1 (a line) · 100 个输入，斜率 1（直线）': f(100, 1),
    '784 inputs, slope 0.1 · 784 个输入，斜率 0.1': f(784, 0.1),
  }),
  right: (inputs, slope) => math.sqrt(2 / ((1 + slope ** 2) * inputs)),
  mistakes: {
    he: {
      answer: (inputs) => math.sqrt(2 / inputs),
      en: 'That is He’s rule for ReLU. What leaks through on the left adds to the spread.',
      zh: '这是 ReLU 的 He 初始值。左边漏过去的部分也会增加分布的广度。',
    },
    xavier: {
      answer: (inputs) => math.sqrt(1 / inputs),
      en: 'That is Xavier’s rule, right for slope 1 only.',
      zh: '这是 Xavier 初始值，只在斜率为 1 时正确。',
    },
    slopeNotSquared: {
      answer: (inputs, slope) => math.sqrt(2 / ((1 + slope) * inputs)),
      en: 'A slope of a multiplies the squares by a²: it is squares that are averaged here.',
      zh: '斜率 a 使平方乘以 a²：这里平均的是平方。',
    },
    variance: {
      answer: (inputs, slope) => 2 / ((1 + slope ** 2) * inputs),
      en: 'That is the variance. Its root is the standard deviation.',
      zh: '这是方差。它的平方根才是标准差。',
    },
    inverse: {
      answer: (inputs, slope) => math.sqrt((1 + slope ** 2) / (2 * inputs)),
      en: 'Turned over: the more comes through, the smaller the weights must be.',
      zh: '倒过来了：通过得越多，权重就要越小。',
    },
    halfForgotten: {
      answer: (inputs, slope) => math.sqrt(1 / ((1 + slope ** 2) * inputs)),
      en: 'The mean of 1 and a² is (1 + a²)/2. The 2 is missing.',
      zh: '1 和 a² 的平均值是 (1 + a²)/2。少了这个 2。',
    },
  },
})

type Start = (sizes: readonly number[], random: Random) => readonly Matrix[] | undefined

const sizes = [400, 300, 100]

/** Statistics, since the order in which numbers are drawn is the reader's own. */
function statistics(start: Start): Record<string, string | boolean | undefined> {
  const weights = start(sizes, new Random(0))
  if (weights === undefined) return { 'the weights · 权重': undefined }
  const each = (f: (W: Matrix, i: number) => string) => weights.map(f).join('; ')
  return {
    'shapes · 形状': each((W) => shape(W).join('×')),
    'not everything 0 · 并非全为 0': weights.every((W) => math.max(math.abs(W)) > 0),
    'no two units alike · 没有两个单元相同': weights.every(unitsDiffer),
    'mean below a hundredth · 均值小于百分之一': weights.every(
      (W) => Math.abs(math.mean(W)) < 0.01,
    ),
    'spread times the root of the number of inputs · 标准差乘以输入个数的平方根': each((W, i) => {
      return (spread(W) * Math.sqrt(sizes[i])).toFixed(1)
    }),
  }
}

function unitsDiffer(W: Matrix): boolean {
  const [rows, columns] = shape(W)
  const values = flat(W)
  const column = (m: number) => Array.from({ length: rows }, (_, d) => values[d * columns + m])
  return new Set(Array.from({ length: columns }, (_, m) => column(m).join())).size === columns
}

function spread(W: Matrix): number {
  return Math.sqrt(math.mean(math.square(math.subtract(W, math.mean(W)))))
}

/** Layer by layer: D inputs, M units. */
function layers(make: (inputs: number, units: number, random: Random) => Matrix): Start {
  return (all, random) => all.slice(1).map((units, i) => make(all[i], units, random))
}

/** A start whose units are copies, repaired for ReLU. */
export const start = new Exercise<Start>({
  observe: statistics,
  right: layers((D, M, random) => random.normal([D, M], { std: Math.sqrt(2 / D) })),
  printed: layers((D, M) => math.dotMultiply(0.01, math.ones([D, M]))),
  mistakes: {
    zeros: {
      answer: layers((D, M) => math.zeros([D, M])),
      en: 'Zeros are copies, too, and with ReLU not even W2 would learn.',
      zh: '全零也是副本，而且用 ReLU 时连 W2 都学不到东西。',
    },
    copies: {
      answer: layers((D, M, random) => {
        return math.multiply(random.normal([D, 1], { std: Math.sqrt(2 / D) }), math.ones([1, M]))
      }),
      en:
        'The inputs of a unit differ now, but all units have the same ones. ' +
        'Draw every weight on its own.',
      zh: '现在一个单元的各个权重不同了，但所有单元都一样。每个权重都要单独抽取。',
    },
    small: {
      answer: layers((D, M, random) => random.normal([D, M], { std: 0.01 })),
      en: 'The symmetry is broken. But 0.01 lets the spread die out layer by layer: use He’s rule.',
      zh: '对称性打破了。但 0.01 会让分布逐层消失：请用 He 初始值。',
    },
    xavier: {
      answer: layers((D, M, random) => random.normal([D, M], { std: Math.sqrt(1 / D) })),
      en:
        'That is Xavier’s rule, for sigmoid and tanh. ReLU lets half through: ' +
        'twice the variance.',
      zh: '这是 Xavier 初始值，适合 sigmoid 和 tanh。ReLU 只让一半通过：方差要加倍。',
    },
    units: {
      answer: layers((D, M, random) => random.normal([D, M], { std: Math.sqrt(2 / M) })),
      en: 'A sum has as many terms as there are inputs: divide by D, not by the number of units.',
      zh: '求和的项数是输入的个数：应除以 D，而不是单元的个数。',
    },
    variance: {
      answer: layers((D, M, random) => random.normal([D, M], { std: 2 / D })),
      en: '2/D is the variance; a standard deviation is asked for.',
      zh: '2/D 是方差；这里要的是标准差。',
    },
    onlyPositive: {
      answer: layers((D, M, random) => math.abs(random.normal([D, M], { std: Math.sqrt(2 / D) }))),
      en: 'Weights of one sign: their sums grow with every layer. The mean should be 0.',
      zh: '权重都是同一符号：和会逐层增大。均值应当为 0。',
    },
  },
})
