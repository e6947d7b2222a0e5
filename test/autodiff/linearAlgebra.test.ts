import assert from 'node:assert/strict'
import { grad } from '../../src/autodiff/grad.js'
import { numericalGradient } from '../../src/autodiff/numerical.js'
import { greatest } from '../../src/autodiff/ops/greatest.js'
import { sylvesterByNewton } from '../../src/autodiff/ops/sylvesterByNewton.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { count } from '../../src/math/flatStorage.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix, Value } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'
import { fastest } from './support.js'

const square = (elements: readonly number[]): Matrix => {
  const n = Math.sqrt(elements.length)
  return tensor(elements, [n, n])
}

const generator = new Random(1)
const random = (size: readonly number[]): Matrix => {
  const elements = Float64Array.from({ length: count(size) }, () => 2 * generator.uniform() - 1)
  return tensor(elements, size)
}

const weighted = (y: Value, weights: Matrix) => math.sum(math.dotMultiply(y, weights) as Variable)

/** Powers from 1 to the condition number. */
const powers = (n: number, condition: number) =>
  Array.from({ length: n }, (_, i) => condition ** (i / (n - 1)))

/** x to Q x Q with a random reflection Q, which is its own inverse. */
function reflection(n: number): (x: Matrix) => Matrix {
  const v = random([n])
  const outer = math.multiply(2 / math.dot(v, v), math.outer(v, v))
  const Q = math.subtract(math.identity(n) as Matrix, outer)
  return (x) => math.multiply(Q, math.multiply(x, Q))
}

type OfMatrix = (x: Matrix) => Value

function assertGradient(f: OfMatrix, x: Matrix, relative = 1e-6): void {
  assertClose(grad(f as never)(x) as Value, numericalGradient(f as never, x), {
    relative,
    absolute: relative,
  })
}

describe('the gradient of divide', () => {
  it('by a matrix is the sum over a stack of rows or of matrices', () => {
    const b = square([2, 1, 0, 3])
    const byB = grad((b: Matrix) => math.sum(math.divide(math.ones([2, 3, 2]) as Matrix, b)))
    const close = { relative: 1e-15, absolute: 0 }
    assertClose(byB(b), square([-1, -1, -1 / 3, -1 / 3]), close)
    for (const size of [[2], [3, 2], [2, 3, 2], [2, 1, 3, 2]]) {
      const a = random(size)
      assertGradient((b) => math.sum(math.sin(math.divide(a, b))), b)
    }
  })
})

describe('the gradient of permute', () => {
  it('takes the axes in every form that its value takes', () => {
    const x = tensor([1, 2, 3, 4, 5, 6], [1, 2, 3])
    const permute = math.permute as (x: Value, axes: unknown) => Value
    const forms: OfMatrix[] = [
      (x) => permute(x, [2, 0, 1]),
      (x) => permute(x, math.matrix([2, 0, 1])),
      (x) => math.evaluate('permute(x, [3, 1, 2])', { x }),
    ]
    const weights = tensor([1, -2, 3, 0, 5, 4], [3, 1, 2])
    for (const form of forms) {
      const found = grad((x: Matrix) => weighted(form(x), weights))(x)
      assertClose(found, tensor([1, 3, 5, -2, 0, 4], [1, 2, 3]), { relative: 0, absolute: 0 })
    }
  })
})

describe('map of nothing', () => {
  it('is nothing, as it is of a matrix without elements', () => {
    const x = new Variable(math.zeros([0, 3]) as Matrix)
    assert.deepEqual(shape(math.map(x as never, (v: number) => v) as Value), [0, 3])
  })
})

