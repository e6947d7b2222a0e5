/** Exercises of notebook 14. */
import { math } from '../math/index.js'
import type { Matrix } from '../math/types.js'
import { Exercise } from './Exercise.js'

const EPSILON = 1e-6

/** Numbers without a pattern that a mistake could share, of any shape. */
function waves(size: readonly number[], pace: number): Matrix {
  const count = size.reduce((product, length) => product * length, 1)
  return math.reshape(
    math.add(math.sin(math.dotMultiply(math.arange(0, count, 1), pace)), 0.2),
    size,
  )
}

/** Mean 0 and variance 1 over these axes. */
function normalizedOver(x: Matrix, axes: number | number[]): Matrix {
  const centred = math.subtract(x, math.mean(x, axes, { keepDims: true }))
  return math.dotDivide(centred, rootOf(math.mean(math.square(centred), axes, { keepDims: true })))
}

const rootOf = (variance: Matrix) => math.sqrt(math.add(variance, EPSILON))

/** The variance of each channel, 1×C×1×1. */
function varianceOf(x: Matrix): Matrix {
  const centred = math.subtract(x, channelMean(x))
  return math.mean(math.square(centred), [0, 2, 3], { keepDims: true })
}

const channelMean = (x: Matrix) => math.mean(x, [0, 2, 3], { keepDims: true })

const images = () => waves([3, 2, 2, 2], 1.3)

/** The forward pass for images N×C×H×W, without γ and β. */
export const normalizeImages = new Exercise<(x: Matrix) => Matrix | undefined>({
  observe: (normalize) => ({
    'x̂ of 3 images with 2 channels of 2×2 · 3 张图像（2 个 2×2 的通道）的 x̂': normalize(images()),
  }),
  printed: (x) => normalizedOver(x, 0),
  right: (x) => normalizedOver(x, [0, 2, 3]),
  mistakes: {
    eachImage: {
      answer: (x) => normalizedOver(x, [1, 2, 3]),
      en:
        'That normalizes each image (layer normalization). ' +
        'The channel’s axis, 1, must stay, and the batch, axis 0, must go in.',
      zh: '这是对每幅图像做规范化（层规范化）。应当保留通道轴 1，并把批量轴 0 包括进来。',
    },
    eachImageAndChannel: {
      answer: (x) => normalizedOver(x, [2, 3]),
      en:
        'That normalizes each channel of each image by itself. ' +
        'All images of the batch belong together.',
      zh: '这是对每幅图像的每个通道分别规范化。批量中的所有图像应当一起计算。',
    },
    everything: {
      answer: (x) => normalizedOver(x, [0, 1, 2, 3]),
      en: 'One mean for all numbers: the channels are different filters and must not be mixed.',
      zh: '所有数共用一个均值：通道是不同的滤波器，不能混在一起。',
    },
    varianceOfActivation: {
      answer: (x) => {
        const centred = math.subtract(x, channelMean(x))
        const variance = math.mean(math.square(centred), 0, { keepDims: true })
        return math.dotDivide(centred, rootOf(variance))
      },
      en: 'The mean is that of the channel, but the variance still that of each activation.',
      zh: '均值已是每个通道的，但方差仍是每个激活值的。',
    },
    onlyCentred: {
      answer: (x) => math.subtract(x, channelMean(x)),
      en: 'Centred, and not scaled: divide by the root of the variance, too.',
      zh: '只减去了均值，没有缩放：还要除以方差的平方根。',
    },
    notCentred: {
      answer: (x) => math.dotDivide(x, rootOf(varianceOf(x))),
      en: 'Scaled, and not centred: subtract the mean first.',
      zh: '只做了缩放，没有减去均值：应先减去均值。',
    },
    varianceWithoutRoot: {
      answer: (x) => {
        const variance = math.add(varianceOf(x), EPSILON)
        return math.dotDivide(math.subtract(x, channelMean(x)), variance)
      },
      en: 'You divide by the variance. The standard deviation is its root.',
      zh: '你除以的是方差。标准差是方差的平方根。',
    },
  },
})

type InputGradient = (d: Matrix, normal: Matrix, s: Matrix) => Matrix | undefined

/** d, x̂ and s of a batch of 4×3. */
function normalizedBatch(): [d: Matrix, normal: Matrix, s: Matrix] {
  const raw = waves([4, 3], 0.9)
  const centred = math.subtract(raw, math.mean(raw, 0))
  const s = rootOf(math.mean(math.square(centred), 0))
  return [waves([4, 3], 2.1), math.dotDivide(centred, s), s]
}

const alongNormal = (g: Matrix, x: Matrix) =>
  math.dotMultiply(x, math.mean(math.dotMultiply(g, x), 0))

