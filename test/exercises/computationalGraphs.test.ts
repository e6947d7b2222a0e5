import { exercises, grad, math, Variable } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

function voucher() {
  const [apple, apples, off, tax] = [100, 2, 30, 1.1].map((value) => new Variable(value))
  math.multiply(math.subtract(math.multiply(apple, apples), off), tax).backward()
  const [byApple, byApples, byVoucher, byTax] = [apple, apples, off, tax].map((v) => Number(v.grad))
  return { apple: byApple, apples: byApples, voucher: byVoucher, tax: byTax }
}

/** Takes nodes away whose users have all been taken. */
function counting(inputs: readonly (readonly number[])[]): number[] {
  const users = inputs.map((_, k) => inputs.flat().filter((input) => input === k).length)
  const order = [0]
  for (const k of order) {
    for (const input of inputs[k]) if (--users[input] === 0) order.push(input)
  }
  return order
}

/** Every path written out; the last time a node comes is after all that use it. */
function lastMeeting(inputs: readonly (readonly number[])[]): number[] {
  const along = (k: number): number[] => [k, ...inputs[k].flatMap(along)]
  return [...new Set(along(0).reverse())].reverse()
}

exerciseSuite('notebook 08', exercises.computationalGraphs, {
  voucherGradients: {
    right: [voucher(), { apple: 1.1 * 2, apples: 1.1 * 100, voucher: 0 - 1.1, tax: 200 - 30 }],
    wrong: {
      beforeTax: { apple: 220 / 110, apples: 100, voucher: -1, tax: 170 },
      different: { apple: 2.2, apples: 110, voucher: 0, tax: 170 },
    },
  },
  divisionRule: {
    right: [
      (g, x, y) => [g * y ** -1, g * x * -(y ** -2)],
      (g, x, y) => {
        const [byX, byY] = grad((a: number, b: number) => math.dotDivide(a, b), [0, 1])(x, y)
        return [g * byX, g * byY]
      },
    ],
    wrong: {
      arrivedLost: (_, x, y) => grad((a: number, b: number) => math.dotDivide(a, b), [0, 1])(x, y),
      different: (g) => [g, -g],
    },
  },
  slopeOfFork: {
    right: [
      (x, y) => x + y + x,
      (x, y) => grad((v: number) => math.multiply(math.add(v, y), v))(x),
    ],
    wrong: {
      throughProduct: (x, y) => y + x,
      multiplied: (x, y) => x * x + x * y,
      different: (_, y) => y,
    },
  },
  walkOrder: {
    right: [counting, lastMeeting],
    wrong: {
      inputsFirst: (inputs) => counting(inputs).reverse(),
      different: () => [0],
    },
  },
})
