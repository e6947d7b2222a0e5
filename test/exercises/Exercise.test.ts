import assert from 'node:assert/strict'
import { Exercise } from '../../src/exercises/Exercise.js'
import { exercises, type Matrix, math } from '../../src/index.js'

const doubled = new Exercise<(x: Matrix) => Matrix | undefined>({
  observe: (f) => ({ 'f([1, 2])': f(math.matrix([1, 2])) }),
  right: (x) => math.multiply(2, x) as Matrix,
  mistakes: {
    squared: { answer: (x) => math.square(x) as Matrix, en: 'Squared.', zh: '这是平方。' },
  },
  printed: (x) => x,
})

const listed = new Exercise<number[]>({ observe: (x) => ({ x }), right: [2, 4], mistakes: {} })

describe('an exercise', () => {
  it('is open for an answer that gives undefined, and for the printed listing', () => {
    assert.equal(doubled.check(() => undefined).state, 'open')
    assert.equal(doubled.check((x) => x).state, 'open')
  })

  it('is wrong, and does not throw, for results of no known kind', () => {
    for (const odd of [null, {}, Promise.resolve(1), new Map(), [2], [2, 4, 6], math.ones(5, 5)]) {
      // a reader's code may give what its type does not say
      assert.equal(doubled.check(() => odd as never).state, 'wrong')
      assert.equal(listed.check(odd as never).state, 'wrong')
    }
  })

  it('is open while any part of the answer is undefined', () => {
    assert.equal(listed.check([2, undefined as never]).state, 'open')
  })

  it('is right within its tolerance, and not beyond', () => {
    const off = (by: number) => doubled.check((x) => math.add(math.multiply(2, x), by) as Matrix)
    assert.equal(off(1e-10).state, 'right')
    assert.equal(off(1e-8).state, 'wrong')
    const large = new Exercise<number>({ observe: (x) => ({ x }), right: -1000, mistakes: {} })
    assert.equal(large.check(-1000 - 5e-7).state, 'right')
    assert.equal(large.check(-1000 - 5e-6).state, 'wrong')
  })

  it('tells infinity and NaN from numbers, and from each other', () => {
    const values = [1, 1e300, Infinity, -Infinity, Number.NaN]
    for (const right of values) {
      const exercise = new Exercise<number>({ observe: (x) => ({ x }), right, mistakes: {} })
      const taken = values.filter((value) => exercise.check(value).state === 'right')
      assert.deepEqual(taken, [right])
    }
  })

  it('names the mistake that it knows', () => {
    const { state, reason, told } = doubled.check((x) => math.dotMultiply(x, x) as Matrix)
    assert.deepEqual([state, reason, told.zh], ['wrong', 'squared', '这是平方。'])
    const failing = (): Matrix => {
      throw new Error('no such shape')
    }
    const refused = { answer: failing, en: 'Refused.', zh: '拒绝。' }
    const exercise = new Exercise({
      observe: (f: () => Matrix) => ({ f: f() }),
      right: () => math.ones(2),
      mistakes: { refused },
    })
    assert.equal(exercise.check(failing).reason, 'refused')
  })

  it('says where a large matrix differs: the place, what is there, and what should be', () => {
    const large = math.reshape(math.arange(0, 24, 1), [2, 3, 4])
    const exercise = new Exercise<Matrix>({
      observe: (x) => ({ 'x of two rows · 两行的 x': x }),
      right: large,
      mistakes: {},
    })
    const off = math.clone(large)
    off.set([1, 0, 2], 99)
    off.set([1, 2, 0], 99)
    const { told } = exercise.check(off)
    assert.equal(told.en, 'x of two rows: yours gives 99 at [1, 0, 2], expected is 14.')
    assert.equal(told.zh, '两行的 x：你的结果在 [1, 0, 2] 处是 99，应为 14。')
    const { told: ofShape } = exercise.check(math.reshape(large, [4, 6]))
    assert.match(ofShape.en, /yours gives a matrix of 4×6, expected is a matrix of 2×3×4/)
    assert.match(ofShape.zh, /你的结果是 4×6 的矩阵，应为 2×3×4 的矩阵/)
  })

  it('writes out up to twelve elements, each with six digits', () => {
    const saidOf = (count: number) => {
      const right = math.zeros([count])
      return new Exercise<Matrix>({ observe: (x) => ({ x }), right, mistakes: {} })
        .check(math.add(right, 1 / 3) as Matrix)
        .told.en.split(',')[0]
    }
    assert.equal(saidOf(12), 'x: yours gives [12] with [0.333333')
    assert.equal(saidOf(13), 'x: yours gives 0.333333 at [0]')
  })

  it('says what it observed where it knows no mistake: values, shapes, errors', () => {
    const said = (f: (x: Matrix) => Matrix) => String(doubled.check(f))
    assert.match(
      said((x) => math.multiply(3, x) as Matrix),
      /yours gives \[2\] with \[3, 6\].*\[2\] with \[2, 4\]/,
    )
    assert.match(
      said(() => math.matrix([[2, 4]])),
      /yours gives 1×2/,
    )
    const failing = () => {
      throw new Error('no such shape')
    }
    assert.match(said(failing), /✗ It threw an error: no such shape\n {2}出错了/)
  })
})

describe('an answer that gives nothing yet', () => {
  for (const [notebook, tasks] of Object.entries(exercises)) {
    for (const [name, exercise] of Object.entries(tasks)) {
      if (!(exercise instanceof Exercise) || typeof exercise.right !== 'function') continue
      it(`leaves ${notebook}.${name} open`, () => {
        assert.equal(exercise.check((() => undefined) as never).state, 'open')
      })
    }
  }
})
