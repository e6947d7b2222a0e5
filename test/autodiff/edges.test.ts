import assert from 'node:assert/strict'
import { grad } from '../../src/autodiff/grad.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix, Value } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'

const close = { relative: 1e-14, absolute: 1e-14 }

describe('at the edges of their domains, derivatives', () => {
  it('of a vector over a matrix are those of an outer product', () => {
    const X = tensor([2, 1, 0, 3], [2, 2])
    const found = grad((B: Matrix) => math.sum(math.divide(math.matrix([1, 2]), B)))(X)
    assertClose(found, tensor([-1 / 6, -1 / 6, -1 / 6, -1 / 6], [2, 2]), close)
  })

  it('of a part written beyond the edge go to the part, not to the matrix', () => {
    const [x, part] = [new Variable(math.matrix([3])), new Variable(7)]
    const grown = math.subset(x as never, math.index(2), part as never) as unknown as Variable
    assert.deepEqual(grown.size(), [3])
    math.sum(grown).backward()
    assert.deepEqual(flat(x.grad as Matrix), flat(math.matrix([1])))
    assert.equal(part.grad, 1)
    const more = () => math.subset(x as never, math.index(0, 2), 7 as never)
    assert.throws(
      more,
      (error: Error) => error instanceof ShapeError && /2 axes/.test(String(error)),
    )
  })

  it('of where are 0 for what is not chosen, however steep the rest is', () => {
    const condition = math.larger(math.matrix([1, 0]), 0.5)
    const f = (a: Matrix, b: Matrix): Value => math.sum(math.sqrt(math.where(condition, a, b)))
    const [byA, byB] = grad(f, [0, 1])(math.matrix([0, 4]), math.matrix([9, 0]))
    assert.deepEqual([...flat(byA)], [Infinity, 0])
    assert.deepEqual([...flat(byB)], [0, Infinity])
  })

  it('of a power of a number by its exponent are real: NaN below 0, and 0 at 0', () => {
    const both = grad((a: number, b: number) => math.pow(a, b) as number, [0, 1])
    assert.deepEqual(both(-2, 2), [-4, Number.NaN])
    assert.deepEqual(both(0, 2), [0, 0])
    const dotted = grad((a: number, b: number) => math.dotPow(a, b), [0, 1])
    assert.deepEqual(dotted(-2, 2), [-4, Number.NaN])
  })

  for (const name of ['sum', 'mean', 'max', 'min', 'prod', 'variance', 'std', 'median'] as const) {
    it(`of ${name} of numbers are refused where anything but a number follows`, () => {
      const f = math[name] as (...args: unknown[]) => Value
      const x = new Variable(0.8)
      for (const other of [[0, 1], math.ones([2]), new Variable(math.ones([2])), 'biased']) {
        const call = () => f(x, other)
        assert.throws(
          call,
          (error) => error instanceof DomainError && /argument 2/.test(`${error}`),
        )
      }
      assert.doesNotThrow(() => f(x, 2, new Variable(3)))
    })
  }

  it('of the spread of equal numbers are 0, as those of equal elements', () => {
    const spread = grad((a: number, b: number) => math.std(a, b) as number, [0, 1])
    assert.deepEqual(spread(2, 2), [0, 0])
  })

  it('of a norm of any degree leave its value and its checks as they are', () => {
    const large = tensor([1e200, 1e200], [2])
    assert.equal(math.norm(new Variable(large), 3).value, math.norm(large, 3))
    assertClose(
      grad((x: Matrix) => math.norm(x, 3))(large),
      tensor([2 ** (-2 / 3), 2 ** (-2 / 3)], [2]),
      close,
    )
    for (const p of [0, Number.NaN]) {
      assert.throws(() => math.norm(new Variable(large), p, 0), DomainError)
    }
    const cube = new Variable(math.ones([2, 2, 2]))
    for (const p of [1, 3, Infinity]) assert.throws(() => math.norm(cube, p), ShapeError)
  })

  it('of csch are 0, not NaN, where sinh overflows', () => {
    assert.equal(grad((x: number) => math.csch(x) as number)(800) + 0, 0)
  })

  it('of choices compare infinities, and do not subtract them', () => {
    const larger = grad((x: number, y: number) => math.maximum(x, y), [0, 1])
    assert.deepEqual(larger(-Infinity, -Infinity), [0.5, 0.5])
    assert.deepEqual(larger(Infinity, -Infinity), [1, 0])
    const clipped = grad((x: number) => math.clip(x, -Infinity, Infinity))
    assert.deepEqual([-Infinity, 2, Infinity].map(clipped), [1, 1, 1])
  })

  it('of logSumExp are 0 in a row of −∞, and shares in the others', () => {
    const x = tensor([-Infinity, -Infinity, 1, 1], [2, 2])
    const found = grad((x: Matrix) => math.sum(math.logSumExp(x, 1)))(x)
    assertClose(found, tensor([0, 0, 0.5, 0.5], [2, 2]), close)
  })

  it('of roots at 0 are 1 for the first and infinite for the others', () => {
    const slope = (n: number) => grad((x: number) => math.nthRoot(x, n) as number)(0)
    assert.deepEqual([1, 2, 3].map(slope), [1, Infinity, Infinity])
  })

  it('of a matrix of one element are there, as the empty determinant is 1', () => {
    const X = tensor([-3], [1, 1])
    assertClose(grad((X: Matrix) => math.norm(X))(X), tensor([-1], [1, 1]), close)
    const zero = tensor([0], [1, 1])
    assertClose(grad((X: Matrix) => math.det(X))(zero), tensor([1], [1, 1]), close)
  })

  it('of nothing repeated are 0, and those of a squeezed number are its own', () => {
    const x = math.ones([2, 3]) as Matrix
    for (const axis of [[], [0], [1]] as [number?][]) {
      const found = grad((x: Matrix) => math.sum(math.repeat(x, 0, ...(axis as []))))(x)
      assertClose(found, math.zeros([2, 3]) as Matrix, close)
    }
    const number = new Variable(3)
    math.square(math.squeeze(number)).backward()
    assert.equal(number.grad, 6)
  })

  it('are refused before they fail: a bad axis of concat, and kron of a stack', () => {
    const x = new Variable(math.ones([2, 2]))
    assert.throws(() => math.concat(x, 7), ShapeError)
    const cube = new Variable(math.ones([2, 2, 2]))
    const product = () => math.kron(cube, math.ones([2, 2]) as never)
    assert.throws(product, (error) => error instanceof ShapeError && /2×2×2/.test(`${error}`))
  })
})

