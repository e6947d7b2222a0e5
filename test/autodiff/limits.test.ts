import assert from 'node:assert/strict'
import { grad } from '../../src/autodiff/grad.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { isPlain } from '../../src/math/plainMode.js'
import { Random } from '../../src/math/random.js'
import { flat, tensor } from '../../src/math/storage.js'
import { type Matrix, type Value, valueIn } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'
import { fastest } from './support.js'

const close = { relative: 1e-14, absolute: 0 }

const vector = (...elements: number[]) => tensor(elements, [elements.length])

/** The gradients of the sum of f(x), and of the sum of that gradient. */
function bothOrders(f: (x: Matrix) => Value) {
  const first = grad((x: Matrix) => math.sum(f(x) as Matrix))
  return [first, grad((x: Matrix) => math.sum(first(x)))] as const
}

describe('at NaN, at infinity and where products vanish, derivatives', () => {
  it('of roots of several degrees are those of each', () => {
    const [first, second] = bothOrders((x) => math.nthRoot(x, vector(2, 3) as never) as Value)
    assertClose(first(vector(4, 8)), vector(1 / 4, 1 / 12), close)
    assertClose(second(vector(4, 8)), vector(-1 / 32, -1 / 144), close)
  })

  it('of a norm of negative degree are 0 where it is 0, beside the smallest elements too', () => {
    for (const degree of [-1, -2]) {
      const [first, second] = bothOrders((x) => math.norm(x, degree))
      for (const x of [vector(0, 3), vector(0, 0)]) {
        assert.deepEqual([...flat(first(x)), ...flat(second(x))], [0, 0, 0, 0])
      }
      assert.deepEqual([...flat(first(vector(0, 1e-200)))], [0, 0])
    }
    const rows = grad((x: Matrix) => math.sum(math.norm(x, -1, 1)))(tensor([0, 3, 2, 2], [2, 2]))
    assertClose(rows, tensor([0, 0, 1 / 4, 1 / 4], [2, 2]), close)
  })

  it('of a power of NaN are NaN, not complex', () => {
    const [first, second] = bothOrders((x) => math.dotPow(x, vector(2, 2)))
    assert.deepEqual([...flat(first(vector(NaN, 1)))], [NaN, 2])
    assert.deepEqual([...flat(second(vector(3, 1)))], [2, 2])
    for (const power of [math.pow, math.dotPow] as ((a: number, b: number) => number)[]) {
      const byExponent = grad((x: number) => power(2, x))
      assert.equal(byExponent(NaN), NaN)
      assert.deepEqual(grad(power, [0, 1])(NaN, 2), [NaN, NaN])
      assert.deepEqual(grad(power, [0, 1])(0.5, NaN), [NaN, NaN])
    }
    const both = grad((a: Matrix, b: Matrix) => math.sum(math.dotPow(a, b)), [0, 1])
    const [byBase, byExponent] = both(vector(NaN, 0, 2), vector(2, 0, 2))
    assert.deepEqual([...flat(byBase)], [NaN, 0, 4])
    assert.deepEqual([...flat(byExponent)], [NaN, 0, 4 * Math.LN2])
  })

  if (!isPlain) {
    it('of real powers are of real values: only a negative base to a fraction is complex', () => {
      const elements = (x: unknown) => [...flat(x as Matrix)]
      for (const fraction of [0.5, -0.5, 0.3]) {
        assert.deepEqual(elements(math.dotPow(vector(NaN, 1), fraction)), [NaN, 1])
      }
      assert.deepEqual(elements(math.dotPow(vector(NaN, 4), 0.5)), [NaN, 2])
      assert.deepEqual(elements(math.dotPow(vector(-4, 4), NaN)), [NaN, NaN])
      assert.deepEqual(elements(math.dotPow(NaN, vector(0.5, 0))), [NaN, 1])
      assert.equal(
        math.typeOf(math.subset(math.dotPow(vector(-4, 4), 0.5), math.index(0))),
        'Complex',
      )
    })
  }

  it('at NaN are NaN for a number as in a matrix, where mathjs answers a number by a complex one', () => {
    const functions = ['acos', 'acosh', 'acoth', 'acsc', 'asec', 'asech', 'asin', 'atanh']
    const logarithms = ['log', 'log10', 'log1p', 'log2']
    const f = math as unknown as Record<string, (...args: unknown[]) => Value>
    const calls: Record<string, (x: Value) => Value> = {
      'log to the base 2': (x) => f.log(x, 2),
      'log1p to the base 2': (x) => f.log1p(x, 2),
      'log to a base': (x) => f.log(2, x),
      'log1p to a base': (x) => f.log1p(2, x),
      'the root': (x) => f.dotPow(x, 0.5),
    }
    for (const name of [...functions, ...logarithms]) calls[name] = (x) => f[name](x)
    for (const [name, call] of Object.entries(calls)) {
      const [first, second] = bothOrders(call as (x: Matrix) => Value)
      const ofNumber = grad(call as (x: number) => Value)
      assert.deepEqual(
        [ofNumber(Number.NaN), grad(ofNumber)(Number.NaN)],
        [Number.NaN, Number.NaN],
        name,
      )
      assert.deepEqual([...flat(first(vector(NaN)))], [NaN], name)
      assert.deepEqual([...flat(second(vector(NaN)))], [NaN], name)
    }
    for (const name of ['log', 'log1p']) {
      assert.equal(valueIn(f[name](new Variable(2), Number.NaN)), NaN)
      assert.deepEqual(
        [...flat(valueIn(f[name](new Variable(vector(2)), Number.NaN)) as Matrix)],
        [NaN],
      )
    }
    assert.throws(() => math.log(new Variable(-1)), { name: 'DomainError', expected: /real/ })
  })

  it('of elu, selu and leakyRelu at infinity are those of the right side', () => {
    const [elu, selu, leaky] = [math.elu, math.selu, math.leakyRelu].map((f) => {
      const first = grad((x: number) => f(x) as number)
      return [first(Infinity), grad(first)(Infinity) + 0]
    })
    assert.deepEqual(
      [elu, selu, leaky],
      [
        [1, 0],
        [1.0507009873554805, 0],
        [1, 0],
      ],
    )
    const bySlope = grad((x: Matrix, a: number) => math.sum(math.leakyRelu(x, a)), 1)
    assert.equal(bySlope(vector(Infinity, 2), 0.1), 0)
    assert.deepEqual([bySlope(vector(NaN, 2), 0.1), bySlope(vector(-3, 2), 0.1)], [NaN, -3])
    assert.equal(grad((a: number) => math.elu(Infinity, a))(0.5), 0)
  })

  it('through relu are 0 where it is 0, however steep the rest is', () => {
    const root = grad((x: number) => math.sqrt(math.relu(x)) as number)
    assert.deepEqual([-1, 0, 4].map(root), [0, 0, 0.25])
    assert.deepEqual([root(NaN), grad(root)(-1), grad(root)(4)], [NaN, 0, -1 / 32])
    const [first, second] = bothOrders((x) => math.sqrt(math.relu(x)) as Value)
    assert.deepEqual([...flat(first(vector(-1, 4, 0, NaN)))], [0, 0.25, 0, NaN])
    assert.deepEqual([...flat(second(vector(-1, 4, 0)))], [0, -1 / 32, 0])
  })

  it('of a product that vanishes or is infinite are products of the others', () => {
    const [first, second] = bothOrders((x) => math.prod(x))
    assertClose(first(vector(1e-200, 1e-200, 1e250)), vector(1e50, 1e50, 0), close)
    assertClose(first(vector(1e-160, 1e-160, 3)), vector(3e-160, 3e-160, 1e-320), close)
    assert.deepEqual([...flat(first(vector(Infinity, 2, 3)))], [6, Infinity, Infinity])
    assert.deepEqual([...flat(first(vector(1e200, 1e200, 1e-300)))], [1e-100, 1e-100, Infinity])
    assert.deepEqual([...flat(first(vector(NaN, 2, 3)))], [6, NaN, NaN])
    assertClose(second(vector(1e-200, 1e-200, 3)), vector(3, 3, 2e-200), close)
    const rows = grad((x: Matrix) => math.sum(math.prod(x, 1)))(
      tensor([1e-200, 1e-200, 2, 3], [2, 2]),
    )
    assertClose(rows, tensor([1e-200, 1e-200, 3, 2], [2, 2]), close)
  })

  it('of a product are those of a plain loop, to second order, with any number of zeros', () => {
    /** The product of all elements but those at some places. */
    const without = (x: readonly number[], ...left: readonly number[]) =>
      x.reduce((product, element, i) => (left.includes(i) ? product : product * element), 1) + 0
    const [first, second] = bothOrders((x) => math.prod(x))
    const random = new Random(5)
    for (let n = 1; n <= 9; n++) {
      for (const zeros of [0, 1, 2, 3]) {
        const [elements, places] = [random.integers(n, { low: 1, high: 5 }), random.permutation(n)]
        const x = Array.from(elements, (element, i) => (places[i] < zeros ? 0 : element))
        const slopes = x.map((_, i) => without(x, i))
        const curvatures = x.map((_, i) => {
          const others = x.map((_, j) => (j === i ? 0 : without(x, i, j)))
          return others.reduce((a, b) => a + b)
        })
        const close = { relative: 1e-14, absolute: 1e-13 }
        assertClose(first(vector(...x)), vector(...slopes), close)
        assertClose(second(vector(...x)), vector(...curvatures), close)
      }
    }
    const rows = grad((x: Matrix) => math.sum(math.prod(x, [0, 2]) as Matrix))
    const cube = tensor([0, 2, 3, 5, 7, 0, 1, 4], [2, 2, 2])
    assertClose(rows(cube), tensor([0, 0, 20, 12, 0, 0, 60, 15], [2, 2, 2]), close)
  })

  it('of a product are in the range of numbers where its parts are not', () => {
    const first = grad((x: Matrix) => math.prod(x))
    const [large, small] = [2 ** 700, 2 ** -700]
    const x = [large, large, large, small, small, small]
    for (const elements of [x, [...x].reverse(), [...x, 0]]) {
      const product = elements.includes(0) ? 0 : 1
      const expected = elements.map((element) => (element === 0 ? 1 : product / element))
      assert.deepEqual([...flat(first(vector(...elements)))], expected)
    }
  })

  it('of a product are right to second order where products of some factors are 0 or infinite', () => {
    const [, second] = bothOrders((x) => math.prod(x))
    assert.deepEqual([...flat(second(vector(Infinity, Infinity, 3)))], Array(3).fill(Infinity))
    assert.deepEqual([...flat(second(vector(0, Infinity, 2)))], [Infinity, 2, Infinity])
    const curvatures = second(vector(0, 1e-300, 1e200, 1e-300, 1e200))
    assertClose(curvatures, vector(2e100, 1e100, 0, 1e100, 0), close)
  })

  it('of a product of n factors take about n steps', () => {
    const first = grad((x: Matrix) => math.prod(x))
    const signs = (n: number) =>
      vector(...Array.from({ length: n }, (_, i) => (i === 7 ? 0 : i % 2 === 0 ? 1 : -1)))
    const found = flat(first(signs(20000)))
    assert.deepEqual([found[7], found.filter((g) => g !== 0).length], [-1, 1])
    const [short, long] = [signs(10000), signs(80000)].map((x) => fastest(() => first(x)))
    assert.ok(long < 32 * short) // n² steps: 64
  })
})
