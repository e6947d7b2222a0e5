/** Exercises of notebook 16. */
import { math } from '../math/index.js'
import { shape } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { attempted } from './attempted.js'
import { Exercise } from './Exercise.js'

type Pool = (x: Matrix, height: number, width: number, stride?: number, pad?: number) => Matrix

interface Choice {
  /** What lies around the image. */
  readonly around: number
  /** The stride when none is given. */
  readonly side: (height: number) => number
  /** By how much the padding makes an image longer, for the number of windows. */
  readonly longer: (pad: number) => number
  readonly reduce: (windows: Matrix) => Matrix
  readonly round?: (size: number) => number
}

const right: Choice = {
  around: -Infinity,
  side: (height) => height,
  longer: (pad) => 2 * pad,
  reduce: (windows) => math.max(windows, 1),
}

/** Pooling by im2col as the notes have it, with one choice or another. */
function pooling(choice: Partial<Choice>): Pool {
  const { around, side, longer, reduce, round = Math.trunc } = { ...right, ...choice }
  return (x, height, width, stride = side(height), pad = 0) => {
    const [N, C, H, W] = shape(x)
    const outH = round(1 + (H + longer(pad) - height) / stride)
    const outW = round(1 + (W + longer(pad) - width) / stride)
    const border: [number, number] = [pad, pad]
    const framed = math.pad(x, [[0, 0], [0, 0], border, border], around)
    const columns = math.im2col(framed, height, width, { stride })
    const largest = reduce(math.reshape(columns, [-1, height * width]))
    return math.permute(math.reshape(largest, [N, outH, outW, C]), [0, 3, 1, 2])
  }
}

/** 1×2×5×5, all below zero. */
const image = () => math.reshape(math.subtract(math.sin(math.arange(0, 50, 1)), 2), [1, 2, 5, 5])

/** Max pooling with padding, negative numbers, and a stride that is not given. */
export const maxPooling = new Exercise<Pool>({
  observe: (pool) => ({
    'windows of 2×2 with stride 2 · 2×2 的窗口，步幅 2': attempted(() => pool(image(), 2, 2, 2)),
    'without a stride · 不给步幅': attempted(() => pool(image(), 2, 2)),
    'with pad 1 · 填充 1': attempted(() => pool(image(), 3, 3, 2, 1)),
    'with pad 1 and stride 1 · 填充 1，步幅 1': attempted(() => pool(image(), 2, 2, 1, 1)),
  }),
  printed: pooling({ around: 0, side: () => 1, longer: () => 0 }),
  right: pooling({}),
  mistakes: {
    zerosWin: {
      answer: pooling({ around: 0 }),
      en:
        'The size is right, but zeros in the padding win against negative numbers. ' +
        'What can never be the largest?',
      zh: '大小正确，但填充的 0 会胜过负数。什么数永远不会成为最大值？',
    },
    onlySize: {
      answer: pooling({ around: 0, side: () => 1 }),
      en:
        'The size is right now. The padding is still 0, ' +
        'and the stride without one given still 1.',
      zh: '大小已经正确。但填充仍为 0，未给步幅时仍为 1。',
    },
    strideOfOne: {
      answer: pooling({ side: () => 1 }),
      en: 'With padding it is right. Without a stride, windows should lie side by side.',
      zh: '有填充时正确。没有给出步幅时，窗口应当并排。',
    },
    onlyStride: {
      answer: pooling({ around: 0, longer: () => 0 }),
      en: 'The stride is right. The output size still ignores the padding.',
      zh: '步幅正确。输出大小仍然忽略了填充。',
    },
    average: {
      answer: pooling({ around: 0, reduce: (windows) => math.mean(windows, 1) }),
      en: 'That is average pooling. Asked is the largest element of each window.',
      zh: '这是平均池化。这里要的是每个窗口的最大值。',
    },
    smallest: {
      answer: pooling({ around: Infinity, reduce: (windows) => math.min(windows, 1) }),
      en: 'That is the smallest element of each window.',
      zh: '这是每个窗口的最小值。',
    },
  },
})

/** 3×3 pictures that an edge filter must tell apart: 1 is ink. */
const pictures = {
  'on white paper · 白纸上': [0, 0, 0, 0, 0, 0, 0, 0, 0],
  'on plain ink · 全是墨处': [1, 1, 1, 1, 1, 1, 1, 1, 1],
  'where ink begins on the right · 右侧开始有墨处': [0, 0, 1, 0, 0, 1, 0, 0, 1],
  'where ink begins in the middle · 中间开始有墨处': [0, 1, 1, 0, 1, 1, 0, 1, 1],
  'where ink ends · 墨结束处': [1, 0, 0, 1, 0, 0, 1, 0, 0],
  'where ink begins below · 下方开始有墨处': [0, 0, 0, 0, 0, 0, 1, 1, 1],
  'where ink ends below · 墨在下方结束处': [1, 1, 1, 0, 0, 0, 0, 0, 0],
}

