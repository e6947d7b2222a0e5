/** jax-js, float64, on WebAssembly. An array is used up by an operation: `ref` keeps it. */
import { arrays, digest } from '../../data.js'
import { form, jax, version } from '../jaxJs.mjs'

export { version }

const { numpy: np, nn } = jax

const gradients = jax.grad((x, W, b) => np.sum(nn.sigmoid(np.add(np.matmul(x, W), b))), {
  argnums: [0, 1, 2],
})

const of =
  (transformed) =>
  ({ operands, range }) => {
    const given = arrays(operands, range).map((values, i) => form.matrix(values, operands[i]))
    const run = () => transformed(...given.map((x) => x.ref)).map((g) => g.dataSync())
    return { run, check: () => digest(run().flatMap((g) => [...g])) }
  }

export const work = { sumSigmoid: of(gradients), sumSigmoidJit: of(jax.jit(gradients)) }
