import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape } from '../../src/math/storage.js'
import { Dropout } from '../../src/nn/Dropout.js'
import { assertClose, type GoldenArray, golden } from '../golden/golden.js'
import { assertThreeGradientsAgree, matrixOf } from './support.js'

interface Pass {
  out: GoldenArray
  dx: GoldenArray
}

interface DropoutCase {
  layer: string
  ratio: number
  x: GoldenArray
  mask: GoldenArray
  dout: GoldenArray
  notes: { train: Pass; inference: Pass }
  inverted: { train: Pass; inference: Pass }
}

const { cases } = golden<{ cases: DropoutCase[] }>('layers')
const tolerance = { relative: 1e-12, absolute: 1e-13 }

describe('Dropout', () => {
  for (const { ratio, x, mask, dout, ...forms } of cases.filter(isDropout)) {
    for (const form of ['notes', 'inverted'] as const) {
      it(`agrees with jax in the form ${form}`, () => {
        const inverted = form === 'inverted'
        const layer = new Dropout(ratio, { inverted, mask: matrixOf(mask) })
        const { train, inference } = forms[form]
        const y = layer.forward(matrixOf(x), { training: false })
        assertClose(y, matrixOf(inference.out), tolerance, 'y at inference')
        assertClose(layer.forward(matrixOf(x)), matrixOf(train.out), tolerance, 'y')
        assertClose(layer.backward(matrixOf(dout)), matrixOf(train.dx), tolerance, 'dx')
      })
    }
  }

  for (const inverted of [false, true]) {
    it(`has three equal gradients, ${inverted ? 'inverted' : 'as in the notes'}`, () => {
      const random = new Random(9)
      const make = () => new Dropout(0.4, { inverted, seed: 3 })
      assertThreeGradientsAgree(make, random.normal([5, 4]), {}, random)
    })

    it(`has one mean in both modes, ${inverted ? 'inverted' : 'as in the notes'}`, () => {
      const x = math.ones([400, 100])
      const layer = new Dropout(0.3, { inverted })
      const inTraining = math.mean(layer.forward(x))
      const atInference = math.mean(layer.forward(x, { training: false }))
      assert.ok(Math.abs(inTraining - atInference) < 0.015, `${inTraining}, ${atInference}`)
    })
  }

  it('draws a new mask at each step, and the same ones from the same seed', () => {
    const x = math.ones([4, 8])
    const [one, same, other] = [7, 7, 8].map((seed) => new Dropout(0.5, { seed }))
    const steps = [one, same, other].map((layer) =>
      [0, 1].map(() => [...flat(layer.forward(x, { training: true }))]),
    )
    assert.deepEqual(steps[0], steps[1])
    assert.notDeepEqual(steps[0], steps[2])
    assert.notDeepEqual(steps[0][0], steps[0][1])
  })

  it('shows the mask of the last step, and none after inference', () => {
    const layer = new Dropout(0.5, { seed: 1 })
    const y = layer.forward(math.ones([3, 4]))
    assert.ok(layer.mask)
    assert.deepEqual(shape(layer.mask), [3, 4])
    assert.deepEqual([...flat(layer.mask)], [...flat(y)])
    layer.forward(math.ones([3, 4]), { training: false })
    assert.equal(layer.mask, undefined)
  })

  it('keeps every unit at a ratio of 0', () => {
    const x = new Random(2).normal([5, 5])
    assert.deepEqual([...flat(new Dropout(0).forward(x))], [...flat(x)])
  })

  it('refuses a backward that no forward in training precedes', () => {
    const layer = new Dropout(0.5)
    const backward = () => layer.backward(math.ones([2, 2]))
    assert.throws(backward, { name: 'DomainError', where: 'Dropout.backward' })
    layer.forward(math.ones([2, 2]))
    layer.forward(math.ones([2, 2]), { training: false })
    assert.throws(backward, { name: 'DomainError', given: /training: false/ })
  })

  it('refuses a dout that broadcasting would stretch', () => {
    const layer = new Dropout(0.5)
    layer.forward(math.ones([3, 2]))
    assert.throws(() => layer.backward(math.ones([1, 2])), { where: 'Dropout.backward' })
  })

  it('switches off one half when no ratio is given', () => {
    assert.equal(new Dropout().ratio, 0.5)
  })

  for (const ratio of [-0.1, 1, 1.5, NaN]) {
    it(`refuses the ratio ${ratio}`, () => {
      assert.throws(() => new Dropout(ratio), { name: 'DomainError', given: String(ratio) })
    })
  }

  it('refuses a ratio that is text', () => {
    assert.throws(() => new Dropout('0.5' as never), { name: 'DomainError', given: "'0.5'" })
  })

  it('asks for a matrix when the mask is an array', () => {
    const dropout = () => new Dropout(0.5, { mask: [[1, 0]] as never })
    const refused = { where: 'Dropout.forward', mend: /math\.matrix/ }
    assert.throws(() => dropout().forward(math.ones([1, 2])), refused)
  })

  it('refuses an x that a given mask does not fit', () => {
    const layer = new Dropout(0.5, { mask: math.ones([1, 2]) })
    assert.throws(() => layer.forward(math.ones([3, 2])), { name: 'ShapeError', given: /3×2/ })
  })
})

function isDropout({ layer }: DropoutCase): boolean {
  return layer === 'Dropout'
}
