/** Exercises of notebook 02. */
import { AND, type Gate, NAND, OR } from '../nn/models/Perceptron.js'
import { Exercise } from './Exercise.js'

/** The inputs of a gate, in the order of its table. */
const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const

type Neuron = readonly [w1: number, w2: number, b: number]

const fires = ([w1, w2, b]: Neuron, x1: number, x2: number) => Number(w1 * x1 + w2 * x2 + b > 0)

const outputs = (answer: (x1: number, x2: number) => number | undefined) =>
  Object.fromEntries(
    corners.map(([x1, x2]) => [`for (${x1}, ${x2}) · 输入 (${x1}, ${x2})`, answer(x1, x2)]),
  )

/** Weights and bias of NOR: 1 where both inputs are 0. */
export const norGate = new Exercise<Neuron>({
  observe: (neuron) => outputs((x1, x2) => fires(neuron, x1, x2)),
  right: [-1, -1, 0.5],
  mistakes: {
    or: {
      answer: [1, 1, -0.5],
      en: 'That is OR, the opposite. Turn the signs of both weights and of the bias.',
      zh: '这是 OR，正好相反。把两个权重和偏置的符号都反过来。',
    },
    nand: {
      answer: [-1, -1, 1.5],
      en: 'That is NAND: a single 1 still passes. It must be enough to silence the neuron.',
      zh: '这是 NAND：只有一个 1 时仍然激活。应当一个 1 就足以使神经元不激活。',
    },
    and: {
      answer: [1, 1, -1.5],
      en: 'That is AND: it fires for two ones, not for two zeros.',
      zh: '这是 AND：它在两个 1 时激活，而不是两个 0 时。',
    },
    never: {
      answer: [-1, -1, 0],
      en: 'It never fires. For (0, 0) the sum is the bias alone, and it must be above 0.',
      zh: '它从不激活。输入 (0, 0) 时总和就是偏置，它必须大于 0。',
    },
    always: {
      answer: [1, 1, 0.5],
      en: 'It always fires. A positive bias is right; the inputs must pull against it.',
      zh: '它总是激活。偏置为正是对的，但输入必须把总和拉下来。',
    },
    onlyOneInput: {
      answer: [0, -1, 0.5],
      en: 'It listens to the second input only: for (1, 0) it fires, too.',
      zh: '它只看第二个输入：对 (1, 0) 也会激活。',
    },
  },
})

/** The biases between which w = (1, 1) is AND: above the first, at most the second. */
export const biasesOfAnd = new Exercise<readonly number[]>({
  observe: (ends) => ({ 'the ends · 两端': ends }),
  right: [-2, -1],
  mistakes: {
    or: {
      answer: [-1, 0],
      en: 'Between these it is OR: a single 1 is enough there.',
      zh: '在这之间它是 OR：一个 1 就足够了。',
    },
    signs: {
      answer: [1, 2],
      en: 'Those are thresholds. The bias is the threshold with the other sign.',
      zh: '这是阈值。偏置是阈值的相反数。',
    },
    order: {
      answer: [-1, -2],
      en: 'The right numbers in the wrong order: the smaller one first.',
      zh: '数值正确，但顺序反了：小的在前。',
    },
    both: {
      answer: [-2, 0],
      en: 'The upper half of that is OR. For (0, 1) the sum 1 + b must not be above 0.',
      zh: '其中上半部分是 OR。输入 (0, 1) 时，总和 1 + b 不能大于 0。',
    },
    bookWeights: {
      answer: [-1, -0.5],
      en: 'That would do for weights of 0.5, as above. Here both weights are 1.',
      zh: '那是权重为 0.5 时的答案，如前文所示。这里两个权重都是 1。',
    },
  },
})

type Step = (neuron: Neuron, x: readonly [number, number], t: number, lr: number) => Observable

type Observable = readonly number[] | undefined

const examples = [
  { neuron: [0.5, 0.5, -0.2], x: [1, 0], t: 0, lr: 0.1 },
  { neuron: [0.2, -0.4, 0.1], x: [1, 1], t: 1, lr: 0.5 },
  { neuron: [0.5, 0.5, -0.2], x: [2, 1], t: 1, lr: 0.1 },
] as const

/** Rosenblatt's rule with another measure of the error. */
const moved =
  (error: (t: number, sum: number) => number): Step =>
  ([w1, w2, b], [x1, x2], t, lr) => {
    const e = lr * error(t, w1 * x1 + w2 * x2 + b)
    return [w1 + e * x1, w2 + e * x2, b + e]
  }