/** ∂L/∂x from d = γ ∂L/∂y, x̂ and s. */
export const gradientOfInput = new Exercise<InputGradient>({
  observe: (gradient) => ({
    'the gradient of a batch of 4×3 · 4×3 的批的梯度': gradient(...normalizedBatch()),
  }),
  right: (g, x, std) =>
    math.dotDivide(math.subtract(math.subtract(g, math.mean(g, 0)), alongNormal(g, x)), std),
  mistakes: {
    constants: {
      answer: (g, _, std) => math.dotDivide(g, std),
      en: 'You treat the mean and s as constants. They change with every input of the column.',
      zh: '你把均值和 s 当作常数了。它们随该列的每个输入而变。',
    },
    meanOnly: {
      answer: (g, _, std) => math.dotDivide(math.subtract(g, math.mean(g, 0)), std),
      en: 'The way through the mean is there. The way through the variance is missing.',
      zh: '经过均值的路径有了，还缺经过方差的路径。',
    },
    varianceOnly: {
      answer: (g, x, std) => math.dotDivide(math.subtract(g, alongNormal(g, x)), std),
      en: 'The way through the variance is there. The way through the mean is missing.',
      zh: '经过方差的路径有了，还缺经过均值的路径。',
    },
    notDivided: {
      answer: (g, x) => math.subtract(math.subtract(g, math.mean(g, 0)), alongNormal(g, x)),
      en: 'All three ways are there, but x̂ changes 1/s times as fast as x.',
      zh: '三条路径都有了，但 x̂ 的变化是 x 的 1/s 倍。',
    },
    sums: {
      answer: (g, x, std) => {
        const along = math.dotMultiply(x, math.sum(math.dotMultiply(g, x), 0))
        return math.dotDivide(math.subtract(math.subtract(g, math.sum(g, 0)), along), std)
      },
      en: 'Sums in place of means: a single input moves the mean only by one N-th.',
      zh: '用了和而不是平均：单个输入只使均值改变 N 分之一。',
    },
    added: {
      answer: (g, x, std) =>
        math.dotDivide(math.add(math.subtract(g, math.mean(g, 0)), alongNormal(g, x)), std),
      en: 'Mind the sign: a larger spread makes x̂ smaller, so the part along x̂ is taken out.',
      zh: '注意符号：分布变宽会使 x̂ 变小，所以沿 x̂ 的部分应当减去。',
    },
  },
})

interface Learned {
  readonly W: Matrix
  readonly b: Matrix
  readonly gamma: Matrix
  readonly beta: Matrix
  readonly mean: Matrix
  readonly s: Matrix
}

type Pair = readonly [W: Matrix, b: Matrix]

const learned = (): Learned => ({
  W: waves([3, 3], 1.7),
  b: waves([3], 0.6),
  gamma: math.add(waves([3], 2.3), 1.5),
  beta: waves([3], 3.1),
  mean: waves([3], 0.4),
  s: math.add(waves([3], 1.1), 2),
})

/** b' of the folded layer, from the right scale of its columns. */
function bias({ b, gamma, beta, mean, s: std }: Learned): Matrix {
  return math.add(math.dotMultiply(math.subtract(b, mean), math.dotDivide(gamma, std)), beta)
}

/** Affine and batch normalization at inference, as one Affine layer. */
export const folded = new Exercise<(layers: Learned) => Pair | undefined>({
  observe: (fold) => {
    const [W, b] = fold(learned()) ?? []
    return { W, b }
  },
  right: (all) => [math.dotMultiply(all.W, math.dotDivide(all.gamma, all.s)), bias(all)],
  mistakes: {
    rows: {
      answer: (all) => [
        math.dotMultiply(all.W, math.reshape(math.dotDivide(all.gamma, all.s), [-1, 1])),
        bias(all),
      ],
      en: 'You scale the rows of W. Each unit of the layer is a column.',
      zh: '你缩放了 W 的行。层的每个单元是一列。',
    },
    biasNotScaled: {
      answer: (all) => [
        math.dotMultiply(all.W, math.dotDivide(all.gamma, all.s)),
        math.add(math.subtract(all.b, all.mean), all.beta),
      ],
      en: 'W is right. The old bias and the mean pass through the scale, too, before β is added.',
      zh: 'W 正确。原偏置与均值之差也要先乘以比例，再加 β。',
    },
    meanForgotten: {
      answer: (all) => {
        const scale = math.dotDivide(all.gamma, all.s)
        return [math.dotMultiply(all.W, scale), math.add(math.dotMultiply(all.b, scale), all.beta)]
      },
      en: 'The running mean is not subtracted.',
      zh: '没有减去移动平均的均值。',
    },
    oldBiasForgotten: {
      answer: (all) => {
        const scale = math.dotDivide(all.gamma, all.s)
        const b = math.subtract(all.beta, math.dotMultiply(all.mean, scale))
        return [math.dotMultiply(all.W, scale), b]
      },
      en: 'The Affine layer’s own bias is gone. Only in training would it be without effect.',
      zh: 'Affine 层自己的偏置丢了。只有在训练时它才不起作用。',
    },
    shiftForgotten: {
      answer: (all) => {
        const scale = math.dotDivide(all.gamma, all.s)
        return [
          math.dotMultiply(all.W, scale),
          math.dotMultiply(math.subtract(all.b, all.mean), scale),
        ]
      },
      en: 'β is missing from the bias.',
      zh: '偏置中缺少 β。',
    },
    scaleForgotten: {
      answer: (all) => [
        math.dotDivide(all.W, all.s),
        math.add(math.dotDivide(math.subtract(all.b, all.mean), all.s), all.beta),
      ],
      en: 'Normalized and shifted, but γ is missing.',
      zh: '做了规范化和平移，但缺少 γ。',
    },
  },
})
