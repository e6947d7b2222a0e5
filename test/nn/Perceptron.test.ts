import assert from 'node:assert/strict'
import fc from 'fast-check'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, tensor } from '../../src/math/storage.js'
import { AND, type Gate, NAND, OR, Perceptron, XOR } from '../../src/nn/models/Perceptron.js'

const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]
const x = math.matrix(inputs)
const table = (gate: Gate) => inputs.map(([x1, x2]) => gate(x1, x2))

describe('gates', () => {
  it('have the truth tables of AND, NAND, OR and XOR', () => {
    assert.deepEqual(table(AND), [0, 0, 0, 1])
    assert.deepEqual(table(NAND), [1, 1, 1, 0])
    assert.deepEqual(table(OR), [0, 1, 1, 1])
    assert.deepEqual(table(XOR), [0, 1, 1, 0])
  })
})

describe('Perceptron', () => {
  it('fires above the threshold and not at it', () => {
    const perceptron = new Perceptron([1], -1)
    assert.deepEqual([...flat(perceptron.predict(math.matrix([[0.5], [1], [1.5]])))], [0, 0, 1])
  })

  for (const [name, t] of Object.entries({ AND: table(AND), NAND: table(NAND), OR: table(OR) })) {
    it(`learns ${name}, which has a line between its zeros and ones`, () => {
      const perceptron = new Perceptron([0, 0], 0)
      assert.equal(perceptron.learn(x, t).at(-1), 0)
      assert.deepEqual([...flat(perceptron.predict(x))], t)
    })
  }

  it('moves weights and bias by the learning rate at each mistake', () => {
    const perceptron = new Perceptron([1, -1], 0.5)
    const mistakes = perceptron.learn(math.matrix([[2, 3]]), [1], { lr: 0.25, epochs: 1 })
    assert.deepEqual([mistakes, [...flat(perceptron.w)], perceptron.b], [[1], [1.5, -0.25], 0.75])
  })

  it('moves by a tenth, for a hundred epochs, when nothing else is said', () => {
    const perceptron = new Perceptron([0, 0], 0)
    perceptron.learn(math.matrix([[2, 3]]), [1])
    assert.deepEqual([[...flat(perceptron.w)], perceptron.b], [[0.2, 0.1 * 3], 0.1])
    assert.equal(new Perceptron([0, 0], 0).learn(x, table(XOR)).length, 100)
  })

  it('never learns XOR, which has none', () => {
    const mistakes = new Perceptron([0, 0], 0).learn(x, table(XOR), { epochs: 200 })
    assert.equal(mistakes.length, 200)
    assert.ok(mistakes.every((count) => count > 0))
  })

  it('learns whatever a line tells apart, with a margin', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(1000), (D, seed) => {
        const random = new Random(seed)
        const teacher = new Perceptron(Array.from(flat(random.normal([D]))), 0.1)
        const all = random.normal([60, D])
        const sums = flat(math.add(math.multiply(all, teacher.w), teacher.b))
        const chosen = Array.from(sums.keys()).filter((n) => Math.abs(sums[n]) > 0.3)
        fc.pre(chosen.length > 0)
        const clear = math.take(all, chosen)
        const t = Array.from(flat(teacher.predict(clear)))
        const pupil = new Perceptron(tensor(new Float64Array(D), [D]), 0)
        assert.equal(pupil.learn(clear, t, { epochs: 10_000 }).at(-1), 0)
        assert.deepEqual([...flat(pupil.predict(clear))], t)
      }),
      { numRuns: 30 },
    )
  })

  it('refuses inputs of another width, other labels, and rates that do not learn', () => {
    const perceptron = new Perceptron([1, 1], 0)
    const refuses = (run: () => unknown, name: string, given: string) =>
      assert.throws(run, { name, given })
    refuses(() => perceptron.predict(math.zeros([2, 3])), 'ShapeError', 'x of shape 2×3')
    refuses(() => perceptron.learn(x, [0, 1]), 'ShapeError', '2 labels')
    refuses(() => perceptron.learn(x, [0, 1, 2, 1]), 'DomainError', 'label 2')
    refuses(() => perceptron.learn(x, table(OR), { lr: 0 }), 'DomainError', 'lr: 0, epochs: 100')
    refuses(
      () => perceptron.learn(math.matrix([[NaN, 0]]), [1]),
      'DomainError',
      'at least one of them',
    )
    refuses(() => new Perceptron([1, 1], undefined as never), 'DomainError', 'undefined')
    refuses(() => new Perceptron(math.zeros([2, 2]), 0), 'ShapeError', 'w of shape 2×2')
  })
})
