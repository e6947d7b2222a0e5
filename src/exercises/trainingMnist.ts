/** Exercises of notebook 11. */
import { Exercise } from './Exercise.js'

type Updates = (examples: number, batchSize: number, epochs: number) => number | undefined

/** How many updates so many epochs take, without replacement. */
export const updatesFor = new Exercise<Updates>({
  observe: (f) => ({
    '60000 examples in batches of 100, 17 epochs · 60000 个样本，每批 100 个，17 轮': f(
      60000,
      100,
      17,
    ),
    '300 examples in batches of 100, 201 epochs · 300 个样本，每批 100 个，201 轮': f(
      300,
      100,
      201,
    ),
    '1000 examples in batches of 300, 5 epochs · 1000 个样本，每批 300 个，5 轮': f(1000, 300, 5),
  }),
  right: (examples, batchSize, epochs) => Math.ceil(examples / batchSize) * epochs,
  mistakes: {
    lastBatchLost: {
      answer: (examples, batchSize, epochs) => Math.floor(examples / batchSize) * epochs,
      en: 'The last, smaller batch of an epoch is an update, too: round up.',
      zh: '一个 epoch 里最后那个较小的批也是一次更新：应当向上取整。',
    },
    notRounded: {
      answer: (examples, batchSize, epochs) => (examples / batchSize) * epochs,
      en: 'There is no part of an update: 1000 examples make 4 batches of at most 300.',
      zh: '没有“半次更新”：1000 个样本分成每批至多 300 个，共 4 批。',
    },
    roundedOnce: {
      answer: (examples, batchSize, epochs) => Math.ceil((examples * epochs) / batchSize),
      en: 'Each epoch ends with its own smaller batch: round up for each epoch, not once for all.',
      zh: '每个 epoch 都以自己的小批结束：应在每个 epoch 内取整，而不是总共取整一次。',
    },
    oneEpoch: {
      answer: (examples, batchSize) => Math.ceil(examples / batchSize),
      en: 'That is one epoch.',
      zh: '这只是一个 epoch 的次数。',
    },
    everyExample: {
      answer: (examples, _batchSize, epochs) => examples * epochs,
      en: 'That counts examples. A whole batch makes one update.',
      zh: '这数的是样本。一整批数据才更新一次。',
    },
  },
})

type Counts = readonly (readonly number[])[]

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const column = (counts: Counts, seen: number) => counts.map((row) => row[seen])

const confusions: Readonly<Record<string, Counts>> = {
  'many of digit 2 · 数字 2 很多': [
    [50, 30, 20],
    [2, 8, 10],
    [0, 5, 95],
  ],
  'few of digit 2 · 数字 2 很少': [
    [90, 10, 0],
    [10, 60, 30],
    [0, 2, 8],
  ],
  'digit 0 read without a mistake · 数字 0 全部识别正确': [
    [10, 0, 0],
    [5, 80, 15],
    [0, 90, 300],
  ],
  'mistakes spread over two digits · 错误分散在两个数字上': [
    [40, 25, 25],
    [0, 70, 30],
    [0, 0, 50],
  ],
}

/** The digit for which a measure of its row, or its column, is least. */
function leastOf(measure: (counts: Counts, digit: number) => number) {
  return (counts: Counts): number => {
    const measures = counts.map((_, digit) => measure(counts, digit))
    return measures.indexOf(Math.min(...measures))
  }
}

const shareRight = (counts: Counts, digit: number) => counts[digit][digit] / sum(counts[digit])
const wrongOnes = (counts: Counts, digit: number) =>
  counts[digit].filter((_, seen) => seen !== digit)