describe('nothing at all', () => {
  const names = ['conj', 're', 'unaryPlus', 'round', 'floor', 'ceil', 'fix', 'factorial'] as const
  type Function = (...args: unknown[]) => Variable
  const functions = math as unknown as Record<string, Function>
  const calls: Record<string, (x: Variable) => Variable> = {
    ...Object.fromEntries(names.map((name) => [name, (x: Variable) => functions[name](x)])),
    mod: (x) => functions.mod(x, 2),
    atan2: (x) => functions.atan2(x, 2),
    nthRoot: (x) => functions.nthRoot(x, 3),
    'reading no places': (x) => functions.subset(x, math.index([] as never, [0, 1] as never)),
  }
  for (const [name, f] of Object.entries(calls)) {
    it(`has a value and a gradient: ${name}`, () => {
      const x = new Variable(tensor([], [0, 2]))
      const y = name === 'reading no places' ? f(new Variable(math.ones([2, 2]))) : f(x)
      assert.equal(flat(y.value as Matrix).length, 0)
      math.sum(f(x)).backward()
      assert.deepEqual((x.grad as Matrix).size(), [0, 2])
      assert.equal(flat(math.exp(x.value) as Matrix).length, 0) // still one of numbers
    })
  }
})

describe('arrays beside a Variable', () => {
  const V = new Variable(math.matrix([1, 2]))
  const value = (y: unknown) => (y as Variable).value.valueOf()
  const { kron, concat, subset, cumsum } = math as unknown as Record<
    string,
    (...args: unknown[]) => unknown
  >

  it('are matrices', () => {
    assert.deepEqual(value(kron(V, [[1, 2]])), [[1, 2, 2, 4]])
    assert.deepEqual(value(concat([3], V, V)), [3, 1, 2, 1, 2])
    assert.deepEqual(value(concat(V, V, [3])), [1, 2, 1, 2, 3])
    assert.deepEqual(value(subset([1, 2, 3], math.index(1), new Variable(7))), [1, 7, 3])
  })

  it('come of a number, as in mathjs: cumsum', () => {
    const x = new Variable(3)
    const y = cumsum(x) as Variable
    assert.deepEqual(value(y), cumsum(3))
    math.sum(y).backward()
    assert.equal(x.grad, 1)
  })
})
