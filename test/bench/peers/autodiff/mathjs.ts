/** Plain mathjs: values by its functions, derivatives by hand. */
import { all, create, type Matrix } from 'mathjs'
import { arrays, digest } from '../../data.js'
import type { Prepare } from '../../protocol.js'

const math = create(all)

export const version = `mathjs ${math.version}`

export const work: Readonly<Record<string, Prepare>> = {
  sumSigmoid: ({ operands = [], range }) => {
    const [x, W, b] = arrays(operands, range).map((values, i) =>
      math.reshape(math.matrix(Array.from(values)), [...operands[i]]),
    )
    const run = () => {
      const s: Matrix = math.add(math.multiply(x, W), b)
      const y = math.map(s, (value) => 1 / (1 + Math.exp(-value)))
      const d = math.map(y, (value: number) => value * (1 - value))
      const gradients = [math.multiply(d, math.transpose(W)), math.multiply(math.transpose(x), d)]
      // mathjs's types leave out that the sum along an axis is a matrix
      return { sum: math.sum(y), gradients: [...gradients, math.sum(d, 0) as unknown as Matrix] }
    }
    const values = () => run().gradients.flatMap((g) => math.flatten(g).toArray() as number[])
    return { run, check: () => digest(values()) }
  },
}
