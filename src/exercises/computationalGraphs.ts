/** Exercises of notebook 08. */
import { Exercise } from './Exercise.js'
import type { Observation } from './observation.js'

type VoucherGradients = Readonly<Record<'apple' | 'apples' | 'voucher' | 'tax', number>>

/** The gradients of (100 · 2 − 30) · 1.1. */
export const voucherGradients = new Exercise<VoucherGradients>({
  observe: ({ apple, apples, voucher, tax }) => ({ apple, apples, voucher, tax }),
  right: { apple: 2.2, apples: 110, voucher: -1.1, tax: 170 },
  mistakes: {
    voucherAdds: {
      answer: { apple: 2.2, apples: 110, voucher: 1.1, tax: 170 },
      en: 'A larger voucher makes the total smaller: its gradient is negative.',
      zh: '优惠券越大，总价越小：它的梯度是负的。',
    },
    taxBeforeVoucher: {
      answer: { apple: 2.2, apples: 110, voucher: -1.1, tax: 200 },
      en: 'The tax is on what is left after the voucher, so 200 is not what it multiplies.',
      zh: '税是对扣除优惠券之后的金额征收的，所以它乘的不是 200。',
    },
    totalForTax: {
      answer: { apple: 2.2, apples: 110, voucher: -1.1, tax: 187 },
      en: 'The gradient of the tax is the other side of the product, without the tax itself.',
      zh: '税的梯度是乘法的另一边，其中不含税本身。',
    },
    beforeTax: {
      answer: { apple: 2, apples: 100, voucher: -1, tax: 170 },
      en: 'These are the gradients of the price before tax. The factor 1.1 goes back, too.',
      zh: '这是税前价格的梯度。因子 1.1 也要传回去。',
    },
    notExchanged: {
      answer: { apple: 110, apples: 2.2, voucher: -1.1, tax: 170 },
      en: 'A product exchanges its sides: the price gets the count, the count gets the price.',
      zh: '乘法要交换两边：单价得到数量，数量得到单价。',
    },
    values: {
      answer: { apple: 100, apples: 2, voucher: 30, tax: 1.1 },
      en: 'These are the values of the forward walk. Start at the end with 1 and go back.',
      zh: '这是正向传播的值。请从末端的 1 开始往回走。',
    },
  },
})

type DivisionRule = (g: number, x: number, y: number) => readonly [number, number] | undefined

/** From the gradient by x / y to those by x and y. */
export const divisionRule = new Exercise<DivisionRule>({
  observe: (rule) => ({
    'g = 1, x = 6, y = 2': rule(1, 6, 2),
    'g = 3, x = −1, y = 4': rule(3, -1, 4),
    'g = −2, x = 5, y = −0.5': rule(-2, 5, -0.5),
  }),
  right: (g, x, y) => [g / y, (-g * x) / y ** 2],
  mistakes: {
    signLost: {
      answer: (g, x, y) => [g / y, (g * x) / y ** 2],
      en: 'A larger divisor makes the quotient smaller: the second gradient has a minus.',
      zh: '除数越大，商越小：第二个梯度带负号。',
    },
    notSquared: {
      answer: (g, x, y) => [g / y, (-g * x) / y],
      en: 'The derivative of 1/y is −1/y²: one square is missing.',
      zh: '1/y 的导数是 −1/y²：少了一个平方。',
    },
    arrivedLost: {
      answer: (_, x, y) => [1 / y, -x / y ** 2],
      en: 'These are the local derivatives. Multiply each by g, the gradient that arrives.',
      zh: '这是局部导数。还要各自乘以传来的梯度 g。',
    },
    asProduct: {
      answer: (g, x, y) => [g * y, g * x],
      en: 'That is the rule of multiplication.',
      zh: '这是乘法的规则。',
    },
    exchanged: {
      answer: (g, x, y) => [(-g * x) / y ** 2, g / y],
      en: 'Both are right, in the wrong order: the gradient of x comes first.',
      zh: '两个都对，但顺序反了：先写 x 的梯度。',
    },
    minusAlone: {
      answer: (g, _, y) => [g / y, -g / y ** 2],
      en: 'The derivative of x/y by y keeps the factor x.',
      zh: 'x/y 对 y 求导时，因子 x 要保留。',
    },
  },
})

type SlopeOfFork = (x: number, y: number) => number | undefined

const pairs = [
  [1, 2],
  [3, -5],
  [0.5, 4],
] as const

