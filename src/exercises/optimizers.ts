/** Exercises of notebook 12. */
import { Exercise } from './Exercise.js'

/** How far the first update moves a weight: SGD, Momentum, AdaGrad, RMSProp, Adam. */
export const firstSteps = new Exercise<readonly number[]>({
  observe: (distances) => ({ 'the five distances · 五个距离': distances }),
  right: [4, 4, 0.1, 1, 0.1],
  tolerance: 1e-6,
  mistakes: {
    signed: {
      answer: [-4, -4, -0.1, -1, -0.1],
      en: 'Right lengths, wrong direction: the gradient is negative, so the weight moves up.',
      zh: '长度对，方向反了：梯度为负，权重应当增大。',
    },
    allAlike: {
      answer: [4, 4, 4, 4, 4],
      en: 'AdaGrad, RMSProp and Adam divide by the size of the gradient.',
      zh: 'AdaGrad、RMSProp 和 Adam 要除以梯度的大小。',
    },
    tenTimes: {
      answer: [4, 40, 0.1, 1, 0.1],
      en: 'Momentum grows to ten times SGD’s step, but its first velocity is the step of SGD.',
      zh: 'Momentum 最终可达 SGD 步长的十倍，但第一步的速度就是 SGD 的步长。',
    },
    momentumAveraged: {
      answer: [4, 0.4, 0.1, 1, 0.1],
      en: 'The notes’ Momentum does not weigh the new gradient with 1 − α; Adam does.',
      zh: '笔记中的 Momentum 并不给新梯度乘 1 − α；Adam 才这样做。',
    },
    rmsPropCorrected: {
      answer: [4, 4, 0.1, 0.1, 0.1],
      en:
        'RMSProp does not correct its start: ' +
        'h is a hundredth of g², and its root a tenth of |g|.',
      zh: 'RMSProp 不做偏差校正：h 只有 g² 的百分之一，其平方根是 |g| 的十分之一。',
    },
    adamUncorrected: {
      answer: [4, 4, 0.1, 1, 0.1 * (0.1 / Math.sqrt(0.001))],
      en: 'That is Adam without its bias correction. With it m̂ is g, and the root of v̂ is |g|.',
      zh: '这是没有偏差校正的 Adam。校正之后 m̂ 等于 g，v̂ 的平方根等于 |g|。',
    },
  },
})

type GreatestRate = (curvatures: readonly number[]) => number | undefined

/** The rate above which SGD diverges on ½ Σ cᵢ xᵢ². */
export const greatestRate = new Exercise<GreatestRate>({
  observe: (f) => ({
    'the valley, curvatures 0.1 and 2 · 山谷，曲率 0.1 和 2': f([0.1, 2]),
    'curvatures 5, 0.5 and 1 · 曲率 5、0.5 和 1': f([5, 0.5, 1]),
    'one curvature of 4 · 只有一个曲率 4': f([4]),
  }),
  right: (curvatures) => 2 / Math.max(...curvatures),
  mistakes: {
    best: {
      answer: (curvatures) => 1 / Math.max(...curvatures),
      en:
        'With this rate one step meets the bottom of the steepest axis. ' +
        'Up to twice that it still converges.',
      zh: '用这个学习率，最陡的方向一步就到谷底。到它的两倍为止仍然收敛。',
    },
    flattest: {
      answer: (curvatures) => 2 / Math.min(...curvatures),
      en: 'That is the limit of the flattest axis. The steepest one diverges long before.',
      zh: '这是最平缓方向的极限。最陡的方向早就发散了。',
    },
    mean: {
      answer: (curvatures) =>
        (2 * curvatures.length) / curvatures.reduce((sum, curvature) => sum + curvature, 0),
      en: 'Axes do not help each other: one of them that diverges is enough.',
      zh: '各个方向互不相助：只要有一个发散就够了。',
    },
    sum: {
      answer: (curvatures) => 2 / curvatures.reduce((sum, curvature) => sum + curvature, 0),
      en: 'Each axis moves by its own slope only. Curvatures do not add up.',
      zh: '每个方向只按自己的斜率移动，曲率不会相加。',
    },
    inverse: {
      answer: (curvatures) => Math.max(...curvatures) / 2,
      en: 'Turned over: the more curved the valley, the smaller the rate.',
      zh: '倒过来了：谷越弯，学习率越要小。',
    },
  },
})

/** Of a weight: its new average of squares, and what is added to the weight. */
type RmsProp = (h: number, g: number) => readonly [h: number, step: number] | undefined

function rmsPropWith(
  average: (h: number, g: number) => number,
  step: (h: number, g: number, old: number) => number = (h, g) =>
    -0.01 * (g / (Math.sqrt(h) + 1e-7)),
): RmsProp {
  return (h, g) => [average(h, g), step(average(h, g), g, h)]
}

const fading = (h: number, g: number) => 0.9 * h + 0.1 * g * g

