import assert from 'node:assert/strict'
import {
  Normalization,
  Standardization,
  Whitening,
  type WhiteningOptions,
} from '../../src/data/preprocessing.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { assertClose, type GoldenArray, golden } from '../golden/golden.js'
import { matrixOf } from '../nn/support.js'

type Whitened = Record<'pca' | 'zca', GoldenArray>

interface PreprocessFile {
  readonly header: { readonly tolerance: { relative: number; absolute: number } }
  readonly x: GoldenArray
  readonly mean: GoldenArray
  readonly normalised: GoldenArray
  readonly standardised: GoldenArray
  readonly eigenvalues: GoldenArray
  readonly eigenvectors: GoldenArray
  readonly whitened: Readonly<Record<'epsilon 0' | 'epsilon 1e-5' | 'epsilon 0.1', Whitened>>
  readonly oneHot: { classes: number; labels: GoldenArray; oneHot: GoldenArray }
}

const file = golden<PreprocessFile>('preprocess')
const x = matrixOf(file.x)
const { tolerance } = file.header
const agrees = (ours: Matrix, theirs: GoldenArray, what?: string) =>
  assertClose(ours, matrixOf(theirs), tolerance, what)

describe('golden: pre-processing, by numpy', () => {
  it('normalizes and standardizes', () => {
    agrees(new Normalization(x).apply(x), file.normalised)
    const standardization = new Standardization(x)
    agrees(standardization.mean, file.mean)
    agrees(standardization.apply(x), file.standardised)
  })

  it('finds the principal axes', () => {
    const { eigenvalues, eigenvectors } = new Whitening(x)
    agrees(eigenvalues, file.eigenvalues)
    agrees(eigenvectors, file.eigenvectors)
  })

  it('turns each axis so that its largest component is positive', () => {
    for (const seed of [1, 2, 3]) {
      const { eigenvectors } = new Whitening(new Random(seed).normal([20, 4]))
      const rows = math.transpose(eigenvectors).toArray() as number[][]
      for (const axis of rows) {
        assert.ok(Math.max(...axis) >= Math.max(...axis.map(Math.abs)), String(axis))
      }
    }
  })

  it('adds 1e-5 to each eigenvalue when no epsilon is given', () => {
    agrees(new Whitening(x, { kind: 'pca' }).apply(x), file.whitened['epsilon 1e-5'].pca)
  })

  for (const [name, epsilon] of [
    ['epsilon 0', 0],
    ['epsilon 1e-5', 1e-5],
    ['epsilon 0.1', 0.1],
  ] as const) {
    it(`whitens in both ways with ${name}`, () => {
      const white = (kind: WhiteningOptions['kind']) => new Whitening(x, { kind, epsilon }).apply(x)
      agrees(white('pca'), file.whitened[name].pca, 'pca')
      agrees(white('zca'), file.whitened[name].zca, 'zca')
    })
  }

  it('makes rows of zeros with a single 1', () => {
    const { labels, classes, oneHot } = file.oneHot
    agrees(math.oneHot(matrixOf(labels), classes), oneHot)
  })
})

describe('pre-processing', () => {
  it('applies to other data what was measured on the training data', () => {
    const [, D] = shape(x)
    const begin = (table: Matrix) => tensor(flat(table).slice(0, 2 * D), [2, D])
    for (const Kind of [Normalization, Standardization, Whitening]) {
      const ofTraining = new Kind(x)
      assertClose(ofTraining.apply(begin(x)), begin(ofTraining.apply(x)), tolerance, Kind.name)
    }
  })

  it('makes columns 0 that never change, as the corners of digits', () => {
    const corner = math.matrix([
      [7, 1],
      [7, 3],
    ])
    assert.deepEqual([...flat(new Normalization(corner).apply(corner))], [0, 0, 0, 1])
    assert.deepEqual([...flat(new Standardization(corner).apply(corner))], [0, -1, 0, 1])
    assert.ok(flat(new Whitening(corner).apply(corner)).every(Number.isFinite))
    assert.throws(() => new Whitening(corner, { epsilon: 0 }), {
      name: 'DomainError',
      given: /least eigenvalue/,
    })
  })

  it('makes any column 0 whose values are all equal, whatever their mean is rounded to', () => {
    for (let value = 0.1; value < 2; value += 0.1) {
      for (const N of [3, 10, 49]) {
        const same = math.full([N, 1], value)
        assert.ok(
          flat(new Standardization(same).apply(same)).every((y) => y === 0),
          `${value}`,
        )
      }
    }
  })

  it('leaves whitened columns uncorrelated, each with variance 1', () => {
    const data = math.multiply(new Random(1).normal([500, 6]), new Random(2).normal([6, 6]))
    const white = new Whitening(data, { epsilon: 0 }).apply(data)
    const covariance = math.dotDivide(math.multiply(white, white, { transposeA: true }), 500)
    assertClose(covariance, math.identity(6) as Matrix, { relative: 0, absolute: 1e-13 })
  })

  it('refuses data that are no table, other columns, NaN and unknown kinds', () => {
    const refuses = (run: () => unknown, name: string, given: string | RegExp) =>
      assert.throws(run, { name, given })
    refuses(() => new Standardization(math.zeros([3])), 'ShapeError', 'data of shape [3]')
    refuses(() => new Normalization(math.zeros([0, 3])), 'ShapeError', 'data of shape 0×3')
    refuses(() => new Whitening(math.zeros([2, 3, 1])), 'ShapeError', 'data of shape 2×3×1')
    refuses(() => new Standardization(x).apply(math.zeros([2, 4])), 'ShapeError', 'x of shape 2×4')
    refuses(() => new Standardization(math.matrix([[NaN]])), 'DomainError', /at least one/)
    refuses(() => new Whitening(x, { epsilon: -1 }), 'DomainError', "kind: 'zca', epsilon: -1")
    refuses(() => new Whitening(x, { kind: 'ica' as 'pca' }), 'DomainError', /ica/)
  })
})