const output = (sum: number) => Number(sum > 0)

/** One step of Rosenblatt's rule: the new w1, w2 and b. */
export const learningStep = new Exercise<Step>({
  observe: (step) =>
    Object.fromEntries(
      examples.map(({ neuron, x, t, lr }) => [
        `after x = (${x.join(', ')}), t = ${t} · x = (${x.join(', ')})、t = ${t} 之后`,
        step(neuron, x, t, lr),
      ]),
    ),
  right: moved((t, sum) => t - output(sum)),
  mistakes: {
    sign: {
      answer: moved((t, sum) => output(sum) - t),
      en: 'It moves away from the right answer: the error is t − y, not y − t.',
      zh: '它朝着错误的方向移动：误差是 t − y，而不是 y − t。',
    },
    sumForOutput: {
      answer: moved((t, sum) => t - sum),
      en: 'The error compares t with the output y, 0 or 1, not with the sum before the step.',
      zh: '误差是 t 与输出 y（0 或 1）之差，而不是与阶跃函数之前的总和之差。',
    },
    biasForgotten: {
      answer: ([w1, w2, b], [x1, x2], t, lr) => {
        const e = lr * (t - fires([w1, w2, b], x1, x2))
        return [w1 + e * x1, w2 + e * x2, b]
      },
      en: 'The weights are right. The bias learns, too: its input is always 1.',
      zh: '权重正确。偏置也要学习：它的输入始终为 1。',
    },
    inputForgotten: {
      answer: ([w1, w2, b], [x1, x2], t, lr) => {
        const e = lr * (t - fires([w1, w2, b], x1, x2))
        return [w1 + e, w2 + e, b + e]
      },
      en: 'All weights moved alike. A weight moves by its own input: where that is 0 it stays.',
      zh: '所有权重移动得一样多。每个权重要乘以自己的输入：输入为 0 时不变。',
    },
    rateForgotten: {
      answer: (neuron, x, t) => moved((target, sum) => target - output(sum))(neuron, x, t, 1),
      en: 'The steps are too large: the learning rate is missing.',
      zh: '步子太大：缺少学习率。',
    },
    always: {
      answer: moved((t) => 2 * t - 1),
      en: 'It also moves when the answer was right already. Then t − y is 0 and nothing changes.',
      zh: '答案已经正确时它也在移动。那时 t − y 为 0，什么都不应改变。',
    },
  },
})

/** XOR of NAND gates alone. */
export const xorOfNands = new Exercise<(x1: number, x2: number, nand: Gate) => number | undefined>({
  observe: (xor) => outputs((x1, x2) => xor(x1, x2, NAND)),
  right: (x1, x2, nand) => {
    const both = nand(x1, x2)
    return nand(nand(x1, both), nand(x2, both))
  },
  mistakes: {
    nand: {
      answer: NAND,
      en: 'That is one NAND. It is right but for (0, 0), where XOR is 0.',
      zh: '这只是一个 NAND。除了 (0, 0) 都正确，那里 XOR 为 0。',
    },
    or: {
      answer: OR,
      en: 'That is OR: for (1, 1) it still gives 1.',
      zh: '这是 OR：对 (1, 1) 仍然给出 1。',
    },
    and: {
      answer: AND,
      en: 'That is AND, a NAND with its answer turned round.',
      zh: '这是 AND，即把 NAND 的结果取反。',
    },
    opposite: {
      answer: (x1, x2) => 1 - Number(x1 !== x2),
      en: 'The opposite of XOR: one NAND too many, or one too few, at the end.',
      zh: '正好与 XOR 相反：末尾多了或少了一个 NAND。',
    },
    firstOnly: {
      answer: (x1, x2) => AND(x1, NAND(x1, x2)),
      en: 'That is 1 for (1, 0) only. The second input needs the same treatment, then join both.',
      zh: '它只对 (1, 0) 为 1。第二个输入也要同样处理，再把两者合起来。',
    },
    secondOnly: {
      answer: (x1, x2) => AND(x2, NAND(x1, x2)),
      en: 'That is 1 for (0, 1) only. The first input needs the same treatment, then join both.',
      zh: '它只对 (0, 1) 为 1。第一个输入也要同样处理，再把两者合起来。',
    },
  },
})
