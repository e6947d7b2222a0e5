/** Exercises of notebook 07. */
import { type Matrix, math } from '../math/index.js'
import { Exercise } from './Exercise.js'

type Step = (x0: number, x1: number, rate: number) => readonly [number, number] | undefined

/** A step on x₀² + x₀x₁ + x₁² with what is made of its two slopes. */
const stepBy =
  (moved: (slope: number, rate: number) => number): Step =>
  (x0, x1, rate) => [x0 + moved(2 * x0 + x1, rate), x1 + moved(x0 + 2 * x1, rate)]

/** A step of gradient descent, whose printed form moves x₁ when x₀ has moved already. */
export const oneStep = new Exercise<Step>({
  observe: (step) => ({
    'from (1, 1) with rate 0.1 · 从 (1, 1) 出发，学习率 0.1': step(1, 1, 0.1),
    'from (2, −1) with rate 0.25 · 从 (2, −1) 出发，学习率 0.25': step(2, -1, 0.25),
  }),
  right: stepBy((slope, rate) => -rate * slope),
  printed: (x0, x1, rate) => {
    const moved = x0 - rate * (2 * x0 + x1)
    return [moved, x1 - rate * (moved + 2 * x1)]
  },
  mistakes: {
    otherFirst: {
      answer: (x0, x1, rate) => {
        const moved = x1 - rate * (x0 + 2 * x1)
        return [x0 - rate * (2 * x0 + moved), moved]
      },
      en: 'Now x₁ moves first and x₀ after it. Take both slopes before anything moves.',
      zh: '现在变成 x₁ 先动、x₀ 后动了。应当在移动之前先算出两个偏导数。',
    },
    uphill: {
      answer: stepBy((slope, rate) => rate * slope),
      en: 'That climbs: descent subtracts the gradient.',
      zh: '这是上坡：下降要减去梯度。',
    },
    noRate: {
      answer: stepBy((slope) => -slope),
      en: 'The learning rate is missing: the step is as long as the gradient.',
      zh: '少了学习率：步长成了梯度本身的长度。',
    },
    rateAsUpdate: {
      answer: stepBy((slope, rate) => -rate * Math.sign(slope)),
      en: 'Every step is as long as the rate. The update is the rate times the slope.',
      zh: '每一步的长度都等于学习率。更新量应是学习率乘以偏导数。',
    },
    firstOnly: {
      answer: (x0, x1, rate) => [x0 - rate * (2 * x0 + x1), x1],
      en: 'Only x₀ moves. Gradient descent moves all coordinates in one step.',
      zh: '只有 x₀ 动了。梯度下降在一步中更新所有坐标。',
    },
    exchanged: {
      answer: (x0, x1, rate) => [x0 - rate * (x0 + 2 * x1), x1 - rate * (2 * x0 + x1)],
      en: 'The two slopes are exchanged: each coordinate moves by its own.',
      zh: '两个偏导数弄反了：每个坐标要用自己的偏导数。',
    },
  },
})

/** From which rate on descent on 3x₀² + x₁²/2 comes no nearer. */
export const limitOfTheRate = new Exercise<number>({
  observe: (rate) => ({ 'the limit of the rate · 学习率的上限': rate }),
  right: 1 / 3,
  tolerance: 0.004, // 0.33 will do
  mistakes: {
    flatDirection: {
      answer: 2,
      en:
        'That is the limit along x₁. Along x₀ it has long run away: ' +
        'the steepest direction decides.',
      zh: '这是沿 x₁ 方向的极限。沿 x₀ 方向早就发散了：由最陡的方向决定。',
    },
    oneStepThere: {
      answer: 1 / 6,
      en:
        'With 1/6 it reaches x₀ = 0 in one step: ' +
        'the best rate for that direction, not the limit.',
      zh: '取 1/6 时一步就到达 x₀ = 0：这是该方向的最佳学习率，不是极限。',
    },
    coefficient: {
      answer: 2 / 3,
      en: 'You divided by the coefficient 3. The slope of 3x₀² is 6x₀.',
      zh: '你除以了系数 3。3x₀² 的导数是 6x₀。',
    },
    ofSquare: {
      answer: 1,
      en: 'That is the limit for x². Here the bowl is steeper along x₀.',
      zh: '这是 x² 的极限。这里的碗沿 x₀ 方向更陡。',
    },
    inverse: {
      answer: 3,
      en: 'Upside down: the steeper the valley, the smaller the rate must be.',
      zh: '倒过来了：越陡，学习率就必须越小。',
    },
    sumOfCurvatures: {
      answer: 2 / 7,
      en: 'The directions do not add up: each has a factor of its own, and the larger one decides.',
      zh: '各方向不能相加：每个方向有自己的因子，由最大的那个决定。',
    },
  },
})

