/** Exercises of notebook 03. */
import { math } from '../math/index.js'
import { Exercise } from './Exercise.js'

type RealFunction = (x: number) => number | undefined

const at = [-3, -0.5, 0, 1, 2.5]

function values(f: RealFunction) {
  return Object.fromEntries(at.map((x) => [`at x = ${x} · x = ${x} 处`, f(x)]))
}

/** The derivative of tanh, from its value as that of the sigmoid is. */
export const slopeOfTanh = new Exercise<RealFunction>({
  observe: values,
  right: (x) => 1 - Math.tanh(x) ** 2,
  mistakes: {
    ofSigmoid: {
      answer: (x) => math.sigmoid(x) * (1 - math.sigmoid(x)),
      en: 'That is the slope of the sigmoid. tanh runs from −1 to 1, not from 0 to 1.',
      zh: '这是 sigmoid 的导数。tanh 的取值范围是 −1 到 1，而不是 0 到 1。',
    },
    sameForm: {
      answer: (x) => Math.tanh(x) * (1 - Math.tanh(x)),
      en: 'y(1 − y) belongs to the sigmoid. Differentiate tanh anew: the square of y comes in.',
      zh: 'y(1 − y) 只属于 sigmoid。请重新对 tanh 求导：会出现 y 的平方。',
    },
    notSquared: {
      answer: (x) => 1 - Math.tanh(x),
      en: 'At x = 0 this is right, but it grows to 2 on the left. One square is missing.',
      zh: '在 x = 0 处正确，但在左边会增大到 2。少了一个平方。',
    },
    squareOfInput: {
      answer: (x) => 1 - x ** 2,
      en: 'The square is of y = tanh(x), not of x.',
      zh: '平方的是 y = tanh(x)，不是 x。',
    },
    plus: {
      answer: (x) => 1 + Math.tanh(x) ** 2,
      en: 'A slope that grows towards both ends would make tanh explode. Mind the sign.',
      zh: '如果导数向两端增大，tanh 就会发散。注意符号。',
    },
    value: {
      answer: (x) => Math.tanh(x),
      en: 'That is tanh itself, not its slope.',
      zh: '这是 tanh 本身，不是它的导数。',
    },
  },
})

/**
 * The slope from input to output of five layers in a row, each y = sigmoid(x), at x = 0 in each.
 */
export const slopeOverFiveLayers = new Exercise<number>({
  observe: (slope) => ({ 'the slope over five layers · 五层的斜率': slope }),
  right: 0.25 ** 5,
  mistakes: {
    oneLayer: {
      answer: 0.25,
      en: 'That is one layer. The chain rule multiplies the slopes of all five.',
      zh: '这只是一层。链式法则要把五层的导数相乘。',
    },
    added: {
      answer: 5 * 0.25,
      en: 'You added the five slopes. Layers in a row multiply them.',
      zh: '你把五个导数相加了。串联的层应当相乘。',
    },
    values: {
      answer: 0.5 ** 5,
      en: 'One half is the sigmoid’s value at 0. Its slope there is smaller.',
      zh: '二分之一是 sigmoid 在 0 处的值，它的导数更小。',
    },
    fourLayers: {
      answer: 0.25 ** 4,
      en: 'Four factors: one layer is missing.',
      zh: '只有四个因子：少了一层。',
    },
    slopeOfRelu: {
      answer: 1,
      en: 'That would be ReLU with positive inputs, and the reason why deep networks like it.',
      zh: '那是输入为正时的 ReLU，也是深层网络喜欢它的原因。',
    },
  },
})

/** ReLU that lets a tenth of negative inputs through, and its slope. */
export const leakyReluAndSlope = new Exercise<(x: number) => readonly [number, number] | undefined>(
  {
    observe: (f) =>
      Object.fromEntries(
        at.map((x) => [`value and slope at x = ${x} · x = ${x} 处的值与斜率`, f(x)]),
      ),
    right: (x) => (x > 0 ? [x, 1] : [0.1 * x, 0.1]),
    mistakes: {
      relu: {
        answer: (x) => (x > 0 ? [x, 1] : [0, 0]),
        en: 'That is ReLU itself: for negative inputs a tenth should come through.',
        zh: '这就是 ReLU 本身：输入为负时应让十分之一通过。',
      },
      slopeForgotten: {
        answer: (x) => (x > 0 ? [x, 1] : [0.1 * x, 0]),
        en: 'The value is right. On the left it is a line, too, so its slope there is not 0.',
        zh: '函数值正确。但左边也是一条直线，导数不为 0。',
      },
      signLost: {
        answer: (x) => (x > 0 ? [x, 1] : [-0.1 * x, -0.1]),
        en: 'Negative inputs should stay negative: a line through 0 that goes on rising.',
        zh: '负的输入应当仍为负：这是一条过 0 且继续上升的直线。',
      },
      sides: {
        answer: (x) => (x < 0 ? [x, 1] : [0.1 * x, 0.1]),
        en: 'The two sides are exchanged: positive inputs pass unchanged.',
        zh: '两边弄反了：正的输入应原样通过。',
      },
      shifted: {
        answer: (x) => (x > 0 ? [x, 1] : [x - 0.1, 1]),
        en: 'Multiply by a tenth, do not subtract it: there is no jump at 0.',
        zh: '应当乘以十分之一，而不是减去：在 0 处没有跳跃。',
      },
    },
  },
)
