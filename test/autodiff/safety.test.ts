import assert from 'node:assert/strict'
import { grad } from '../../src/autodiff/grad.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError, type ErrorParts, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { SGD } from '../../src/train/SGD.js'
import { collect } from '../support/collect.js'
import { fastest } from './support.js'

/** The three parts of the error that f throws. */
function refusalOf(f: () => unknown, type: typeof DomainError | typeof ShapeError): ErrorParts {
  try {
    f()
  } catch (error) {
    if (error instanceof type) return error
    throw error
  }
  return assert.fail('no error')
}

const sumOfSigmoid = (W: Variable) => math.sum(math.sigmoid(W))

describe('backward refuses', () => {
  it('a result that is not a scalar, and says its shape', () => {
    const y = math.square(new Variable(math.ones([2, 3])))
    const { expected, given, mend } = refusalOf(() => y.backward(), ShapeError)
    assert.match(expected, /scalar/)
    assert.match(given, /2×3/)
    assert.match(mend, /math\.sum/)
  })

  it('a tape that an earlier backward freed, and says which result was on it', () => {
    const x = new Variable(2)
    const y = math.square(math.sin(x))
    y.backward()
    const { expected, given, mend } = refusalOf(() => y.backward(), DomainError)
    assert.match(expected, /no other backward/)
    assert.match(given, /square/)
    assert.match(mend, /keepTape/)
  })

  it('a new result that was made from one whose tape is freed', () => {
    const x = new Variable(2)
    const y = math.sin(x)
    y.backward()
    assert.match(refusalOf(() => math.square(y).backward(), DomainError).given, /sin/)
  })

  it('no second walk over a tape that was kept: gradients add up', () => {
    const x = new Variable(3)
    const y = math.square(x)
    y.backward({ keepTape: true })
    y.backward()
    assert.equal(x.grad, 12)
    assert.throws(() => y.backward(), DomainError)
  })

  const changes: Record<string, (W: Matrix) => unknown> = {
    'an update of an optimizer': (W) => new SGD({ lr: 0.1 }).update({ W }, { W: math.ones([2]) }),
    'the method set': (W) => W.set([0], 5),
    'the method subset': (W) => W.subset(math.index(1), 5 as never),
    'an assignment in an expression': (W) => math.evaluate('W[1] = 5', { W }),
    'resize in place': (W) => W.resize([3]),
    'reshape in place': (W) => (W as Matrix & { reshape(size: number[]): Matrix }).reshape([2, 1]),
  }
  for (const [name, change] of Object.entries(changes)) {
    it(`an input that was changed since, by ${name}`, () => {
      const W = tensor([1, 2], [2])
      const y = sumOfSigmoid(new Variable(W))
      change(W)
      const { expected, given, mend } = refusalOf(() => y.backward(), DomainError)
      assert.match(expected, /as it was/)
      assert.match(given, /argument 1 of sigmoid, changed in place/)
      assert.match(mend, /before the update|copy/)
    })
  }

  it('a result that was changed, and a constant', () => {
    const [x, X] = [new Variable(tensor([1, 2], [2])), tensor([3, 4], [2])]
    const h = math.sigmoid(x)
    const y = math.sum(h)
    ;(h.value as Matrix).set([0], 5)
    assert.match(refusalOf(() => y.backward(), DomainError).given, /of sum|result of sigmoid/)
    const z = math.sum(math.dotMultiply(x, X))
    X.set([1], 0)
    assert.match(refusalOf(() => z.backward(), DomainError).given, /argument 2 of dotMultiply/)
  })

  it('nothing when a matrix was changed before it was used, or used anew after', () => {
    const W = tensor([1, 2], [2])
    W.set([0], 3)
    for (let step = 0; step < 3; step++) {
      const v = new Variable(W)
      sumOfSigmoid(v).backward()
      new SGD({ lr: 0.1 }).update({ W }, { W: v.grad as Matrix })
    }
    assert.ok(W.get([0]) < 3)
  })
})

describe('large tapes', () => {
  it('a chain of 100,000 steps overflows no stack, forward, backward and differentiated twice', () => {
    const chain = (x: number, steps: number): number => {
      let y = x
      for (let i = 0; i < steps; i++) y = i % 2 ? math.sin(y) : math.add(y, 0.01)
      return y
    }
    assert.ok(Number.isFinite(grad((x: number) => chain(x, 100_000))(0.5)))
    const second = grad(grad((x: number) => chain(x, 20_000)))(0.5)
    assert.ok(Number.isFinite(second))
  })

  it('2^20 paths through diamonds take 20 steps, and 2^40 take 40', () => {
    const diamonds = (levels: number) => {
      const x = new Variable(1)
      let y = x
      for (let i = 0; i < levels; i++) y = math.add(y, y)
      y.backward()
      return x.grad
    }
    assert.equal(diamonds(20), 2 ** 20)
    assert.equal(diamonds(40), 2 ** 40)
    assert.ok(fastest(() => diamonds(20)) < 20)
  })

  it('ten times the nodes take about ten times as long, not a hundred times', () => {
    const run = (nodes: number) => () => {
      const x = new Variable(1)
      let [a, b] = [x, x]
      for (let i = 0; i < nodes / 2; i++) [a, b] = [math.add(a, b), math.dotMultiply(b, 0.5)]
      a.backward()
    }
    run(20_000)()
    assert.ok(fastest(run(100_000)) < 40 * fastest(run(10_000)) + 50)
  })
})

describe('what is kept in memory', () => {
  it('no tape when no input is a Variable', () => {
    assert.equal(typeof math.add(1, 2), 'number')
    const x = new Variable(1)
    const y = math.add(x, math.multiply(2, 3))
    assert.deepEqual(y.step?.inputs, [x, 6])
  })

  it('a tape is released when its result is, and by backward', async () => {
    const refs: WeakRef<Variable>[] = []
    const made = (walk: boolean): Variable => {
      const h = math.sin(new Variable(2))
      refs.push(new WeakRef(h))
      const y = math.square(h)
      if (walk) y.backward()
      return y
    }
    let [kept, walked]: (Variable | undefined)[] = [made(false), made(true)]
    await collectInNextTurn()
    assert.ok(refs[0].deref(), 'the tape of a result that is kept')
    assert.equal(refs[1].deref(), undefined, 'the tape that backward freed')
    assert.ok(walked?.grad)
    assert.ok(kept)
    kept = undefined
    walked = undefined
    await collectInNextTurn()
    assert.equal(refs[0].deref(), undefined, 'the tape of a result that is dropped')
  })

  it('a gradient of a function leaves nothing behind', async () => {
    const refs: WeakRef<object>[] = []
    const f = (x: number): number => {
      const y = math.sin(x)
      refs.push(new WeakRef(y as unknown as Variable))
      return math.multiply(y, y)
    }
    assert.ok(grad(grad(f))(0.3))
    await collectInNextTurn()
    assert.equal(refs[0].deref(), undefined)
  })
})

/** In a turn of its own: references end with their turn. */
async function collectInNextTurn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0))
  collect()
}