/** The digit of which the smallest share is read right. */
export const hardestDigit = new Exercise<(counts: Counts) => number | undefined>({
  observe: (f) =>
    Object.fromEntries(Object.entries(confusions).map(([name, counts]) => [name, f(counts)])),
  right: leastOf(shareRight),
  mistakes: {
    fewestRight: {
      answer: leastOf((counts, digit) => counts[digit][digit]),
      en:
        'That is the digit with the smallest count on the diagonal. It may only be rare: ' +
        'divide by the sum of its row.',
      zh: '这是对角线上计数最小的数字。它也许只是出现得少：应除以该行之和。',
    },
    mostMistakes: {
      answer: leastOf((counts, digit) => -sum(wrongOnes(counts, digit))),
      en:
        'That is the digit with the most mistakes. ' +
        'A frequent digit has many, even when it is read well.',
      zh: '这是错误次数最多的数字。常见的数字即使识别得好，错误次数也多。',
    },
    darkestCell: {
      answer: leastOf((counts, digit) => -Math.max(...wrongOnes(counts, digit))),
      en: 'That looks at the largest single mistake. A digit may be taken for several others.',
      zh: '这只看了最大的单个错误。一个数字可能被错认成好几个别的数字。',
    },
    byColumns: {
      answer: leastOf((counts, digit) => counts[digit][digit] / sum(column(counts, digit))),
      en:
        'You divide by the sum of the column: of the answers "7", how many were a 7. ' +
        'Asked is the row.',
      zh: '你除以的是列之和：即回答为某数字时有多少是对的。这里问的是行。',
    },
    easiest: {
      answer: leastOf((counts, digit) => -shareRight(counts, digit)),
      en: 'That is the digit that is read best.',
      zh: '这是识别得最好的数字。',
    },
    shareItself: {
      answer: (counts) => Math.min(...counts.map((_, digit) => shareRight(counts, digit))),
      en: 'That is the share. Return the digit: the number of its row.',
      zh: '这是比例本身。应返回数字，即它所在行的编号。',
    },
  },
})

type Example = readonly [x: number, t: number]
type Learn = (start: number, examples: readonly Example[], lr: number) => number | undefined

const examples: readonly Example[] = [
  [1, 2],
  [2, 3],
  [-1, -2.5],
]

const slope = (w: number, [x, t]: Example) => (w * x - t) * x

/** One update after each example, for the loss ½(wx − t)². */
function after(move: (w: number, example: Example, lr: number) => number): Learn {
  return (start, list, lr) => list.reduce((w, example) => move(w, example, lr), start)
}

/** A loop that takes its gradient too early, and goes up. */
export const learn = new Exercise<Learn>({
  observe: (f) => ({
    'from w = 0 with rate 0.1 · 从 w = 0 出发，学习率 0.1': f(0, examples, 0.1),
    'from w = 3 with rate 0.2 · 从 w = 3 出发，学习率 0.2': f(3, examples, 0.2),
    'one example · 一个样本': f(1, [[2, 6]], 0.1),
  }),
  right: after((w, example, lr) => w - lr * slope(w, example)),
  printed: (start, list, lr) => start + lr * slope(start, list[0]) * list.length,
  mistakes: {
    staleGradient: {
      answer: (start, list, lr) => start - lr * slope(start, list[0]) * list.length,
      en:
        'It goes down now, but with the gradient of the first example every time. ' +
        'Move it into the loop.',
      zh: '现在是下降了，但每次都用第一个样本的梯度。把求梯度移到循环里面。',
    },
    uphill: {
      answer: after((w, example, lr) => w + lr * slope(w, example)),
      en:
        'The gradient is fresh in each step, but the step goes up. ' +
        'The loss falls against the gradient.',
      zh: '每一步的梯度都是新的，但方向向上了。损失沿负梯度方向下降。',
    },
    oldWeight: {
      answer: (start, list, lr) => start - lr * sum(list.map((one) => slope(start, one))),
      en:
        'All gradients are taken at the first weight. ' +
        'After an update the next one starts from the new weight.',
      zh: '所有梯度都在最初的权重处计算。更新之后，下一个梯度应当用新的权重。',
    },
    rateForgotten: {
      answer: after((w, example) => w - slope(w, example)),
      en: 'The learning rate is missing: the steps are far too long.',
      zh: '忘了乘学习率：步子太大了。',
    },
    inputForgotten: {
      answer: after((w, [x, t], lr) => w - lr * (w * x - t)),
      en: 'The derivative of ½(wx − t)² by w has a factor x, from the inside.',
      zh: '½(wx − t)² 对 w 求导时，内层还有一个因子 x。',
    },
    lastOnly: {
      answer: (start, list, lr) => start - lr * slope(start, list[list.length - 1]),
      en: 'Only the last example counts: w must go on from where the step before left it.',
      zh: '只有最后一个样本起了作用：w 应当从上一步的结果继续。',
    },
  },
})
