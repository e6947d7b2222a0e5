import assert from 'node:assert/strict'
import type { Dataset } from '../../src/data/Dataset.js'
import { loadMnist, type Mnist } from '../../src/data/mnist.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { TwoLayerNet } from '../../src/nn/models/TwoLayerNet.js'
import { SGD } from '../../src/train/SGD.js'
import { assertClose, type GoldenArray, golden } from '../golden/golden.js'
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
  standardDeviations: Record<'W1' | 'W2', number>
  firstWeightsOfW1: GoldenArray
  weightSums: Record<string, number>
  firstBatch: number[]
  lastBatch: number[]
  gradientNormsAtIteration0: Record<string, number>
  loss: number[]
  finalNorms: Record<string, number>
  trainSample: Counted
  test: Counted
}

interface TrainingFile {
  header: { generatorCheck: { seed: number; uniform: number[]; normal: number[] } }
  runs: Run[]
}

const { header, runs } = golden<TrainingFile>('training')

/** The runs whose network is already there: with MNIST's ten classes and two affine layers. */
const twoLayerRuns = [
  { prefix: 'TwoLayerNet, sigmoid', activation: 'sigmoid' },
  { prefix: 'TwoLayerNet, relu', activation: 'relu' },
] as const

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
  let mnist: Mnist
  before(async () => {
    mnist = await loadMnist()
  })

  for (const { prefix, activation } of twoLayerRuns) {
    const run = runs.find(({ name }) => name.startsWith(prefix))
    assert.ok(run, prefix)

    it(`has the book's loss at each of ${run.iterations} iterations: ${run.name}`, () => {
      const generator = new Mulberry32(run.seed)
      const net = startingNet(run, activation, generator)
      const optimizer = new SGD({ lr: run.lr })
      const draw = () => generator.indices(run.batch, mnist.train.length)
      for (let i = 0; i < run.iterations; i++) {
        const indices = draw()
        if (i === 0) assert.deepEqual(indices, run.firstBatch)
        if (i === run.iterations - 1) assert.deepEqual(indices, run.lastBatch)
        const { x, t } = mnist.train.batch(indices)
        const { loss, gradient } = net.lossAndGradient(x, t)
        assertClose(loss, run.loss[i], { relative: 1e-10, absolute: 0 }, `loss ${i}`)
        if (i === 0) assertNorms(gradient, run.gradientNormsAtIteration0)
        optimizer.update(net.params, gradient)
      }
      assertNorms(net.params, run.finalNorms)
      assertCorrect(net, mnist.train, run.trainSample)
      assertCorrect(net, mnist.test, run.test)
    })
  }
})

function startingNet(run: Run, activation: 'sigmoid' | 'relu', generator: Mulberry32) {
  const weights = (name: 'W1' | 'W2') => {
    const [inputs, outputs] = run.shapes[name]
    const values = generator.normals(inputs * outputs, run.standardDeviations[name])
    return tensor(values, [inputs, outputs])
  }
  const W1 = weights('W1')
  const W2 = weights('W2')
  const first = tensor(flat(W1).slice(0, 4), [4])
  assertClose(first, tensor(run.firstWeightsOfW1.data as number[], [4]), {
    relative: 1e-13,
    absolute: 0,
  })
  assertClose(math.sum(W2), run.weightSums.W2, { relative: 1e-10, absolute: 0 })
  const [inputSize, hiddenSize] = run.shapes.W1
  const [, outputSize] = run.shapes.W2
  const params = { W1, b1: math.zeros([hiddenSize]), W2, b2: math.zeros([outputSize]) }
  return new TwoLayerNet({ inputSize, hiddenSize, outputSize, activation, params })
}

function assertNorms(matrices: Record<string, Matrix>, expected: Record<string, number>) {
  assert.deepEqual(Object.keys(matrices), Object.keys(expected))
  for (const [name, matrix] of Object.entries(matrices)) {
    const norm = Math.hypot(...flat(matrix))
    assertClose(norm, expected[name], { relative: 1e-10, absolute: 0 }, `norm of ${name}`)
  }
}

/** The header allows a difference of two images: scores may nearly tie. */
function assertCorrect(net: TwoLayerNet, data: Dataset, { correct, of }: Counted) {
  const indices = Array.from({ length: of }, (_, i) => i)
  const { x, t } = data.batch(indices)
  const counted = Math.round(net.accuracy(x, t) * of)
  assert.ok(Math.abs(counted - correct) <= 2, `${counted} right, expected ${correct}`)
}
