/**
 * One training step of a network 784-50-10 with sigmoid, softmax and cross-entropy: the same
 * numbers for every peer. `rows` are the examples of the batch.
 */
export const mlp = { rows: 100, inputs: 784, hidden: 50, outputs: 10, learningRate: 0.1 } as const

export interface MlpData {
  readonly x: Float64Array
  /** One-hot. */
  readonly t: Float64Array
  readonly W1: Float64Array
  readonly b1: Float64Array
  readonly W2: Float64Array
  readonly b2: Float64Array
}

export function mlpData(): MlpData {
  const { rows, inputs, hidden, outputs } = mlp
  const random = numbers(7)
  const t = new Float64Array(rows * outputs)
  for (let i = 0; i < rows; i++) t[i * outputs + ((i * 7) % outputs)] = 1
  return {
    x: filled(rows * inputs, random),
    t,
    W1: filled(inputs * hidden, () => 0.05 * (random() - 0.5)),
    b1: new Float64Array(hidden),
    W2: filled(hidden * outputs, () => 0.05 * (random() - 0.5)),
    b2: new Float64Array(outputs),
  }
}

function filled(length: number, next: () => number): Float64Array {
  return Float64Array.from({ length }, next)
}

/** Numbers from 0 to 1 (Lehmer's generator): good enough as data, and the same everywhere. */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}
