/** Exercises of notebook 11. */
import { Exercise } from './Exercise.js'

type Updates = (examples: number, batchSize: number, epochs: number) => number | undefined

/** How many updates so many epochs take, without replacement. */
export const updatesFor = new Exercise<Updates>({
  observe: (f) => ({
    '60000 examples in batches of 100, 17 epochs': f(60000, 100, 17),
    '300 examples in batches of 100, 201 epochs': f(300, 100, 201),
    '1000 examples in batches of 300, 5 epochs': f(1000, 300, 5),
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

type Losses = (inputs: number, hidden: number, outputs: number) => number | undefined

const weights = (inputs: number, hidden: number, outputs: number) =>
  inputs * hidden + hidden * outputs
const all = (inputs: number, hidden: number, outputs: number) =>
  weights(inputs, hidden, outputs) + hidden + outputs

/** How many losses a gradient of a network of two layers takes by central differences. */
export const lossesForOneGradient = new Exercise<Losses>({
  observe: (f) => ({
    'the network 784-50-10': f(784, 50, 10),
    'the network 4-3-2': f(4, 3, 2),
  }),
  right: (...sizes) => 2 * all(...sizes),
  mistakes: {
    oneForEach: {
      answer: (...sizes) => all(...sizes),
      en: 'A central difference needs two losses for each number: a little above, a little below.',
      zh: '中心差分对每个参数要算两次损失：略大一点和略小一点。',
    },
    forwardDifference: {
      answer: (...sizes) => all(...sizes) + 1,
      en: 'That is right for a forward difference, which shares one loss. Here it is the central one.',
      zh: '这是前向差分的次数（共用一个损失）。这里用的是中心差分。',
    },
    biasesForgotten: {
      answer: (...sizes) => 2 * weights(...sizes),
      en: 'The biases are parameters, too.',
      zh: '偏置也是参数。',
    },
    firstLayer: {
      answer: (inputs, hidden) => 2 * (inputs * hidden + hidden),
      en: 'That is the first layer only.',
      zh: '这只算了第一层。',
    },
    threeForEach: {
      answer: (...sizes) => 3 * all(...sizes),
      en: 'The loss in the middle cancels: a central difference does not need it.',
      zh: '中间那一点的损失会抵消：中心差分不需要它。',
    },
    squared: {
      answer: (...sizes) => all(...sizes) ** 2,
      en: 'Each parameter is moved alone, not in pairs with every other.',
      zh: '每个参数单独移动，并不需要两两组合。',
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

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** A loop that takes its gradient too early, and goes up. */
export const learn = new Exercise<Learn>({
  observe: (f) => ({
    'from w = 0 with rate 0.1': f(0, examples, 0.1),
    'from w = 3 with rate 0.2': f(3, examples, 0.2),
    'one example': f(1, [[2, 6]], 0.1),
  }),
  right: after((w, example, lr) => w - lr * slope(w, example)),
  printed: (start, list, lr) => start + lr * slope(start, list[0]) * list.length,
  mistakes: {
    staleGradient: {
      answer: (start, list, lr) => start - lr * slope(start, list[0]) * list.length,
      en: 'It goes down now, but with the gradient of the first example every time. Move it into the loop.',
      zh: '现在是下降了，但每次都用第一个样本的梯度。把求梯度移到循环里面。',
    },
    uphill: {
      answer: after((w, example, lr) => w + lr * slope(w, example)),
      en: 'The gradient is fresh in each step, but the step goes up. The loss falls against the gradient.',
      zh: '每一步的梯度都是新的，但方向向上了。损失沿负梯度方向下降。',
    },
    oldWeight: {
      answer: (start, list, lr) => start - lr * sum(list.map((one) => slope(start, one))),
      en: 'All gradients are taken at the first weight. After an update the next one starts from the new weight.',
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
