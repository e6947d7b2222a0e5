/** Exercises of notebook 09. */
import { math } from '../math/index.js'
import type { Matrix } from '../math/types.js'
import { attempted } from './attempted.js'
import { Exercise } from './Exercise.js'

/** A matrix like x, its elements from those of x and dout. */
function each(x: Matrix, dout: Matrix, f: (x: number, dout: number) => number): Matrix {
  const [list, arrived] = [x, dout].map((matrix) => (matrix.toArray() as number[][]).flat())
  return math.reshape(math.matrix(list.map((value, i) => f(value, arrived[i]))), x.size())
}

type ReluLayer = (x: Matrix, dout: Matrix) => { readonly y: Matrix; readonly dx: Matrix }

/** A layer whose value and gradient are told by element. */
const reluLike =
  (y: (x: number) => number, dx: (x: number, dout: number) => number): ReluLayer =>
  (x, dout) => ({ y: each(x, dout, y), dx: each(x, dout, dx) })

const positive = (x: number) => Math.max(x, 0)
const negative = (x: number) => Math.min(x, 0)

/** The notes' ReLU by its printed formula, to be repaired. */
export const reluLayer = new Exercise<ReluLayer>({
  observe(layer) {
    const x = math.matrix([
      [2, -3, 0],
      [-0.5, 4, 1],
    ])
    const dout = math.matrix([
      [3, 5, -7],
      [2, -1, 0.5],
    ])
    const made = layer(x, dout)
    return {
      'y of [[2, −3, 0], [−0.5, 4, 1]] · [[2, −3, 0], [−0.5, 4, 1]] 的 y': made?.y,
      'dx for it · 相应的 dx': made?.dx,
    }
  },
  right: reluLike(positive, (x, dout) => (x > 0 ? dout : 0)),
  printed: reluLike(negative, (x, dout) => (x < 0 ? dout : 0)),
  mistakes: {
    onlyForward: {
      answer: reluLike(positive, (x, dout) => (x < 0 ? dout : 0)),
      en: 'forward is right. backward still lets gradients through where x is negative.',
      zh: 'forward 对了，但 backward 仍在 x 为负的地方放行梯度。',
    },
    onlyBackward: {
      answer: reluLike(negative, (x, dout) => (x > 0 ? dout : 0)),
      en: 'backward is right. forward still lets the negative numbers through.',
      zh: 'backward 对了，但 forward 仍然放行负数。',
    },
    openAtZero: {
      answer: reluLike(positive, (x, dout) => (x >= 0 ? dout : 0)),
      en: 'At x = 0 the gradient passes. The comparison is x > 0, which is false there.',
      zh: '在 x = 0 处梯度通过了。比较应为 x > 0，此处为假。',
    },
    signOfGradient: {
      answer: reluLike(positive, (_, dout) => Math.max(dout, 0)),
      en: 'The sign of dout decides here. It is x that opens or closes the switch.',
      zh: '这里由 dout 的符号决定了，应当由 x 来决定开关。',
    },
    switchesAlone: {
      answer: reluLike(positive, (x) => (x > 0 ? 1 : 0)),
      en: 'These are the switches. What arrives in dout has to pass through them.',
      zh: '这只是开关本身。还要让 dout 从中通过。',
    },
    timesValue: {
      answer: reluLike(positive, (x, dout) => dout * positive(x)),
      en: 'dout is multiplied by y. The slope of a line through 0 is 1, not its value.',
      zh: 'dout 乘上了 y。直线的斜率是 1，而不是函数值。',
    },
  },
})

type SiluBackward = (x: number, arrived: number) => number | undefined

const pairs = [
  [0, 1],
  [2, 1],
  [-1.5, 3],
  [0.7, -2],
] as const

/** The backward of y = x · sigmoid(x). */
export const siluBackward = new Exercise<SiluBackward>({
  observe: (backward) =>
    Object.fromEntries(
      pairs.map(([x, arrived]) => [`x = ${x}, arrived = ${arrived}`, backward(x, arrived)]),
    ),
  right: (x, arrived) => {
    const s = math.sigmoid(x)
    return arrived * (s + x * s * (1 - s))
  },
  mistakes: {
    sigmoidHeld: {
      answer: (x, arrived) => arrived * math.sigmoid(x),
      en: 'x also acts through the sigmoid: a second part is missing.',
      zh: 'x 还通过 sigmoid 起作用：缺少第二部分。',
    },
    factorHeld: {
      answer: (x, arrived) => arrived * x * math.sigmoid(x) * (1 - math.sigmoid(x)),
      en: 'x is also a factor itself: the part that goes straight to it is missing.',
      zh: 'x 本身也是因子：缺少直接传给它的部分。',
    },
    slopesMultiplied: {
      answer: (x, arrived) => arrived * math.sigmoid(x) * (1 - math.sigmoid(x)),
      en: 'That is the slope of the sigmoid, times the slope of x. A product has two parts.',
      zh: '这是 sigmoid 的导数乘以 x 的导数。乘积的导数有两部分。',
    },
    arrivedLost: {
      answer: (x) => math.sigmoid(x) + x * math.sigmoid(x) * (1 - math.sigmoid(x)),
      en: 'The slope is right. Multiply it by the gradient that arrives.',
      zh: '导数对了。还要乘以传来的梯度。',
    },
    sigmoidForSlope: {
      answer: (x, arrived) => arrived * (math.sigmoid(x) + x * math.sigmoid(x)),
      en: 'In the second part stands s where its slope s(1 − s) belongs.',
      zh: '第二部分写的是 s，应当是它的导数 s(1 − s)。',
    },
    value: {
      answer: (x, arrived) => arrived * x * math.sigmoid(x),
      en: 'That is y itself times what arrives: forward, not backward.',
      zh: '这是 y 本身乘以传来的梯度：是正向而不是反向。',
    },
  },
})

