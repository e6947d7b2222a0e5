/** Exercises of notebook 06. */
import { Exercise } from './Exercise.js'

type OfList = (x: number[]) => number
type GradientOfList = (f: OfList, x: number[]) => readonly number[] | undefined

/**
 * A step in one coordinate; what is done with the coordinate afterwards is what answers differ in.
 */
function slopes(
  f: OfList,
  x: number[],
  slope: (above: number, below: number, here: number) => number,
  { h = 1e-4, putBack = true }: { h?: number; putBack?: boolean } = {},
): number[] {
  return x.map((kept, i) => {
    const here = f(x)
    x[i] = kept + h
    const above = f(x)
    x[i] = kept - h
    const below = f(x)
    if (putBack) x[i] = kept
    return slope(above, below, here)
  })
}

const H = 1e-4
const central = (above: number, below: number) => (above - below) / (2 * H)

/** The notes' numerical gradient, whose slopes became whole numbers. */
export const repairedGradient = new Exercise<GradientOfList>({
  observe: (gradient) => {
    const x = [0.5, -1.5, 2]
    const mixed = ([a, b, c]: number[]) => a ** 2 * b + b * c + c ** 3
    const found = gradient(mixed, x)
    return {
      'the gradient of a²b + bc + c³ at (0.5, −1.5, 2) · a²b + bc + c³ 在 (0.5, −1.5, 2) 处的梯度':
        found,
      'x afterwards · 之后的 x': x,
    }
  },
  right: (f, x) => slopes(f, x, central),
  printed: (f, x) => slopes(f, x, (above, below) => Math.trunc(central(above, below))),
  tolerance: 1e-6,
  mistakes: {
    rounded: {
      answer: (f, x) => slopes(f, x, (above, below) => Math.round(central(above, below))),
      en: 'Rounded instead of cut off, but still whole numbers. Slopes are real numbers.',
      zh: '只是把截断换成了四舍五入，结果仍是整数。导数是实数。',
    },
    notPutBack: {
      answer: (f, x) => slopes(f, x, central, { putBack: false }),
      en:
        'x is not put back: the caller gets it changed, ' +
        'and later slopes are taken beside the point.',
      zh: '没有还原 x：调用者的数组被改动了，后面的偏导数也不再是该点的。',
    },
    forward: {
      answer: (f, x) => slopes(f, x, (above, _, here) => (above - here) / H),
      en: 'That is a forward difference: its error is of the size of h, not of h².',
      zh: '这是前向差分：误差与 h 同阶，而不是 h²。',
    },
    divisor: {
      answer: (f, x) => slopes(f, x, (above, below) => (above - below) / H),
      en: 'Everything is twice too large: from x − h to x + h it is 2h.',
      zh: '结果都大了一倍：从 x − h 到 x + h 的距离是 2h。',
    },
    sign: {
      answer: (f, x) => slopes(f, x, (above, below) => central(below, above)),
      en: 'The sign is wrong: subtract the value at x − h from the one at x + h.',
      zh: '符号反了：应当用 x + h 处的值减去 x − h 处的值。',
    },
    tooSmall: {
      answer: (f, x) => slopes(f, x, (above, below) => (above - below) / 2e-20, { h: 1e-20 }),
      en: 'All zero: with such a step x + h is x itself. A smaller step is not a better one.',
      zh: '全是零：步长太小，x + h 就等于 x。步长并不是越小越好。',
    },
  },
})

/** log₁₀ of a step to halves; a factor of three around 10⁻³ is as good as that. */
function power(step: number): number {
  if (!(step > 0)) return Number.NaN
  const exponent = Math.log10(step)
  return Math.abs(exponent + 3) <= 0.5 ? -3 : Math.round(2 * exponent) / 2
}

/** The best step for a central difference in numbers of nine decimal digits. */
export const stepOnTheChip = new Exercise<number>({
  observe: (step) => ({ 'the step, as a power of ten · 步长是 10 的几次方': power(step) }),
  right: 1e-3,
  mistakes: {
    ofForward: {
      answer: 10 ** -4.5,
      en: 'The square root of ε is the best step of the forward difference.',
      zh: 'ε 的平方根是前向差分的最佳步长。',
    },
    habit: {
      answer: 1e-4,
      en: '10⁻⁴ suits float64. With fewer digits rounding takes over earlier: step further.',
      zh: '10⁻⁴ 适合 float64。有效数字更少时，舍入误差更早占上风，步长要更大。',
    },
    leastError: {
      answer: 1e-6,
      en: 'ε to the power 2/3 is about the error that remains there, not the step.',
      zh: 'ε 的 2/3 次方大约是此时剩下的误差，而不是步长。',
    },
    epsilon: {
      answer: 1e-9,
      en: 'With a step of ε the difference has hardly a digit that is right.',
      zh: '步长取 ε 时，差值几乎没有一位是正确的。',
    },
    fourthRoot: {
      answer: 10 ** -2.25,
      en: 'The fourth root belongs to second derivatives, where rounding is divided by h².',
      zh: '四次方根属于二阶导数，那里舍入误差要除以 h²。',
    },
    large: {
      answer: 0.1,
      en: 'Safe from rounding, but the formula itself errs by about h²/6 there.',
      zh: '舍入误差是小了，但公式本身的误差约为 h²/6。',
    },
    exponent: {
      answer: -3,
      en: 'A step is positive. If you mean the exponent: 10 to that power is the answer.',
      zh: '步长是正数。如果你写的是指数，请以 10 的该次方作答。',
    },
  },
})

