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
})
