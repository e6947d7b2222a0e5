/** Exercises of notebook 15. */
import { math } from '../math/index.js'
import type { Matrix } from '../math/types.js'
import { Exercise } from './Exercise.js'

const matrix = (rows: number[][]) => math.matrix(rows)

type Step = (W: Matrix, dW: Matrix, lr: number, lambda: number) => Matrix | undefined

const W = () =>
  matrix([
    [1, -2],
    [0.5, 4],
  ])
const dW = () =>
  matrix([
    [0.3, 0.1],
    [-0.7, 0.2],
  ])

/** One step of gradient descent with weight decay, from the gradient without the penalty. */
export const decayStep = new Exercise<Step>({
  observe: (step) => ({
    'W after a step with lr 0.1 and λ 0.5 · lr 0.1、λ 0.5 走一步之后的 W': step(
      W(),
      dW(),
      0.1,
      0.5,
    ),
  }),
  right: (w, g, lr, lambda) =>
    math.subtract(w, math.dotMultiply(lr, math.add(g, math.dotMultiply(lambda, w)))),
  mistakes: {
    noDecay: {
      answer: (w, g, lr) => math.subtract(w, math.dotMultiply(lr, g)),
      en: 'That is plain gradient descent: the penalty on the weights is missing.',
      zh: '这是普通的梯度下降：缺少对权重的惩罚。',
    },
    growth: {
      answer: (w, g, lr, lambda) =>
        math.subtract(w, math.dotMultiply(lr, math.subtract(g, math.dotMultiply(lambda, w)))),
      en:
        'With this sign the weights grow. ' +
        'The penalty adds λW to the gradient, which is subtracted.',
      zh: '这个符号会使权重增大。惩罚项在梯度上加 λW，随后整体被减去。',
    },
    withoutRate: {
      answer: (w, g, lr, lambda) =>
        math.subtract(math.subtract(w, math.dotMultiply(lr, g)), math.dotMultiply(lambda, w)),
      en: 'λW is part of the gradient, so the learning rate multiplies it as well.',
      zh: 'λW 是梯度的一部分，所以也要乘以学习率。',
    },
    half: {
      answer: (w, g, lr, lambda) =>
        math.subtract(w, math.dotMultiply(lr, math.add(g, math.dotMultiply(lambda / 2, w)))),
      en: 'The half belongs to the loss. Differentiating the square cancels it.',
      zh: '二分之一属于损失函数，对平方求导后就消掉了。',
    },
    squares: {
      answer: (w, g, lr, lambda) =>
        math.subtract(
          w,
          math.dotMultiply(lr, math.add(g, math.dotMultiply(lambda, math.dotMultiply(w, w)))),
        ),
      en: 'You added the square of W. The gradient of the square is W itself, with its sign.',
      zh: '你加的是 W 的平方。平方的梯度是带符号的 W 本身。',
    },
    signs: {
      answer: (w, g, lr, lambda) =>
        math.subtract(w, math.dotMultiply(lr, math.add(g, math.dotMultiply(lambda, math.sign(w))))),
      en:
        'That is the penalty on absolute values (L1). ' +
        'The square’s gradient grows with the weight.',
      zh: '这是对绝对值的惩罚（L1）。平方的梯度随权重增大而增大。',
    },
    onlyDecay: {
      answer: (w, _, lr, lambda) => math.dotMultiply(1 - lr * lambda, w),
      en: 'It decays, and learns nothing: the gradient of the loss is missing.',
      zh: '只有衰减，没有学习：缺少损失的梯度。',
    },
  },
})

type Pass = (
  x: Matrix,
  dout: Matrix,
  mask: Matrix,
  p: number,
  training: boolean,
) => { readonly y: Matrix; readonly dx: Matrix }

const x = () => matrix([[2, -1, 4, 0.5]])
const dout = () => matrix([[1, 3, -2, 0.25]])
const mask = () => matrix([[1, 0, 1, 1]])
const ratio = 0.2

