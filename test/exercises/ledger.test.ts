import { exercises } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

exerciseSuite('notebook 17', exercises.ledger, {
  judge: {
    right: [
      (values, low, high) => {
        const inside = values.map((value) => low <= value && value <= high)
        if (inside.every(Boolean)) return 'inside'
        return inside.some(Boolean) ? 'partly outside' : 'outside'
      },
      (values, low, high) => {
        const outside = values.filter((value) => value !== Math.min(high, Math.max(low, value)))
        if (outside.length === 0) return 'inside'
        return outside.length === values.length ? 'outside' : 'partly outside'
      },
    ],
    wrong: {
      strict: (values, low, high) => {
        const inside = values.filter((value) => low < value && value < high).length
        if (inside === 0) return 'outside'
        return inside < values.length ? 'partly outside' : 'inside'
      },
      different: () => 'inside',
    },
  },
  bandOfPrinted: {
    right: [
      (printed) => {
        const half = Number(`0.5e-${printed.split('.')[1]?.length ?? 0}`)
        return [Number(printed) - half, Number(printed) + half]
      },
      (printed) => {
        const places = printed.includes('.') ? printed.length - printed.indexOf('.') - 1 : 0
        const scale = 10 ** places
        const whole = Math.round(Number(printed) * scale)
        return [(whole - 0.5) / scale, (whole + 0.5) / scale]
      },
    ],
    wrong: {
      unit: (printed) => {
        const unit = 10 ** -(printed.split('.')[1]?.length ?? 0)
        return [Number(printed) - unit, Number(printed) + unit]
      },
      different: () => [0, 1],
    },
  },
  chanceOutside: {
    right: [(runs) => 1 - (runs - 1) / (runs + 1), (runs) => 1 / (runs + 1) + 1 / (runs + 1)],
    wrong: { never: () => 0, different: () => 0.5 },
  },
})