/** The derivative of (x + y) · x by x. */
export const slopeOfFork = new Exercise<SlopeOfFork>({
  observe: (slope) =>
    Object.fromEntries(pairs.map(([x, y]) => [`x = ${x}, y = ${y}`, slope(x, y)])),
  right: (x, y) => 2 * x + y,
  mistakes: {
    throughSum: {
      answer: (x) => x,
      en: 'That came through the sum alone. x is also a side of the product.',
      zh: '这只是经过加法的那一条。x 也是乘法的一边。',
    },
    throughProduct: {
      answer: (x, y) => x + y,
      en: 'That came straight from the product. x also acts through the sum.',
      zh: '这只是直接从乘法来的那一条。x 还通过加法起作用。',
    },
    multiplied: {
      answer: (x, y) => (x + y) * x,
      en: 'Along one way factors are multiplied; several ways are added.',
      zh: '同一条路上的因子相乘，不同的路要相加。',
    },
    averaged: {
      answer: (x, y) => x + y / 2,
      en: 'The gradients of both ways are added, not averaged.',
      zh: '两条路的梯度要相加，而不是取平均。',
    },
    squareOnly: {
      answer: (x) => 2 * x,
      en: 'That is the derivative of x². The part x · y contributes, too.',
      zh: '这是 x² 的导数。x · y 的部分也有贡献。',
    },
  },
})

type Inputs = readonly (readonly number[])[]
type WalkOrder = (inputs: Inputs) => readonly number[] | undefined

/** Graphs on which the usual mistakes fail, each on others. */
const graphs: Readonly<Record<string, Inputs>> = {
  'a short way beside a long one · 短路与长路并行': [[2, 1], [2], []],
  'a long way beside a short one · 长路与短路并行': [[1, 3], [2], [3], []],
  'numbers that mean nothing · 编号没有含义': [[3], [2], [], [1]],
  'two inputs · 两个输入': [[1], [2, 3], [], []],
}

function judged(inputs: Inputs, order: readonly number[]): boolean[] {
  const once = order.length === inputs.length && new Set(order).size === order.length
  const complete = inputs.every((used, k) =>
    used.every((input) => order.indexOf(k) < order.indexOf(input)),
  )
  return [order[0] === 0, once, complete]
}

/** Nodes as the walk meets them along every path. */
function alongPaths(inputs: Inputs, k = 0): number[] {
  return [k, ...inputs[k].flatMap((input) => alongPaths(inputs, input))]
}

/** Inputs before what is made of them. */
function inputsFirst(inputs: Inputs): number[] {
  const order = new Set<number>()
  const visit = (k: number): void => {
    inputs[k].forEach(visit)
    order.add(k)
  }
  visit(0)
  return [...order]
}

function byDistance(inputs: Inputs): number[] {
  const order = new Set([0])
  // a Set goes on with what is added while it is walked
  for (const k of order) for (const input of inputs[k]) order.add(input)
  return [...order]
}

/** An order of the nodes of a graph in which each comes after all that use it. */
export const walkOrder = new Exercise<WalkOrder>({
  observe(order) {
    const seen: [string, Observation[string]][] = Object.entries(graphs).map(([name, inputs]) => {
      const found = order(inputs)
      const [en, zh] = name.split(' · ')
      const told = `${en}: starts at the result, has each node once, none before one that uses it`
      const toldInChinese = `${zh}：从结果开始，每个节点出现一次，且在使用它的节点之后`
      return [`${told} · ${toldInChinese}`, found && judged(inputs, found)]
    })
    return Object.fromEntries(seen)
  },
  right: (inputs) => inputsFirst(inputs).reverse(),
  mistakes: {
    inputsFirst: {
      answer: inputsFirst,
      en: 'That is the order of the forward walk. The walk back starts at the result.',
      zh: '这是正向传播的顺序。反向传播从结果开始。',
    },
    alongPaths: {
      answer: (inputs) => alongPaths(inputs),
      en: 'A node with two users comes twice, and hands on before it is complete.',
      zh: '被使用两次的节点出现了两次，而且梯度还不完整就往下传了。',
    },
    firstMeeting: {
      answer: (inputs) => [...new Set(alongPaths(inputs))],
      en: 'A node is visited when it is first met, though another that uses it is still to come.',
      zh: '节点在第一次遇到时就被访问了，可是后面还有使用它的节点。',
    },
    byDistance: {
      answer: byDistance,
      en: 'By distance from the result a node may come too early: its longest way decides.',
      zh: '按到结果的距离排序，节点可能来得太早：应由最长的路决定。',
    },
    byNumber: {
      answer: (inputs) => inputs.map((_, k) => k),
      en: 'The numbers mean nothing: a node may use one with a smaller number.',
      zh: '编号没有意义：一个节点可以使用编号更小的节点。',
    },
    firstInputOnly: {
      answer: (inputs) => {
        const order = [0]
        // an array goes on with what is added while it is walked
        for (const k of order) order.push(...inputs[k].slice(0, 1))
        return order
      },
      en: 'Only the first input of each node is followed; the others never get a gradient.',
      zh: '每个节点只走了第一个输入，其余的得不到梯度。',
    },
  },
})
