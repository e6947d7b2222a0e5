import assert from 'node:assert/strict'
import type { Dataset } from '../../src/data/Dataset.js'
import { loadMnist, type Mnist } from '../../src/data/mnist.js'
import { count } from '../../src/math/flatStorage.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { MultiLayerNet } from '../../src/nn/models/MultiLayerNet.js'
import type { Network } from '../../src/nn/models/Network.js'
import { SimpleConvNet } from '../../src/nn/models/SimpleConvNet.js'
import { TwoLayerNet } from '../../src/nn/models/TwoLayerNet.js'
import { Adam } from '../../src/train/Adam.js'
import type { Optimizer } from '../../src/train/Optimizer.js'
import { SGD } from '../../src/train/SGD.js'
import { assertClose, type GoldenArray, golden } from '../golden/golden.js'
import { matrixOf } from '../nn/support.js'
import { Mulberry32 } from './mulberry32.js'

interface Counted {
  correct: number
  of: number
}

interface Run {
  name: string
  lr: number
  batch: number
  iterations: number
  seed: number
  shapes: Record<string, number[]>
  standardDeviations: Record<string, number>
  firstWeightsOfW1: GoldenArray
  weightSums: Record<string, number>
  firstBatch: number[]
  lastBatch: number[]
  gradientNormsAtIteration0: Record<string, number>
  loss: number[]
  finalNorms: Record<string, number>
  trainSample: Counted
  test: Counted
  /** Of the network with batch normalization, whose running variance starts at 1 as ours does. */
  testWithRunningVarFromOne?: Counted
}

interface TrainingFile {
  header: { generatorCheck: { seed: number; uniform: number[]; normal: number[] } }
  runs: Run[]
}

const { header, runs } = golden<TrainingFile>('training')

const [inputSize, outputSize] = [784, 10]
const sizes = { inputSize, hiddenSize: 50, outputSize }
const hiddenSizes = [100, 100, 100, 100, 100]

/** Our network and optimizer for each run, by how its name begins, and the form of its images. */
const ours: readonly {
  prefix: string
  network: () => Network
  optimizer: (lr: number) => Optimizer
  flatten: boolean
}[] = [
  {
    prefix: 'TwoLayerNet, sigmoid',
    network: () => new TwoLayerNet({ ...sizes, activation: 'sigmoid' }),
    optimizer: (lr) => new SGD({ lr }),
    flatten: true,
  },
  {
    prefix: 'TwoLayerNet, relu',
    network: () => new TwoLayerNet({ ...sizes, activation: 'relu' }),
    optimizer: (lr) => new SGD({ lr }),
    flatten: true,
  },
  {
    prefix: 'SimpleConvNet',
    network: () => new SimpleConvNet(),
    optimizer: (lr) => new Adam({ lr, form: 'book' }),
    flatten: false,
  },
  {
    prefix: 'MultiLayerNetExtend',
    network: () =>
      new MultiLayerNet({ inputSize, hiddenSizes, outputSize, batchNormalization: true }),
    optimizer: (lr) => new SGD({ lr }),
    flatten: true,
  },
]

describe('the portable generator', () => {
  it('gives the values recorded beside its recipe', () => {
    const { seed, uniform, normal } = header.generatorCheck
    const uniforms = new Mulberry32(seed)
    assert.deepEqual(
      uniform.map(() => uniforms.uniform()),
      uniform,
    )
    const drawn = tensor(new Mulberry32(seed).normals(normal.length, 1), [normal.length])
    assertClose(drawn, tensor(normal, [normal.length]), { relative: 1e-14, absolute: 0 })
  })
})

describe('training on MNIST', () => {
  const data = { flat: {} as Mnist, images: {} as Mnist } // filled before the first test
  before(async () => {
    data.flat = await loadMnist()
    data.images = await loadMnist({ flatten: false })
  })

  it('has a network for each of the recorded runs', () => {
    const found = ours.map(({ prefix }) => runs.findIndex(({ name }) => name.startsWith(prefix)))
    assert.deepEqual(
      found.sort(),
      runs.map((_, i) => i),
    )
  })

  for (const { prefix, network, optimizer, flatten } of ours) {
    const run = runs.find(({ name }) => name.startsWith(prefix))
    assert.ok(run, prefix)

    it(`has the book's loss at each of ${run.iterations} iterations: ${run.name}`, () => {
      const mnist = flatten ? data.flat : data.images
      const generator = new Mulberry32(run.seed)
      const net = network()
      net.restore({ ...net.state(), ...startingWeights(run, generator) })
      const rule = optimizer(run.lr)
      const draw = () => generator.indices(run.batch, mnist.train.length)
      for (let i = 0; i < run.iterations; i++) {
        const indices = draw()
        if (i === 0) assert.deepEqual(indices, run.firstBatch)
        if (i === run.iterations - 1) assert.deepEqual(indices, run.lastBatch)
        const { x, t } = mnist.train.batch(indices)
        const { loss, gradient } = net.lossAndGradient(x, t)
        assertClose(loss, run.loss[i], { relative: 1e-10, absolute: 0 }, `loss ${i}`)
        if (i === 0) assertNorms(gradient, run.gradientNormsAtIteration0)
        rule.update(net.params, gradient)
      }
      assertNorms(net.params, run.finalNorms)
      if (!run.testWithRunningVarFromOne) assertCorrect(net, mnist.train, run.trainSample)
      assertCorrect(net, mnist.test, run.testWithRunningVarFromOne ?? run.test)
    })
  }
})

/** W1, W2, … as the file's recipe draws them. */
function startingWeights(run: Run, generator: Mulberry32): Record<string, Matrix> {
  const names = Object.keys(run.standardDeviations)
  const entries = names.map((name) => {
    const size = run.shapes[name]
    const values = generator.normals(count(size), run.standardDeviations[name])
    return [name, tensor(values, size)] as const
  })
  const weights = Object.fromEntries(entries)
  const first = tensor(flat(weights.W1).slice(0, 4), [4])
  assertClose(first, matrixOf(run.firstWeightsOfW1), { relative: 1e-13, absolute: 0 })
  for (const name of names) {
    const sum = math.sum(weights[name])
    assertClose(sum, run.weightSums[name], { relative: 1e-10, absolute: 0 })
  }
  return weights
}

/** Gradients that are 0 but for rounding have no digits to compare. */
const ROUNDING = 1e-14

function assertNorms(matrices: Record<string, Matrix>, expected: Record<string, number>) {
  assert.deepEqual(Object.keys(matrices).sort(), Object.keys(expected).sort())
  for (const [name, matrix] of Object.entries(matrices)) {
    const norm = Math.sqrt(math.sum(math.square(matrix)))
    assertClose(norm, expected[name], { relative: 1e-10, absolute: ROUNDING }, `norm of ${name}`)
  }
}

/** The header allows a difference of two images: scores may nearly tie. */
function assertCorrect(net: Network, data: Dataset, { correct, of }: Counted) {
  const indices = Array.from({ length: of }, (_, i) => i)
  const { x, t } = data.batch(indices)
  const counted = Math.round(net.accuracy(x, t) * of)
  assert.ok(Math.abs(counted - correct) <= 2, `${counted} right, expected ${correct}`)
}
