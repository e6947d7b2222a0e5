/** TensorFlow.js, float32: gradients by its tape. */
import { arrays, digest } from '../../data.js'
import { tf, version } from '../tfjs.mjs'

export { version }

export const work = {
  sumSigmoid: ({ operands, range }) => {
    const given = arrays(operands, range).map((values, i) =>
      tf.tensor(Float32Array.from(values), operands[i]),
    )
    const gradients = tf.grads((x, W, b) => tf.sum(tf.sigmoid(tf.add(tf.matMul(x, W), b))))
    const run = () => tf.tidy(() => gradients(given).map((g) => g.dataSync()))
    return { run, check: () => digest(run().flatMap((g) => [...g])) }
  },
}
