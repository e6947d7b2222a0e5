/** Exercises of notebook 10. */
import { math } from '../math/index.js'
import type { Matrix } from '../math/types.js'
import { attempted } from './attempted.js'
import { Exercise } from './Exercise.js'

type Gradients = Readonly<Record<'x' | 'W' | 'b', Matrix>>
type AffineBackward = (x: Matrix, W: Matrix, dout: Matrix) => Gradients

const square = () => ({
  x: math.matrix([
    [1, 2, -1],
    [0, 3, 1],
    [2, -2, 4],
  ]),
  W: math.matrix([
    [1, 0.5, 3],
    [-1, 2, 2],
    [0, 1, -4],
  ]),
  dout: math.matrix([
    [1, -2, 0.5],
    [3, 1, 0],
    [-1, 2, 2],
  ]),
})

/** Two examples, three inputs, four outputs. */
const oblong = () => ({
  x: math.matrix([
    [1, 2, -1],
    [0, 3, 1],
  ]),
  W: math.matrix([
    [1, 0.5, 3, -1],
    [-1, 2, 2, 0],
    [0, 1, -4, 2],
  ]),
  dout: math.matrix([
    [1, -2, 0.5, 1],
    [3, 1, 0, -1],
  ]),
})

const turned = (matrix: Matrix): Matrix => math.transpose(matrix)
const right: AffineBackward = (x, W, dout) => ({
  x: math.multiply(dout, turned(W)),
  W: math.multiply(turned(x), dout),
  b: math.sum(dout, 0),
})

/** The right backward with one gradient replaced. */
const but =
  (replaced: (x: Matrix, W: Matrix, dout: Matrix) => Partial<Gradients>): AffineBackward =>
  (x, W, dout) => ({ ...right(x, W, dout), ...replaced(x, W, dout) })

/** The notes' short backward of Affine, to be repaired. */
export const affineBackward = new Exercise<AffineBackward>({
  observe(backward) {
    const of = ({ x, W, dout }: ReturnType<typeof square>) => backward(x, W, dout)
    const ofSquare = of(square())
    const ofOblong = (name: keyof Gradients) => attempted(() => of(oblong())?.[name])
    return {
      'x, all sizes 3 · x，大小都是 3': ofSquare?.x,
      'W, all sizes 3 · W，大小都是 3': ofSquare?.W,
      'b, all sizes 3 · b，大小都是 3': ofSquare?.b,
      'x, two examples from 3 to 4 · x，两个样本，从 3 到 4': ofOblong('x'),
      'W, two examples from 3 to 4 · W，两个样本，从 3 到 4': ofOblong('W'),
      'b, two examples from 3 to 4 · b，两个样本，从 3 到 4': ofOblong('b'),
    }
  },
  right,
  printed: but((_, W, dout) => ({ W: math.multiply(turned(W), dout) })),
  mistakes: {
    turnedAround: {
      answer: but((x, _, dout) => ({ W: math.multiply(turned(dout), x) })),
      en: 'The gradient of W is transposed: it needs a row for each input, as W has.',
      zh: 'W 的梯度转置了：它和 W 一样，每个输入对应一行。',
    },
    notTurned: {
      answer: but((x, _, dout) => ({ W: math.multiply(x, dout) })),
      en: 'x · dout sums over the inputs. The sum goes over the examples: transpose x.',
      zh: 'x · dout 是对输入求和。应当对样本求和：把 x 转置。',
    },
    weightsNotTurned: {
      answer: but((x, W, dout) => ({
        W: math.multiply(turned(x), dout),
        x: math.multiply(dout, W),
      })),
      en: 'The gradient of x lost its transpose: it was right in the listing.',
      zh: 'x 的梯度丢了转置：原来的代码在这里是对的。',
    },
    biasAveraged: {
      answer: but((_x, _W, dout) => ({ b: math.mean(dout, 0) })),
      en: 'The gradient of b is the sum over the rows; the loss has taken the mean already.',
      zh: 'b 的梯度是对各行求和；取平均已经在损失里做了。',
    },
    biasPerExample: {
      answer: but((_x, _W, dout) => ({ b: dout })),
      en: 'One bias serves all rows: sum dout over them.',
      zh: '同一个偏置用于所有的行：要把 dout 对各行求和。',
    },
    biasAlongRows: {
      answer: but((_x, _W, dout) => ({ b: math.sum(dout, 1) })),
      en: 'The sum goes along the wrong axis: there is one bias for each column.',
      zh: '求和的轴错了：每一列对应一个偏置。',
    },
    dividedAgain: {
      answer: but((x, _, dout) => ({
        W: math.dotDivide(math.multiply(turned(x), dout), x.size()[0]),
      })),
      en: 'Divided by the number of examples: dout contains this division already.',
      zh: '又除以了样本数：dout 里已经包含了这个除法。',
    },
  },
})

type RelativeError = (analytic: number, numerical: number) => number | undefined

const compared = [
  [2, 1],
  [-3, 1],
  [1, -1],
  [-4, -5],
  [0, 0],
  [0, 2],
] as const

