/** Exercises of notebook 17. */
import { Exercise } from './Exercise.js'

type Judge = (values: readonly number[], low: number, high: number) => string | undefined

const isInside = (value: number, low: number, high: number) => value >= low && value <= high
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length

function byCount(inside: (value: number, low: number, high: number) => boolean): Judge {
  return (values, low, high) => {
    const count = values.filter((value) => inside(value, low, high)).length
    if (count === values.length) return 'inside'
    return count === 0 ? 'outside' : 'partly outside'
  }
}

/** What several runs say of a band. The one that is to be repaired looks at their mean only. */
export const judge = new Exercise<Judge>({
  observe: (f) => ({
    '2 and 3 for the band from 1 to 4 · 2 和 3，区间 1 到 4': f([2, 3], 1, 4),
    '0 and 6 for the band from 1 to 4 · 0 和 6，区间 1 到 4': f([0, 6], 1, 4),
    '0, 5 and 2 for the band from 1 to 4 · 0、5 和 2，区间 1 到 4': f([0, 5, 2], 1, 4),
    '0 and 0.5 for the band from 1 to 4 · 0 和 0.5，区间 1 到 4': f([0, 0.5], 1, 4),
    '1 and 4 for the band from 1 to 4 · 1 和 4，区间 1 到 4': f([1, 4], 1, 4),
    'NaN and 2 for the band from 1 to 4 · NaN 和 2，区间 1 到 4': f([Number.NaN, 2], 1, 4),
    '9 for the band from 1 to 4 · 9，区间 1 到 4': f([9], 1, 4),
  }),
  right: byCount(isInside),
  printed: (values, low, high) => (isInside(mean(values), low, high) ? 'inside' : 'outside'),
  mistakes: {
    strict: {
      answer: byCount((value, low, high) => value > low && value < high),
      en: 'A band holds its own ends.',
      zh: '区间包含它的两个端点。',
    },
    oneIsEnough: {
      answer: (values, low, high) =>
        values.some((value) => isInside(value, low, high)) ? 'inside' : 'outside',
      en: 'One run inside says little, and hides the others.',
      zh: '只有一次落在区间内说明不了什么：其余的被隐藏了。',
    },
    allOrNothing: {
      answer: (values, low, high) =>
        values.every((value) => isInside(value, low, high)) ? 'inside' : 'outside',
      en: 'Honest, but coarse: some runs inside and some outside is a third answer.',
      zh: '诚实，但太粗：有的在内有的在外，是第三种答案。',
    },
    notANumber: {
      answer: byCount((value, low, high) => !(value < low || value > high)),
      en: 'Every comparison with NaN is false. Ask what is inside, not what is outside.',
      zh: '与 NaN 的比较总是假。应当问“在内”，而不是“在外”。',
    },
    onlyAbove: {
      answer: byCount((value, low) => value >= low),
      en: 'Too good is outside, too: a value above the band is another experiment.',
      zh: '太好也算在外：高于区间说明实验并不相同。',
    },
  },
})

type Band = (printed: string) => readonly [low: number, high: number] | undefined

const digits = (printed: string) => printed.split('.')[1]?.length ?? 0

function around(printed: string, below: number, above = below): [number, number] {
  const unit = 10 ** -digits(printed)
  return [Number(printed) - below * unit, Number(printed) + above * unit]
}

/** The numbers that round to what is printed. */
export const bandOfPrinted = new Exercise<Band>({
  observe: (f) => ({ "'2.30'": f('2.30'), "'0.1'": f('0.1'), "'715'": f('715') }),
  right: (printed) => around(printed, 0.5),
  mistakes: {
    unit: {
      answer: (printed) => around(printed, 1),
      en: 'Twice too wide: 2.309 would be printed as 2.31.',
      zh: '宽了一倍：2.309 会印成 2.31。',
    },
    cutOff: {
      answer: (printed) => around(printed, 0, 1),
      en: 'That is for digits that were cut off. Printed numbers are rounded, from both sides.',
      zh: '那是截断的情形。印出的数是四舍五入的，两边都有。',
    },
    zerosLost: {
      answer: (printed) => around(String(Number(printed)), 0.5),
      en: 'The zero at the end of 2.30 says that hundredths were known. As a number it is lost.',
      zh: '2.30 末尾的 0 表示百分位是已知的。变成数之后就丢了。',
    },
    relative: {
      answer: (printed) => [Number(printed) * 0.95, Number(printed) * 1.05],
      en: 'Five per cent is a choice of yours. The digits say how much was rounded.',
      zh: '百分之五是你自己定的。舍入了多少要看位数。',
    },
    exact: {
      answer: (printed) => around(printed, 0),
      en: 'A band without width: nothing but the printed digits themselves would be inside.',
      zh: '没有宽度的区间：只有印出的数本身在内。',
    },
  },
})

type Chance = (runs: number) => number | undefined

/** The chance that a new run falls outside of the span of so many earlier ones. */
export const chanceOutside = new Exercise<Chance>({
  observe: (f) => ({
    '2 earlier runs · 之前 2 次': f(2),
    '3 earlier runs · 之前 3 次': f(3),
    '99 earlier runs · 之前 99 次': f(99),
  }),
  right: (runs) => 2 / (runs + 1),
  mistakes: {
    oneSide: {
      answer: (runs) => 1 / (runs + 1),
      en: 'The new run can be the least, or the greatest: two ways.',
      zh: '新的结果可能最小，也可能最大：有两种情况。',
    },
    never: {
      answer: () => 0,
      en: 'Runs with other seeds differ. Two or three of them do not show all that may come.',
      zh: '不同随机种子的结果各不相同。两三次并不能显示全部可能。',
    },
    ofTheOld: {
      answer: (runs) => 2 / runs,
      en: 'Count the new run, too: it takes each of runs + 1 places with the same chance.',
      zh: '新的一次也要算进去：它落在 runs + 1 个位置上的机会相等。',
    },
    inside: {
      answer: (runs) => (runs - 1) / (runs + 1),
      en: 'That is the chance to fall inside.',
      zh: '这是落在内部的概率。',
    },
    half: {
      answer: (runs) => 0.5 ** runs,
      en:
        'Earlier runs are no coins to be tossed. ' +
        'Order all runs by size, the new one too, and count its places.',
      zh: '之前的结果不是抛硬币。请把所有结果（包括新的）按大小排列，再数它的位置。',
    },
  },
})
