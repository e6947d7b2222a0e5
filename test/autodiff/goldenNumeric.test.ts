import assert from 'node:assert/strict'
import { numericalDiff, numericalGradient } from '../../src/autodiff/numerical.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { assertClose, type GoldenArray, golden, numbers } from '../golden/golden.js'

interface Numeric {
  readonly numericalDiff: readonly {
    name: string
    formula: string
    x: number
    value: number
    numericalDiff: number
    bitForBit: boolean
  }[]
  readonly numericalGradient: readonly {
    formula: string
    x: number[]
    numericalGradient: number[]
    bitForBit: boolean
  }[]
  readonly gradientDescent: readonly {
    f: string
    start: number[]
    lr: number
    steps: number
    points: GoldenArray
  }[]
}

describe('golden: differences, by the book’s code', () => {
  const numeric = golden<Numeric>('numeric')
  const functionOf = (formula: string) => {
    const { evaluate } = math.compile(formula.replaceAll('|x|', 'abs(x)'))
    return (values: ArrayLike<number>): number => {
      const named = Array.from(values, (value, i) => [`x${i}`, value] as const)
      return evaluate({ x: values[0], ...Object.fromEntries(named) })
    }
  }

  for (const { name, formula, x, value, ...c } of numeric.numericalDiff) {
    it(`numericalDiff of ${name} at ${x}`, () => {
      const f = (at: number) => functionOf(formula)([at])
      const margin = c.bitForBit ? 0 : 1e-11 * Math.max(1, Math.abs(value))
      assert.ok(Math.abs(numericalDiff(f, x) - c.numericalDiff) <= margin)
    })
  }

  for (const { formula, x, ...c } of numeric.numericalGradient) {
    it(`numericalGradient of ${formula} at ${x.join(', ')}`, () => {
      const f = functionOf(formula)
      const at = math.matrix(x)
      const found = numericalGradient((m: Matrix) => f(flat(m)), at)
      assertClose(
        found,
        math.matrix(c.numericalGradient),
        c.bitForBit ? { relative: 0, absolute: 0 } : { relative: 0, absolute: 1e-9 },
      )
      assert.deepEqual([...flat(at)], x)
    })
  }

  for (const { f: formula, start, lr, steps, points } of numeric.gradientDescent) {
    it(`gradient descent on ${formula}, lr ${lr}`, () => {
      const f = functionOf(formula)
      let x = math.matrix(start)
      const path = [...start]
      for (let i = 0; i < steps; i++) {
        const g = numericalGradient((m: Matrix) => f(flat(m)), x)
        x = math.subtract(x, math.dotMultiply(lr, g))
        path.push(...flat(x))
      }
      assertClose(tensor(path, points.shape), numbers(points), { relative: 0, absolute: 0 })
    })
  }
})
