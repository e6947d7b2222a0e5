import assert from 'node:assert/strict'
import { Exercise } from '../../src/exercises/Exercise.js'
import { type Matrix, math } from '../../src/index.js'

const doubled = new Exercise<(x: Matrix) => Matrix | undefined>({
  observe: (f) => ({ 'f([1, 2])': f(math.matrix([1, 2])) }),
  right: (x) => math.multiply(2, x) as Matrix,
  mistakes: {
    squared: { answer: (x) => math.square(x) as Matrix, en: 'Squared.', zh: '这是平方。' },
  },
  printed: (x) => x,
})

describe('an exercise', () => {
  it('is open for an answer that gives undefined, and for the printed listing', () => {
    assert.equal(doubled.check(() => undefined).state, 'open')
    assert.equal(doubled.check((x) => x).state, 'open')
  })

  it('is wrong, and does not throw, for results of no known kind', () => {
    for (const odd of [null, {}, Promise.resolve(1), new Map()]) {
      // a reader's code may give what its type does not say
      assert.equal(doubled.check(() => odd as never).state, 'wrong')
    }
  })

  it('is right within its tolerance, and not beyond', () => {
    const off = (by: number) => doubled.check((x) => math.add(math.multiply(2, x), by) as Matrix)
    assert.equal(off(1e-10).state, 'right')
    assert.equal(off(1e-8).state, 'wrong')
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