type AffineShapes = Readonly<Record<'Y' | 'dX' | 'dW' | 'dB', readonly number[]>>

/** Shapes in an Affine layer from 784 to 50, with a batch of 32. */
export const affineShapes = new Exercise<AffineShapes>({
  observe: ({ Y, dX, dW, dB }) => ({ Y, dX, dW, dB }),
  right: { Y: [32, 50], dX: [32, 784], dW: [784, 50], dB: [50] },
  mistakes: {
    turned: {
      answer: { Y: [32, 50], dX: [32, 784], dW: [50, 784], dB: [50] },
      en: 'dW is turned around. W has a row for each input and a column for each output.',
      zh: 'dW 转置了。W 的每一行对应一个输入，每一列对应一个输出。',
    },
    weightsPerExample: {
      answer: { Y: [32, 50], dX: [32, 784], dW: [32, 784, 50], dB: [50] },
      en: 'dW is already the sum over the batch: one number for each weight.',
      zh: 'dW 已经对整个批求和：每个权重只有一个数。',
    },
    biasPerExample: {
      answer: { Y: [32, 50], dX: [32, 784], dW: [784, 50], dB: [32, 50] },
      en: 'One bias serves all 32 rows, so its gradient is summed over them.',
      zh: '同一个偏置用于全部 32 行，所以它的梯度要对各行求和。',
    },
    biasAsRow: {
      answer: { Y: [32, 50], dX: [32, 784], dW: [784, 50], dB: [1, 50] },
      en: 'B is a list of 50 numbers, not a matrix with one row; so is its gradient.',
      zh: 'B 是 50 个数的列表，不是一行的矩阵；它的梯度也一样。',
    },
    gradientLikeOutput: {
      answer: { Y: [32, 50], dX: [32, 50], dW: [784, 50], dB: [50] },
      en: 'dX is shaped like X, not like Y.',
      zh: 'dX 的形状与 X 相同，而不是与 Y 相同。',
    },
    oneExample: {
      answer: { Y: [50], dX: [784], dW: [784, 50], dB: [50] },
      en: 'That is a single example. A batch of 32 has 32 rows in Y and in dX.',
      zh: '这是单个样本。32 个样本的批在 Y 和 dX 中各有 32 行。',
    },
  },
})

type LossBackward = (scores: Matrix, labels: number[], arrived: number) => Matrix

const threeByThree = () =>
  math.matrix([
    [1, 2, 0.5],
    [0, -1, 3],
    [2, 2, 1],
  ])
const twoByFour = () =>
  math.matrix([
    [0.1, 2, -1, 0],
    [3, 1, 0, 0.5],
  ])

/** One-hot rows for these labels. */
const hot = (scores: Matrix, labels: readonly number[]) => math.oneHot(labels, scores.size()[1])
const times = (factor: number, matrix: Matrix) => math.dotMultiply(factor, matrix)
const softmax = (scores: Matrix) => math.softmax(scores, 1)

/** The notes' short backward of Softmax-with-Loss, to be repaired. */
export const lossBackward = new Exercise<LossBackward>({
  observe: (backward) => ({
    'three examples, three classes · 三个样本，三个类别': backward(threeByThree(), [2, 0, 1], 1),
    'arrived = −2': backward(threeByThree(), [0, 0, 2], -2),
    'two examples, four classes · 两个样本，四个类别': attempted(() =>
      backward(twoByFour(), [3, 1], 1),
    ),
  }),
  right: (scores, labels, arrived) =>
    times(arrived / labels.length, math.subtract(softmax(scores), hot(scores, labels))),
  printed: (scores, labels) =>
    math.dotDivide(math.subtract(softmax(scores), math.matrix(labels)), labels.length),
  mistakes: {
    arrivedLost: {
      answer: (scores, labels) =>
        times(1 / labels.length, math.subtract(softmax(scores), hot(scores, labels))),
      en: 'The labels are right. What arrives is still ignored.',
      zh: '标签处理对了，但仍然忽略了传来的梯度。',
    },
    labelsAsRow: {
      answer: (scores, labels, arrived) =>
        times(arrived / labels.length, math.subtract(softmax(scores), math.matrix(labels))),
      en: 'The labels are still subtracted as if they were a row of numbers: make them one-hot.',
      zh: '仍然把标签当作一行数来减：请先转换成 one-hot。',
    },
    notAMean: {
      answer: (scores, labels, arrived) =>
        times(arrived, math.subtract(softmax(scores), hot(scores, labels))),
      en: 'The loss is the mean over the batch: divide by the number of examples.',
      zh: '损失是批的平均值：要除以样本数。',
    },
    byClasses: {
      answer: (scores, labels, arrived) =>
        times(arrived / scores.size()[1], math.subtract(softmax(scores), hot(scores, labels))),
      en: 'Divided by the number of classes. The mean is over the examples.',
      zh: '除以了类别数。平均是对样本取的。',
    },
    signTurned: {
      answer: (scores, labels, arrived) =>
        times(arrived / labels.length, math.subtract(hot(scores, labels), softmax(scores))),
      en: 't − y: gradient descent would walk uphill. It is y − t.',
      zh: '写成了 t − y：梯度下降会往上走。应为 y − t。',
    },
    withoutSoftmax: {
      answer: (scores, labels, arrived) =>
        times(arrived / labels.length, math.subtract(scores, hot(scores, labels))),
      en: 'The scores themselves are compared with t. First make probabilities of them.',
      zh: '直接拿得分和 t 比较了。先要把它们变成概率。',
    },
  },
})
