/** Exercises of notebook 00. */
import { Exercise } from './Exercise.js'

type RealFunction = (x: number) => number | undefined

const at = [-2, -0.5, 0, 1, 3]

/** The derivative of x³ − 3x². */
export const slopeByHand = new Exercise<RealFunction>({
  observe: (f) => Object.fromEntries(at.map((x) => [`at x = ${x} · x = ${x} 处`, f(x)])),
  right: (x) => 3 * x ** 2 - 6 * x,
  mistakes: {
    powerKept: {
      answer: (x) => 3 * x ** 3 - 6 * x ** 2,
      en: 'The factors are right, but each power goes down by one: x³ becomes 3x².',
      zh: '系数正确，但每个幂次要减一：x³ 变为 3x²。',
    },
    factorForgotten: {
      answer: (x) => x ** 2 - 3 * x,
      en: 'The powers are right. The old exponent comes in front as a factor: x³ becomes 3x².',
      zh: '幂次正确。原来的指数要作为系数放到前面：x³ 变为 3x²。',
    },
    ofTheLesson: {
      answer: (x) => 3 * x ** 2 - 3,
      en: 'That is the slope of x³ − 3x. Here the second term is 3x².',
      zh: '这是 x³ − 3x 的导数。这里第二项是 3x²。',
    },
    plus: {
      answer: (x) => 3 * x ** 2 + 6 * x,
      en: 'Mind the sign of the second term: it is subtracted, and so is its slope.',
      zh: '注意第二项的符号：它是减去的，导数也要减去。',
    },
    twice: {
      answer: (x) => 6 * x - 6,
      en: 'That is the slope of the slope. You differentiated twice.',
      zh: '这是导数的导数。你求了两次导。',
    },
    itself: {
      answer: (x) => x ** 3 - 3 * x ** 2,
      en: 'That is the function itself, not its slope.',
      zh: '这是函数本身，不是它的导数。',
    },
  },
})

type Difference = (f: (x: number) => number, x: number, h: number) => number | undefined

const cube = (x: number) => x ** 3
const square = (x: number) => x ** 2

/** (f(x + h) − f(x − h)) / 2h. */
export const centralDifference = new Exercise<Difference>({
  observe: (difference) => ({
    'x³ at 2 with h = 0.5 · x³ 在 2 处，h = 0.5': difference(cube, 2, 0.5),
    'x² at 1 with h = 0.1 · x² 在 1 处，h = 0.1': difference(square, 1, 0.1),
  }),
  right: (f, x, h) => (f(x + h) - f(x - h)) / (2 * h),
  mistakes: {
    forward: {
      answer: (f, x, h) => (f(x + h) - f(x)) / h,
      en: 'That is the forward difference, from x to x + h. Step to both sides of x.',
      zh: '这是前向差分，从 x 到 x + h。应当向 x 的两侧各走一步。',
    },
    backward: {
      answer: (f, x, h) => (f(x) - f(x - h)) / h,
      en: 'That is the backward difference, from x − h to x. Step to both sides of x.',
      zh: '这是后向差分，从 x − h 到 x。应当向 x 的两侧各走一步。',
    },
    halfWidth: {
      answer: (f, x, h) => (f(x + h) - f(x - h)) / h,
      en: 'Twice too large: from x − h to x + h the way is 2h.',
      zh: '大了一倍：从 x − h 到 x + h 的距离是 2h。',
    },
    brackets: {
      answer: (f, x, h) => ((f(x + h) - f(x - h)) / 2) * h,
      en: 'a / 2 * h multiplies by h. Write a / (2 * h).',
      zh: 'a / 2 * h 是乘以 h。应写成 a / (2 * h)。',
    },
    turnedRound: {
      answer: (f, x, h) => (f(x - h) - f(x + h)) / (2 * h),
      en: 'The sign is wrong: take the value on the right minus the value on the left.',
      zh: '符号反了：应当用右边的值减去左边的值。',
    },
    added: {
      answer: (f, x, h) => (f(x + h) + f(x - h)) / (2 * h),
      en: 'You added the two values. How much f changes is their difference.',
      zh: '你把两个值相加了。f 的变化量是它们的差。',
    },
  },
})

/** Where gradient descent on x³ − 3x ends that starts at −0.9. */
export const endOfDescent = new Exercise<number>({
  observe: (end) => ({ 'the end of the walk · 终点': end }),
  right: 1,
  tolerance: 1e-3,
  mistakes: {
    hilltop: {
      answer: -1,
      en:
        'At −1 is a hilltop. The slope at −0.9 is negative, so the walk goes to the right, ' +
        'away from it.',
      zh: '−1 处是山顶。−0.9 处的导数为负，所以向右走，离开它。',
    },
    start: {
      answer: -0.9,
      en: 'It would stay only where the slope is 0. At −0.9 it is 3 · 0.81 − 3 = −0.57.',
      zh: '只有导数为 0 时才会停留。在 −0.9 处导数为 3 · 0.81 − 3 = −0.57。',
    },
    origin: {
      answer: 0,
      en: 'At 0 the function is 0, but its slope is −3: the walk goes on, downhill.',
      zh: '在 0 处函数值为 0，但导数是 −3：还会继续往下走。',
    },
    root: {
      answer: Math.sqrt(3),
      en: 'There f is 0. Descent looks for a slope of 0, not for a value of 0.',
      zh: '那里 f 为 0。下降寻找的是导数为 0，而不是函数值为 0。',
    },
    forEver: {
      answer: -Infinity,
      en:
        'That is the fate of a start to the left of −1. ' +
        'From −0.9 the way down leads to the right.',
      zh: '那是从 −1 左边出发的结果。从 −0.9 出发，下坡方向是向右。',
    },
  },
})