describe('the gradient of det', () => {
  const det: OfMatrix = (x) => math.det(x)
  const close = { relative: 1e-14, absolute: 1e-16 }
  const byX = grad((x: Matrix) => math.det(x))

  it('is the cofactors, near singular matrices as elsewhere', () => {
    const nearly = square([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
    assertClose(byX(nearly), square([-3, 6, -3, 6, -12, 6, -3, 6, -3].map((c) => c / 100)), close)
    // its last pivot is below 1e-15
    const pivot = square([-0.5, 0.4, 0, 0.6, 1, 0.1, 0.43, 0.09999999999999998, 0.03])
    const cofactors = [0.02, 0.025, -0.37, -0.012, -0.015, 0.222, 0.04, 0.05, -0.74]
    assertClose(byX(pivot), square(cofactors), close)
  })

  it('needs no great elements', () => {
    const small = math.dotMultiply(0.01, math.identity(9) as Matrix)
    const cofactors = math.dotMultiply(1e-16, math.identity(9) as Matrix)
    assertClose(byX(small), cofactors, { relative: 1e-14, absolute: 0 })
  })

  it('is right at every rank, and so is its own gradient', () => {
    for (const n of [4, 5]) {
      for (let rank = 0; rank <= n; rank++) {
        const x = math.multiply(random([n, rank]), random([rank, n]))
        const weights = random([n, n])
        assertGradient(det, x, 1e-8)
        assertGradient((x) => weighted(grad(det as never)(x), weights), x, 1e-8)
      }
    }
  })
})

describe('the gradient of the greatest singular value', () => {
  const norm: OfMatrix = (x) => math.norm(x)
  const byX = grad((x: Matrix) => math.norm(x))
  const diagonal = (...elements: number[]) => math.matrix(math.diag(elements) as never) as Matrix
  const close = { relative: 1e-12, absolute: 1e-12 }

  it('does not depend on the size of the elements', () => {
    const m = [2, 1, 0, 0, 1, 1, 3, 1, 0, 0, 0, 1, 4, 1, 0, 0, 0, 1, 2, 1, 1, 0, 0, 1, 1]
    const x = square(m)
    assertGradient(norm, x)
    for (const scale of [1e-200, 1e-3, 1e200]) {
      assertClose(byX(math.dotMultiply(scale, x)), byX(x), close)
    }
    assertClose(byX(diagonal(1e-200, 2e-200)), diagonal(0, 1), close)
    assertClose(byX(diagonal(1e200, 2e200)), diagonal(0, 1), close)
  })

  it('is the mean over equal singular values, as in jax', () => {
    assertClose(byX(diagonal(1, 1)), diagonal(0.5, 0.5), close)
    assertClose(byX(diagonal(2, 2, 1)), diagonal(0.5, 0.5, 0), close)
    assertClose(byX(diagonal(0, 0)), diagonal(0, 0), close)
  })

  it('has a gradient', () => {
    for (const n of [2, 3, 5]) {
      const weights = random([n, n])
      assertGradient((x) => weighted(grad(norm as never)(x), weights), random([n, n]))
    }
  })
})

describe('the gradient of sqrtm and of sylvester', () => {
  const A = square([4, 1, -3, -1, 6, 2, 3, 0, 5])

  it('is that of the equation for three rows and more', () => {
    const element = (x: Matrix) => math.subset(math.sqrtm(x), math.index(0, 1))
    assertGradient(element as OfMatrix, A, 1e-8)
    const weights = random([3, 3])
    const root: OfMatrix = (x) => weighted(math.sqrtm(x), weights)
    assertGradient((x) => weighted(grad(root as never)(x), weights), A, 1e-7)
  })

  it('is that of the eigenvalues where X is symmetric and ill-conditioned', () => {
    for (const [n, condition, relative] of [
      [40, 10, 1e-13],
      [10, 1e4, 1e-12],
    ]) {
      const turned = reflection(n)
      const d = powers(n, condition)
      const X = turned(math.diag(d) as unknown as Matrix)
      const weights = random([n, n])
      const sums = d.flatMap((di) => d.map((dj) => Math.sqrt(di) + Math.sqrt(dj)))
      const expected = turned(math.dotDivide(turned(weights), square(sums)))
      const found = grad((x: Matrix) => weighted(math.sqrtm(x), weights))(X)
      assertClose(found, expected, { relative, absolute: relative })
    }
  })

  it('takes about n³ steps', () => {
    const [short, long] = [20, 40].map((n) => {
      const root = math.add(math.dotMultiply(n, math.identity(n) as Matrix), random([n, n]))
      return fastest(() => sylvesterByNewton(root, root))
    })
    assert.ok(long < 24 * short) // n⁶ steps: 64
  })

  it('solves its equation to rounding errors where the root is not normal', () => {
    for (const condition of [10, 1e4, 1e6]) {
      for (let trial = 0; trial < 5; trial++) {
        const n = 10
        const d = powers(n, condition)
        const rows = d.map((di, i) =>
          d.map((dj, j) => (i === j ? di : i < j ? generator.normal() * Math.sqrt(di * dj) : 0)),
        )
        const [a, c] = [reflection(n)(square(rows.flat())), random([n, n])]
        const s = sylvesterByNewton(a, c)
        const left = math.subtract(c, math.add(math.multiply(a, s), math.multiply(s, a)))
        assert.ok(greatest(left) < 10 * 2 ** -52 * greatest(a) * greatest(s))
      }
    }
  })

  it('is refused for a root that is not the principal one, and NaN for a root with NaN', () => {
    const refused = { name: 'DomainError', expected: /positive real parts/ }
    for (const root of [square([1, 0, 0, -2]), square([-1, 3, 0, -2])]) {
      assert.throws(() => sylvesterByNewton(root, math.ones([2, 2])), refused)
    }
    const byX = grad((x: Matrix) => math.sum(math.sqrtm(x)))
    assert.deepEqual([...flat(byX(square([NaN, 0, 0, 1])))], Array(4).fill(NaN))
  })

  it('does not depend on the size of the elements', () => {
    const byX = grad((x: Matrix) => math.sum(math.sqrtm(x)))
    const expected = math.dotMultiply(1e-30, byX(A))
    assertClose(byX(math.dotMultiply(1e60, A)), expected, { relative: 1e-12, absolute: 0 })
  })

  it('is that of the solution, also where the value of mathjs is not', () => {
    const identity = math.identity(3) as Matrix
    const B = math.dotMultiply(2, identity)
    const [C, weights] = [random([3, 3]), random([3, 3])]
    // (A + 2 I) Y = C
    const byDivision = (a: Matrix, c: Matrix) =>
      weighted(math.multiply(math.inv(math.add(a, B)), c), weights)
    const bySylvester = (a: Matrix, c: Matrix) => weighted(math.sylvester(a, B, c), weights)
    for (const place of [0, 1]) {
      const [found, expected] = [bySylvester, byDivision].map((f) => grad(f, place)(A, C))
      assertClose(found, expected, { relative: 1e-13, absolute: 1e-14 })
    }
  })

  it('of one element is that of a number', () => {
    const byX = grad((x: Matrix) => math.sum(math.sqrtm(x)))
    for (const size of [[1], [1, 1]]) {
      assertClose(byX(tensor([4], size)), tensor([0.25], size), { relative: 1e-12, absolute: 0 })
    }
  })
})