function signOf(sum: number): string {
  if (Math.abs(sum) < 1e-12) return 'zero · 零'
  return sum > 0 ? 'above zero · 大于零' : 'below zero · 小于零'
}

/** A filter for vertical edges: what counts is the sign of its answers. */
export const edgeFilter = new Exercise<readonly (readonly number[])[]>({
  observe: (rows) => {
    const weights = rows.flat()
    const answer = (pixels: number[]) =>
      signOf(pixels.reduce((sum, pixel, i) => sum + pixel * weights[i], 0))
    const entries = Object.entries(pictures).map(([name, pixels]) => [name, answer(pixels)])
    return {
      'size · 大小': rows.map(({ length }) => length).join(', '),
      ...Object.fromEntries(entries),
    }
  },
  right: [
    [-1, 0, 1],
    [-1, 0, 1],
    [-1, 0, 1],
  ],
  mistakes: {
    horizontal: {
      answer: [
        [-1, -1, -1],
        [0, 0, 0],
        [1, 1, 1],
      ],
      en: 'That one finds horizontal edges. Turn it by a quarter.',
      zh: '这个滤波器检测水平边缘。把它旋转 90 度。',
    },
    mirrored: {
      answer: [
        [1, 0, -1],
        [1, 0, -1],
        [1, 0, -1],
      ],
      en:
        'Right for vertical edges, with the signs exchanged: ' +
        'ink on the right should answer above zero.',
      zh: '能检测竖直边缘，但符号反了：右侧有墨时应大于零。',
    },
    blur: {
      answer: [
        [1, 1, 1],
        [1, 1, 1],
        [1, 1, 1],
      ],
      en: 'That adds up everything: plain ink answers most. The weights must sum to 0.',
      zh: '这是把所有像素相加：全是墨时响应最大。权重之和应为 0。',
    },
    diagonal: {
      answer: [
        [-1, -1, 0],
        [-1, 0, 1],
        [0, 1, 1],
      ],
      en:
        'That answers to horizontal edges as well. ' +
        'Each row must sum to 0, not only all of them together.',
      zh: '它对水平边缘也有响应。每一行之和都应为 0，而不只是总和为 0。',
    },
    spot: {
      answer: [
        [-1, -1, -1],
        [-1, 8, -1],
        [-1, -1, -1],
      ],
      en: 'That finds spots. It does not tell where ink begins from where it ends.',
      zh: '这个检测的是斑点，分不清墨从哪里开始、在哪里结束。',
    },
    rightOnly: {
      answer: [
        [0, 0, 1],
        [0, 0, 1],
        [0, 0, 1],
      ],
      en: 'Ink on the right answers, but so does plain ink. The left side must count against it.',
      zh: '右侧有墨时有响应，但全是墨时也有。左侧应取负权重。',
    },
  },
})

/** 3×32×32 through 16 filters of 5×5, stride 2, pad 2: the shape, and the number of parameters. */
export const shapeAndParameters = new Exercise<readonly number[]>({
  observe: ([F, P, Q, parameters]) => ({
    'shape of one example · 一个样本的形状': [F, P, Q],
    'parameters · 参数个数': parameters,
  }),
  right: [16, 16, 16, 1216],
  mistakes: {
    roundedUp: {
      answer: [16, 17, 17, 1216],
      en: 'The number of windows is rounded down: where none fits whole, there is none.',
      zh: '窗口数要向下取整：放不下完整窗口的地方就没有窗口。',
    },
    withoutStride: {
      answer: [16, 32, 32, 1216],
      en: 'That would be stride 1. With stride 2 every second place is left out.',
      zh: '那是步幅为 1 的情况。步幅为 2 时每隔一个位置取一次。',
    },
    padOnce: {
      answer: [16, 15, 15, 1216],
      en: 'The padding is on both sides: 32 + 4 pixels.',
      zh: '填充在两侧：32 + 4 个像素。',
    },
    channelsStay: {
      answer: [3, 16, 16, 1216],
      en: 'Each filter adds up all channels to one map, so there are as many maps as filters.',
      zh: '每个滤波器把所有通道加成一张图，所以图的数目等于滤波器数目。',
    },
    noBias: {
      answer: [16, 16, 16, 1200],
      en: 'Each filter has a bias, too.',
      zh: '每个滤波器还有一个偏置。',
    },
    oneChannel: {
      answer: [16, 16, 16, 416],
      en: 'A filter is as deep as the image: three channels of 5×5.',
      zh: '滤波器与图像同深：三个通道的 5×5。',
    },
    biasEverywhere: {
      answer: [16, 16, 16, 1200 + 16 * 16 * 16],
      en: 'The bias is shared between all places, as the weights are.',
      zh: '偏置与权重一样，在所有位置共享。',
    },
  },
})