/** Of two derivatives. */
export const relativeError = new Exercise<RelativeError>({
  observe: (error) =>
    Object.fromEntries(compared.map(([a, n]) => [`of ${a} and ${n} · ${a} 与 ${n}`, error(a, n)])),
  right: (a, n) => (a === n ? 0 : Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n))),
  mistakes: {
    absolute: {
      answer: (a, n) => Math.abs(a - n),
      en: 'That is the absolute error. Divide it by the size of the larger one.',
      zh: '这是绝对误差。还要除以两者中较大的绝对值。',
    },
    zeroByZero: {
      answer: (a, n) => Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n)),
      en: 'Where both are 0 this is 0/0, which is NaN. Two equal derivatives have no error.',
      zh: '两者都为 0 时是 0/0，即 NaN。相等的导数没有误差。',
    },
    signKept: {
      answer: (a, n) => (a === n ? 0 : (a - n) / Math.max(Math.abs(a), Math.abs(n))),
      en: 'An error is not negative: take the absolute value of the difference.',
      zh: '误差不能为负：差要取绝对值。',
    },
    sizesSigned: {
      answer: (a, n) => (a === n ? 0 : Math.abs(a - n) / Math.max(a, n)),
      en: 'The sizes need absolute values, too: of −4 and −5 the larger is 5.',
      zh: '大小也要取绝对值：−4 和 −5 中较大的是 5。',
    },
    byNumerical: {
      answer: (a, n) => (a === n ? 0 : Math.abs(a - n) / Math.abs(n)),
      en: 'Divided by the numerical one only: the measure changes when the two are exchanged.',
      zh: '只除以了数值导数：两者交换后结果就变了。',
    },
    bySum: {
      answer: (a, n) => (a === n ? 0 : Math.abs(a - n) / (Math.abs(a) + Math.abs(n))),
      en: 'Others divide by the sum; here the larger of the two is asked for.',
      zh: '也有人除以两者之和；这里要求除以较大者。',
    },
  },
})

/** Of 784-50-10 with biases, by central differences. */
export const lossesForCheck = new Exercise<number>({
  observe: (losses) => ({ 'losses · 损失的计算次数': losses }),
  right: 79_520,
  mistakes: {
    onePerParameter: {
      answer: 39_760,
      en: 'That is the number of parameters. A central difference needs two losses for each.',
      zh: '这是参数的个数。中心差分对每个参数要计算两次损失。',
    },
    forwardDifference: {
      answer: 39_761,
      en: 'That is the forward difference, with one loss for all in common.',
      zh: '这是前向差分，其中有一次损失是共用的。',
    },
    withoutBiases: {
      answer: 79_400,
      en: 'The biases are parameters, too: 50 and 10 of them.',
      zh: '偏置也是参数：有 50 个和 10 个。',
    },
    firstLayerOnly: {
      answer: 78_500,
      en: 'That is the first layer alone.',
      zh: '这只是第一层。',
    },
    squared: {
      answer: 39_760 ** 2,
      en: 'Each parameter is moved alone: there are no pairs of them.',
      zh: '每次只移动一个参数：不需要考虑两两组合。',
    },
  },
})

type HasCorner = (f: (x: number) => number, x: number) => boolean | undefined

const curves: Readonly<Record<string, readonly [f: (x: number) => number, x: number]>> = {
  'relu at 0 · relu 在 0 处': [(x) => Math.max(0, x), 0],
  'relu at 1 · relu 在 1 处': [(x) => Math.max(0, x), 1],
  '|x − 2| at 2 · |x − 2| 在 2 处': [(x) => Math.abs(x - 2), 2],
  'a corner of 0.04 on a slope, at 1 · 斜坡上 1 处一个 0.04 的角': [
    (x) => 3 * x + 0.02 * Math.abs(x - 1),
    1,
  ],
  'x² at 0 · x² 在 0 处': [(x) => x * x, 0],
  '2000 x² at 0 · 2000 x² 在 0 处': [(x) => 2000 * x * x, 0],
  'exp at 3 · exp 在 3 处': [Math.exp, 3],
}

/** The difference of the slopes to the right and to the left. */
function parting(f: (x: number) => number, x: number, h: number): number {
  return Math.abs((f(x + h) - f(x)) / h - (f(x) - f(x - h)) / h)
}

/** Whether the slopes to the left and to the right stay apart. */
export const hasCorner = new Exercise<HasCorner>({
  observe: (corner) =>
    Object.fromEntries(Object.entries(curves).map(([name, [f, x]]) => [name, corner(f, x)])),
  right: (f, x) => parting(f, x, 1e-5) > 0.005 && parting(f, x, 1e-5) > parting(f, x, 1e-4) / 2,
  mistakes: {
    oneStep: {
      answer: (f, x) => parting(f, x, 1e-4) > 0.01,
      en: 'A sharp bend such as 2000 x² passes for a corner. Try a smaller step as well.',
      zh: '像 2000 x² 这样的急弯被当成了角点。请再用更小的步长试一次。',
    },
    tooCoarse: {
      answer: (f, x) => parting(f, x, 1e-5) > 0.5,
      en: 'Small corners are missed: 0.04 is above the 0.01 that is asked for.',
      zh: '漏掉了小的角点：0.04 已经超过要求的 0.01。',
    },
    onlyAtZero: {
      answer: (f, x) => x === 0 && parting(f, x, 1e-5) > 0.1,
      en: 'Corners may lie anywhere, not only at 0.',
      zh: '角点可以在任何位置，不只在 0 处。',
    },
    always: {
      answer: () => true,
      en: 'Everything passes for a corner.',
      zh: '所有的点都被当成了角点。',
    },
    never: {
      answer: () => false,
      en: 'Nothing passes for a corner. The central difference alone cannot tell.',
      zh: '没有任何点被当成角点。只看中心差分是看不出来的。',
    },
    jumpOfValue: {
      answer: (f, x) => Math.abs(f(x + 1e-5) - f(x - 1e-5)) > 1e-6,
      en: 'That compares values: it finds slopes. Compare the slopes of both sides.',
      zh: '这是在比较函数值，找到的是斜率。应当比较两侧的斜率。',
    },
  },
})
