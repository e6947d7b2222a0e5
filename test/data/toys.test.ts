import assert from 'node:assert/strict'
import type { Dataset } from '../../src/data/Dataset.js'
import { blobs, spirals, twoMoons, xorPoints } from '../../src/data/toys.js'
import { math } from '../../src/math/instance.js'
import { flat, shape } from '../../src/math/storage.js'
import { MultiLayerNet } from '../../src/nn/models/MultiLayerNet.js'
import { Adam } from '../../src/train/Adam.js'
import { Trainer } from '../../src/train/Trainer.js'
import { assertClose } from '../golden/golden.js'

const all = (data: Dataset) => data.batch([...Array(data.length).keys()])

/** After 400 updates on all points. */
async function accuracyOf(data: Dataset, hiddenSizes: number[]): Promise<number> {
  const net = new MultiLayerNet({ inputSize: 2, hiddenSizes, outputSize: data.classes })
  const optimizer = new Adam({ lr: 0.02 })
  const options = { optimizer, batchSize: data.length, epochs: 400, evaluate: false }
  await new Trainer(net, { train: data }, options).fit()
  const { x, t } = all(data)
  return net.accuracy(x, t)
}

describe('toy sets', () => {
  for (const [name, make] of Object.entries({ blobs, twoMoons, xorPoints, spirals })) {
    it(`${name}: the same points for the same seed, as many of each class`, () => {
      const data = make({ perClass: 7, seed: 1 })
      assert.deepEqual(flat(all(data).x), flat(all(make({ perClass: 7, seed: 1 })).x))
      assert.notDeepEqual(flat(all(data).x), flat(all(make({ perClass: 7, seed: 2 })).x))
      const counts = Array.from({ length: data.classes }, (_, k) =>
        Array.from(data.labels).filter((label) => label === k),
      )
      assert.ok(counts.every(({ length }) => length === 7))
    })

    it(`${name}: a network with a hidden layer learns them`, async () => {
      assert.ok((await accuracyOf(make({ noise: 0.02 }), [30])) > 0.97)
    })
  }

  it('lie where they are said to, without noise', () => {
    const corners = all(xorPoints({ perClass: 2, noise: 0 })).x.toArray()
    assert.deepEqual(corners, [
      [-1, -1],
      [1, 1],
      [-1, 1],
      [1, -1],
    ])
    const close = (data: Dataset, points: number[][]) =>
      assertClose(all(data).x, math.matrix(points), { relative: 1e-12, absolute: 1e-12 })
    close(twoMoons({ perClass: 3, noise: 0 }), [
      ...[
        [1, 0],
        [0, 1],
        [-1, 0],
      ],
      ...[
        [0, 0.5],
        [1, -0.5],
        [2, 0.5],
      ],
    ])
    close(spirals({ classes: 1, perClass: 3, noise: 0 }), [
      [0, 0],
      [0.5 * Math.cos(2), 0.5 * Math.sin(2)],
      [Math.cos(4), Math.sin(4)],
    ])
    close(blobs({ classes: 4, perClass: 1, noise: 0 }), [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ])
  })

  for (const [make, noise] of [
    [blobs, 0.3],
    [twoMoons, 0.1],
    [xorPoints, 0.3],
    [spirals, 0.02],
  ] as const) {
    it(`${make.name}: scatter by ${noise} when no noise is given`, () => {
      const apart = math.subtract(
        all(make({ perClass: 500 })).x,
        all(make({ perClass: 500, noise: 0 })).x,
      )
      assert.ok(Math.abs(math.std(apart) / noise - 1) < 0.05)
    })
  }

  it('have 100 points in each of two or three classes, one-hot, when nothing else is said', () => {
    for (const [make, classes] of [
      [blobs, 3],
      [twoMoons, 2],
      [xorPoints, 2],
      [spirals, 3],
    ] as const) {
      const data = make()
      assert.deepEqual([data.length, data.classes], [100 * classes, classes])
      assert.deepEqual([...shape(data.batch([0]).t)], [1, classes])
      assert.deepEqual([...flat(make({ oneHot: false }).batch([0, 199]).t)], [0, 1])
    }
  })

  it('refuse numbers of points, classes and noise that make no set', () => {
    const refuses = (run: () => unknown, where: string, given: string) =>
      assert.throws(run, { name: 'DomainError', where, given })
    refuses(() => twoMoons({ perClass: 0 }), 'twoMoons', 'perClass: 0')
    refuses(() => spirals({ classes: 2.5 }), 'spirals', 'classes: 2.5')
    refuses(() => blobs({ classes: 0 }), 'blobs', 'classes: 0')
    refuses(() => blobs({ noise: -1 }), 'blobs', 'noise: -1')
  })
})