/** Both passes made from what each does to a matrix, in training and at inference. */
function pass(
  inTraining: (v: Matrix, p: number) => Matrix,
  atInference: (v: Matrix, p: number) => Matrix,
  backInTraining = inTraining,
): Pass {
  return (values, upstream, kept, p, training) => ({
    y: training ? inTraining(math.dotMultiply(values, kept), p) : atInference(values, p),
    dx: training ? backInTraining(math.dotMultiply(upstream, kept), p) : atInference(upstream, p),
  })
}

const same = (v: Matrix) => v
const byKept = (v: Matrix, p: number) => math.dotMultiply(v, 1 - p)
const overKept = (v: Matrix, p: number) => math.dotDivide(v, 1 - p)

/** Dropout that scales in training and leaves inference alone. */
export const invertedDropout = new Exercise<Pass>({
  observe: (run) => {
    const training = run(x(), dout(), mask(), ratio, true)
    const inference = run(x(), dout(), mask(), ratio, false)
    return {
      'y in training · 训练时的 y': training?.y,
      'dx in training · 训练时的 dx': training?.dx,
      'y at inference · 推理时的 y': inference?.y,
      'dx at inference · 推理时的 dx': inference?.dx,
    }
  },
  printed: pass(same, byKept),
  right: pass(overKept, same),
  mistakes: {
    twice: {
      answer: pass(overKept, byKept),
      en: 'Scaled twice: what is divided in training must not be multiplied at inference any more.',
      zh: '缩放了两次：训练时已经除过，推理时就不应再乘。',
    },
    never: {
      answer: pass(same, same),
      en: 'Nothing is scaled now, so inference gives more than training gave on average.',
      zh: '现在完全没有缩放，推理时的输出会比训练时的平均值大。',
    },
    multiplied: {
      answer: pass(byKept, same),
      en: 'You multiply by 1 − p in training, which makes the mean smaller still. Divide by it.',
      zh: '你在训练时乘以 1 − p，均值会更小。应当除以它。',
    },
    overRatio: {
      answer: pass((v, p) => math.dotDivide(v, p), same),
      en: 'p is the share that is switched off. Divide by the share that is kept, 1 − p.',
      zh: 'p 是被删除的比例。应除以保留的比例 1 − p。',
    },
    backwardForgotten: {
      answer: pass(overKept, same, same),
      en: 'y is right. Its slope has the factor 1/(1 − p), too, so dx in training needs it.',
      zh: 'y 正确。它的导数也有因子 1/(1 − p)，所以训练时的 dx 也要除。',
    },
    atInference: {
      answer: pass(same, overKept),
      en: 'You divide at inference. There all units work already: divide in training.',
      zh: '你在推理时做了除法。推理时所有单元都在工作：应在训练时除。',
    },
  },
})

/** Of 100 ones behind dropout with ratio 0.2: the standard deviation of their sum. */
export const scatterOfSum = new Exercise<number>({
  observe: (scatter) => ({ 'the standard deviation · 标准差': scatter }),
  right: 4,
  mistakes: {
    variance: {
      answer: 16,
      en: 'That is the variance. The standard deviation is its root.',
      zh: '这是方差。标准差是它的平方根。',
    },
    mean: {
      answer: 80,
      en: 'That is the mean of the sum. Asked is how far it scatters around it.',
      zh: '这是和的均值。问的是它在均值附近波动多大。',
    },
    oneInput: {
      answer: 0.4,
      en: 'That is the scatter of a single input. Variances of 100 of them add up.',
      zh: '这是单个输入的标准差。100 个输入的方差要相加。',
    },
    deviationsAdded: {
      answer: 40,
      en: 'You added the 100 standard deviations. Of independent numbers the variances add up.',
      zh: '你把 100 个标准差相加了。独立的数应把方差相加。',
    },
    poisson: {
      answer: Math.sqrt(20),
      en: 'The root of the mean number of dropped inputs: near, but the factor 0.8 is missing.',
      zh: '这是被删除个数均值的平方根：接近，但缺少因子 0.8。',
    },
    dropped: {
      answer: 20,
      en:
        'So many inputs are switched off on average. Their number varies from step to step: ' +
        'by how much?',
      zh: '这是平均被删除的输入个数。每一步的个数都不同：波动有多大？',
    },
  },
})