type SecondDerivative = (f: (x: number) => number, x: number) => number | undefined

const at = [
  { name: 'sin at 0.5 · sin 在 0.5 处的二阶导数', f: Math.sin, x: 0.5 },
  { name: 'x⁴ at 2 · x⁴ 在 2 处的二阶导数', f: (x: number) => x ** 4, x: 2 },
  { name: 'eˣ at 1 · eˣ 在 1 处的二阶导数', f: Math.exp, x: 1 },
]

/** A difference for the second derivative. */
export const secondDifference = new Exercise<SecondDerivative>({
  observe: (second) =>
    Object.fromEntries(
      at.map(({ name, f, x }) => [`the second derivative of ${name}`, second(f, x)]),
    ),
  right: (f, x) => (f(x + 1e-3) - 2 * f(x) + f(x - 1e-3)) / 1e-6,
  tolerance: 1e-4,
  mistakes: {
    first: {
      answer: (f, x) => (f(x + 1e-4) - f(x - 1e-4)) / 2e-4,
      en: 'That is the first derivative. The second is the change of the slope.',
      zh: '这是一阶导数。二阶导数是斜率的变化率。',
    },
    onceDivided: {
      answer: (f, x) => (f(x + 1e-3) - 2 * f(x) + f(x - 1e-3)) / 1e-3,
      en: 'Nearly zero everywhere: divide by h once more, so by h².',
      zh: '处处接近零：还要再除以一次 h，即除以 h²。',
    },
    twice: {
      answer: (f, x) => (f(x + 1e-3) - 2 * f(x) + f(x - 1e-3)) / 2e-6,
      en: 'Half of it. The two slopes are h apart, not 2h: the divisor is h².',
      zh: '小了一半。两个斜率之间相距 h，而不是 2h：分母是 h²。',
    },
    middleOnce: {
      answer: (f, x) => (f(x + 1e-3) - f(x) + f(x - 1e-3)) / 1e-6,
      en: 'f(x) belongs to both slopes, so it is subtracted twice.',
      zh: 'f(x) 同时出现在两个斜率里，所以要减去两次。',
    },
    sign: {
      answer: (f, x) => (2 * f(x) - f(x + 1e-3) - f(x - 1e-3)) / 1e-6,
      en: 'The sign is wrong: a curve that bends upward has a positive second derivative.',
      zh: '符号反了：向上弯的曲线二阶导数为正。',
    },
    shifted: {
      answer: (f, x) => (f(x + 2e-3) - 2 * f(x + 1e-3) + f(x)) / 1e-6,
      en: 'You look to the right of x only, so the error is of the size of h. Look to both sides.',
      zh: '只看了 x 的右边，误差与 h 同阶。应当两边都看。',
    },
  },
})

/** Direction of length 1, and the slope in it. */
export const steepestWayDown = new Exercise<readonly [number, number, number]>({
  observe: ([d0, d1, slope]) => ({ 'the direction · 方向': [d0, d1], 'the slope · 斜率': slope }),
  right: [-0.6, -0.8, -10],
  mistakes: {
    uphill: {
      answer: [0.6, 0.8, 10],
      en: 'That is the way up: the gradient points where f rises fastest.',
      zh: '这是上坡的方向：梯度指向函数上升最快的方向。',
    },
    uphillSlope: {
      answer: [-0.6, -0.8, 10],
      en: 'The direction is right; down means that the slope is negative.',
      zh: '方向正确；既然是下坡，斜率应为负。',
    },
    notOfLengthOne: {
      answer: [-6, -8, -10],
      en: 'Direction and slope are right, but the direction should have length 1: divide by 10.',
      zh: '方向和斜率都对，但方向向量的长度应为 1：请除以 10。',
    },
    level: {
      answer: [-0.8, 0.6, 0],
      en: 'That way runs along the contour: f does not change there at all.',
      zh: '这是沿着等高线的方向：函数值完全不变。',
    },
    squaredLength: {
      answer: [-0.6, -0.8, -100],
      en: 'The slope is the length of the gradient, not its square.',
      zh: '斜率是梯度的长度，而不是长度的平方。',
    },
    sumOfSlopes: {
      answer: [-0.6, -0.8, -14],
      en: 'Partial derivatives do not simply add up: each counts with its part of the direction.',
      zh: '偏导数不能直接相加：每个都要乘以方向在该轴上的分量。',
    },
    steeperAxis: {
      answer: [0, -1, -8],
      en: 'The steeper axis alone gives −8. Moving along both at once falls faster.',
      zh: '只沿较陡的坐标轴走，斜率为 −8。同时沿两个轴走下降更快。',
    },
  },
})