type WeightGradient = (x: Matrix, W: Matrix, t: Matrix) => Matrix | undefined

const example = () => ({
  x: math.matrix([
    [1, 2],
    [0.5, -1],
    [3, 0],
    [-2, 1],
  ]),
  W: math.matrix([
    [0.5, 0.1, 0.3],
    [0.9, 0.4, 0.7],
  ]),
  t: math.matrix([
    [1, 0, 2],
    [0, 1, 1],
    [2, -1, 0],
    [1, 1, 0],
  ]),
})

const residual = (x: Matrix, W: Matrix, t: Matrix) => math.subtract(math.multiply(x, W), t)

/** ∂L/∂W of half the sum of squares behind one linear layer. */
export const weightGradient = new Exercise<WeightGradient>({
  observe: (gradient) => {
    const { x, W, t } = example()
    return { '∂L/∂W for 4 examples · 4 个样本的 ∂L/∂W': gradient(x, W, t) }
  },
  right: (x, W, t) => math.multiply(math.transpose(x), residual(x, W, t)),
  mistakes: {
    transposed: {
      answer: (x, W, t) => math.multiply(math.transpose(residual(x, W, t)), x),
      en: 'Right numbers, transposed: the gradient has the shape of W, here 2×3.',
      zh: '数值正确，但转置了：梯度的形状应与 W 相同，这里是 2×3。',
    },
    sign: {
      answer: (x, W, t) => math.unaryMinus(math.multiply(math.transpose(x), residual(x, W, t))),
      en: 'The sign is wrong: y − t, not t − y.',
      zh: '符号反了：是 y − t，而不是 t − y。',
    },
    doubled: {
      answer: (x, W, t) => math.multiply(2, math.multiply(math.transpose(x), residual(x, W, t))),
      en: 'Twice too large: the half in front of the sum cancels the 2 of the square.',
      zh: '大了一倍：求和号前的二分之一与平方求导出来的 2 相消。',
    },
    mean: {
      answer: (x, W, t) => math.divide(math.multiply(math.transpose(x), residual(x, W, t)), 4),
      en: 'Divided by the number of examples: this loss is a sum, not a mean.',
      zh: '除以了样本数：这里的损失是总和，不是平均。',
    },
    withoutTargets: {
      answer: (x, W) => math.multiply(math.transpose(x), math.multiply(x, W)),
      en: 'The targets are missing: what counts is how far y is from t.',
      zh: '少了标签 t：重要的是 y 与 t 的差。',
    },
    byScores: {
      answer: (x, W, t) => residual(x, W, t),
      en: 'That is the gradient by y. One factor of the chain is missing: how y changes with W.',
      zh: '这是对 y 的梯度。链式法则还少一个因子：y 对 W 的导数。',
    },
  },
})

/** What two epochs with replacement have not seen. */
export const notSeenAfterTwo = new Exercise<number>({
  observe: (share) => ({ 'the share not seen · 没见过的比例': share }),
  right: Math.exp(-2),
  tolerance: 0.003, // 13.5 % will do
  mistakes: {
    oneEpoch: {
      answer: Math.exp(-1),
      en: 'That is after one epoch. The second one finds some of the rest.',
      zh: '这是一个 epoch 之后的比例。第二个 epoch 还会见到其余的一部分。',
    },
    seen: {
      answer: 1 - Math.exp(-2),
      en: 'That is the share that has been seen.',
      zh: '这是已经见过的比例。',
    },
    none: {
      answer: 0,
      en: 'Only without replacement is everything seen. Drawn afresh, some are missed twice.',
      zh: '只有不放回抽样才会全部见到。放回抽样时，有些样本两轮都会漏掉。',
    },
    halved: {
      answer: Math.exp(-1) / 2,
      en: 'Not half of it: of what was missed, the second epoch again misses 37 %.',
      zh: '不是减半：在漏掉的样本中，第二轮同样会漏掉 37%。',
    },
    seenTwice: {
      answer: (1 - Math.exp(-1)) ** 2,
      en: 'That is the share seen in both epochs.',
      zh: '这是两个 epoch 都见过的比例。',
    },
    percent: {
      answer: 100 * Math.exp(-2),
      en: 'As a share, please: a number between 0 and 1.',
      zh: '请以比例作答：一个 0 到 1 之间的数。',
    },
  },
})