/** RMSProp with η = 0.01 and ρ = 0.9, which the notes describe without code. */
export const rmsProp = new Exercise<RmsProp>({
  observe: (f) => ({
    'h and step for h = 4, g = 1 · h = 4、g = 1 时的 h 与步长': f(4, 1),
    'h and step for h = 0, g = −3 · h = 0、g = −3 时的 h 与步长': f(0, -3),
    'h and step for h = 0, g = 0 · h = 0、g = 0 时的 h 与步长': f(0, 0),
  }),
  tolerance: 1e-6,
  right: rmsPropWith(fading),
  mistakes: {
    sum: {
      answer: rmsPropWith((h, g) => h + g * g),
      en: 'That is AdaGrad: its sum never forgets.',
      zh: '这是 AdaGrad：它的和从不遗忘。',
    },
    exchanged: {
      answer: rmsPropWith((h, g) => 0.1 * h + 0.9 * g * g),
      en: 'ρ is the share of the old average that stays, 0.9. You gave it to the new square.',
      zh: 'ρ 是旧平均保留的份额 0.9。你把它给了新的平方。',
    },
    notSquared: {
      answer: rmsPropWith((h, g) => 0.9 * h + 0.1 * g),
      en: 'h averages squares of gradients, not gradients.',
      zh: 'h 是梯度平方的平均，而不是梯度的平均。',
    },
    oldAverage: {
      answer: rmsPropWith(fading, (_h, g, old) => -0.01 * (g / (Math.sqrt(old) + 1e-7))),
      en: 'The step divides by the root of the new h, which already knows this gradient.',
      zh: '步长要除以新的 h 的平方根，新的 h 已经包含了这次的梯度。',
    },
    rootForgotten: {
      answer: rmsPropWith(fading, (h, g) => -0.01 * (g / (h + 1e-7))),
      en:
        'Without the root the step has the unit of one over the gradient. ' +
        'Divide by the root of h.',
      zh: '不开平方根，步长的单位就是梯度的倒数。应除以 h 的平方根。',
    },
    uphill: {
      answer: rmsPropWith(fading, (h, g) => 0.01 * (g / (Math.sqrt(h) + 1e-7))),
      en: 'What is added to the weight goes against the gradient. Mind the sign.',
      zh: '加到权重上的量应当与梯度方向相反。注意符号。',
    },
    epsilonForgotten: {
      answer: rmsPropWith(fading, (h, g) => -0.01 * (g / Math.sqrt(h))),
      en: 'For h = 0 and g = 0 that is 0/0. Add 1e-7 to the root.',
      zh: '当 h = 0 且 g = 0 时得到 0/0。给平方根加上 1e-7。',
    },
  },
})

type Slope = (w: number) => number
type Descent = (slope: Slope, start: number, steps: number) => number | undefined

/** What one step adds to the weight, from the step's number and both moments. */
type Move = (t: number, m: number, v: number) => number

/** Adam with rate 0.1 on one weight, with another way to move. */
function adamWith(move: Move): Descent {
  return (slope, start, steps) => {
    let [w, m, v] = [start, 0, 0]
    for (let t = 1; t <= steps; t++) {
      const g = slope(w)
      m += 0.1 * (g - m)
      v += 0.001 * (g * g - v)
      w += move(t, m, v)
    }
    return w
  }
}

const ratio = (m: number, v: number) => m / (Math.sqrt(v) + 1e-8)
const corrected: Move = (t, m, v) => -0.1 * ratio(m / (1 - 0.9 ** t), v / (1 - 0.999 ** t))

/** Adam as the notes' commented lines have it: uphill, and without correction. */
export const adam = new Exercise<Descent>({
  observe: (f) => ({
    'one step on w² · 在 w² 上走一步': f((w) => 2 * w, 3, 1),
    'five steps on w² · 在 w² 上走五步': f((w) => 2 * w, 3, 5),
    'five steps on (w + 1)⁴ · 在 (w + 1)⁴ 上走五步': f((w) => 4 * (w + 1) ** 3, 1, 5),
  }),
  tolerance: 1e-5,
  right: adamWith(corrected),
  printed: adamWith((_t, m, v) => 0.1 * (m / (Math.sqrt(v) + 1e-7))),
  mistakes: {
    onlyDown: {
      answer: adamWith((_t, m, v) => -0.1 * ratio(m, v)),
      en:
        'Downhill now. But m and v are still too small at first: ' +
        'the first step is 3.2 times too long.',
      zh: '现在下降了。但 m 和 v 起初仍偏小：第一步长了 3.2 倍。',
    },
    onlyCorrected: {
      answer: adamWith((t, m, v) => -corrected(t, m, v)),
      en: 'The correction is right, and the sign is not: w climbs.',
      zh: '校正对了，符号没有改：w 在上升。',
    },
    onlyMean: {
      answer: adamWith((t, m, v) => -0.1 * ratio(m / (1 - 0.9 ** t), v)),
      en: 'Correct v, too, with β₂: it is a thousandth of g² at first.',
      zh: 'v 也要用 β₂ 校正：起初它只有 g² 的千分之一。',
    },
    onlySquare: {
      answer: adamWith((t, m, v) => -0.1 * ratio(m, v / (1 - 0.999 ** t))),
      en: 'Correct m, too, with β₁: it is a tenth of g at first.',
      zh: 'm 也要用 β₁ 校正：起初它只有 g 的十分之一。',
    },
    exchanged: {
      answer: adamWith((t, m, v) => -0.1 * ratio(m / (1 - 0.999 ** t), v / (1 - 0.9 ** t))),
      en: 'β₁ = 0.9 belongs to m, and β₂ = 0.999 to v.',
      zh: 'β₁ = 0.9 属于 m，β₂ = 0.999 属于 v。',
    },
    firstOnly: {
      answer: adamWith((_t, m, v) => -0.1 * ratio(m / (1 - 0.9), v / (1 - 0.999))),
      en: 'The factor is 1 − βᵗ and fades with the steps; yours stays that of the first.',
      zh: '因子是 1 − βᵗ，会随步数消失；你的一直停在第一步。',
    },
  },
})
