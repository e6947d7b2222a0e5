import assert from 'node:assert/strict'
import * as library from '../../src/index.js'

const { math } = library

/** What stands before the options of a constructor. */
const before: Readonly<Record<string, () => unknown[]>> = {
  BatchNormalization: () => [math.ones([2]), math.zeros([2])],
  Convolution: () => [math.zeros([1, 1, 2, 2]), math.zeros([1])],
  Dropout: () => [0.5],
  Network: () => [[new library.Affine(math.zeros([2, 2]), math.zeros([2]))]],
  Pooling: () => [2, 2],
  Trainer: () => [perceptron(), { train: library.xorPoints() }],
  Whitening: () => [
    math.matrix([
      [1, 2],
      [3, 4],
      [5, 7],
    ]),
  ],
}

/** Options that cannot be left out. */
const needed: Readonly<Record<string, () => object>> = {
  MultiLayerNet: () => ({ inputSize: 2, hiddenSizes: [3], outputSize: 2 }),
  Network: () => ({ inputShape: [2] }),
  Trainer: () => ({ optimizer: new library.SGD(), epochs: 1 }),
  TwoLayerNet: () => ({ inputSize: 2, hiddenSize: 3, outputSize: 2 }),
}

const perceptron = () => new library.TwoLayerNet({ inputSize: 2, hiddenSize: 3, outputSize: 2 })

type Class = new (...args: unknown[]) => object

const classes = Object.entries(library).filter((entry): entry is [string, Class] =>
  /^class /.test(String(entry[1])),
)

/** By its source: options come by name, whether it takes them apart at once or not. */
const withOptions = classes.filter(([, made]) =>
  /constructor\([^)]*(options|\{)/.test(String(made)),
)

/** Functions with options, called with these. */
const functions: Readonly<Record<string, (options: never) => unknown>> = {
  blobs: library.blobs,
  twoMoons: library.twoMoons,
  xorPoints: library.xorPoints,
  spirals: library.spirals,
  split: (options) => library.split(library.blobs(), options),
  tableDataset: (options) => library.tableDataset(math.ones([2, 2]), [0, 1], options),
  imageDataset: (options) =>
    library.imageDataset(
      { pixels: new Uint8Array(1), labels: new Uint8Array(1), width: 1, height: 1, classes: 1 },
      options,
    ),
  stepDecay: library.stepDecay,
  exponentialDecay: library.exponentialDecay,
  inverseTimeDecay: library.inverseTimeDecay,
  gradientCheck: library.gradientCheck,
  'Random.integers': (options) => new library.Random(1).integers(2, options),
  'Perceptron.learn': (options) =>
    new library.Perceptron([1, 1], 0).learn(math.ones([1, 2]), [1], options),
}

describe('options', () => {
  for (const [where, call] of Object.entries(functions)) {
    it(`of ${where} are known by name, and no others are passed over`, () => {
      for (const options of [{ noSuchOption: 1 }, null, 0.1, true]) {
        assert.throws(() => call(options as never), { name: 'DomainError', where }, `${options}`)
      }
    })
  }

  it('are those of every exported class that has some', () => {
    const names = withOptions.map(([name]) => name)
    for (const name of [...Object.keys(before), ...Object.keys(needed), 'SGD', 'AdamW']) {
      assert.ok(names.includes(name), name)
    }
  })

  for (const [name, Made] of withOptions) {
    const make = (options: unknown) => new Made(...(before[name]?.() ?? []), options)

    it(`of ${name} are known by name, and no others are passed over`, () => {
      const right = needed[name]?.() ?? {}
      make(right)
      assert.throws(() => make({ ...right, noSuchOption: 1 }), {
        name: 'DomainError',
        where: name,
        given: 'the option noSuchOption',
      })
      for (const noOptions of [null, 0.1, 'adam', true]) {
        assert.throws(() => make(noOptions), { name: 'DomainError', where: name }, `${noOptions}`)
      }
    })
  }
})
