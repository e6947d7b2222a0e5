import type { Dataset } from '../../src/data/Dataset.js'
import { Random } from '../../src/math/random.js'
import { flat, tensor } from '../../src/math/storage.js'
import { TwoLayerNet } from '../../src/nn/models/TwoLayerNet.js'

/** Points of the plane: class 0 around (−1, −1), class 1 around (1, 1). */
export function blobs(length: number, seed = 1): Dataset {
  const labels = Array.from({ length }, (_, i) => i % 2)
  const noise = length === 0 ? [] : flat(new Random(seed).normal([length, 2], { std: 0.5 }))
  const point = (i: number) => [0, 1].map((axis) => 2 * labels[i] - 1 + noise[2 * i + axis])
  const batch = (indices: ArrayLike<number>) => {
    const chosen = Array.from(indices)
    return {
      x: tensor(chosen.flatMap(point), [chosen.length, 2]),
      t: tensor(
        chosen.map((i) => labels[i]),
        [chosen.length],
      ),
    }
  }
  return { length, shape: [2], classes: 2, labels, batch }
}

/** A data set that remembers which examples were asked for. */
export function recorded(data: Dataset): { data: Dataset; batches: number[][] } {
  const batches: number[][] = []
  const batch = (indices: ArrayLike<number>) => {
    batches.push(Array.from(indices))
    return data.batch(indices)
  }
  return { data: { ...data, batch }, batches }
}

export function smallNet(seed = 1): TwoLayerNet {
  return new TwoLayerNet({ inputSize: 2, hiddenSize: 4, outputSize: 2, weightInitStd: 1, seed })
}

/** All parameters as one list, to compare bit for bit. */
export function parametersOf(net: TwoLayerNet): number[] {
  return Object.values(net.params).flatMap((param) => Array.from(flat(param)))
}
