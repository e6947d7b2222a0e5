import assert from 'node:assert/strict'
import fc from 'fast-check'
import { grad, vjp } from '../../src/autodiff/grad.js'
import { hessian, hvp, jacobian, jvp } from '../../src/autodiff/jacobian.js'
import { numericalGradient } from '../../src/autodiff/numerical.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix, Value } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'

const exact = { relative: 1e-12, absolute: 1e-12 }
const W = tensor([1, 2, 3, 4, 5, 6], [2, 3])

/** From three numbers to two, not linear. */
const curved = (x: Matrix): Matrix => math.tanh(math.multiply(W, math.square(x)))
/** From two numbers to six. */
const spread = (x: Matrix): Matrix => math.sin(math.outer(x, math.matrix([1, 2, 3])))

/** The Rosenbrock function of n numbers. */
function rosenbrock(x: Matrix): number {
  const n = shape(x)[0]
  const a = math.take(x, math.arange(n - 1))
  const b = math.take(x, math.arange(1, n))
  const valley = math.sum(math.square(math.subtract(b, math.square(a))))
  return math.add(math.multiply(100, valley), math.sum(math.square(math.subtract(1, a))))
}

/** Its second derivatives by hand. */
function rosenbrockHessian(x: Float64Array): number[][] {
  const n = x.length
  const H = Array.from({ length: n }, () => new Array<number>(n).fill(0))
  for (let i = 0; i < n - 1; i++) {
    H[i][i] += 1200 * x[i] ** 2 - 400 * x[i + 1] + 2
    H[i + 1][i + 1] += 200
    H[i][i + 1] = H[i + 1][i] = -400 * x[i]
  }
  return H
}

describe('jvp', () => {
  it('gives the value and the derivative along a direction', () => {
    const [y, push] = jvp((x: number) => math.sin(x))(0.5)
    assert.equal(y, Math.sin(0.5))
    assertClose(push(2), 2 * Math.cos(0.5), exact)
    assertClose(push(3), 3 * Math.cos(0.5), exact)
  })

  it('is the limit of differences', () => {
    const [x, v] = [math.matrix([0.1, 0.3, -0.2]), math.matrix([1, -1, 0.5])]
    const [, push] = jvp(curved)(x)
    const h = 1e-6
    const ahead = (s: number) => curved(math.add(x, math.dotMultiply(s, v)))
    const difference = math.dotDivide(math.subtract(ahead(h), ahead(-h)), 2 * h)
    assertClose(push(v), difference, { relative: 1e-7, absolute: 1e-9 })
  })

  it('takes directions of several arguments and of records', () => {
    const f = ({ w, b }: { w: Matrix; b: number }, x: number) => ({
      y: math.add(math.dotMultiply(w, x), b),
      constant: 7,
    })
    const [value, push] = jvp(f, [0, 1])({ w: math.matrix([1, 2]), b: 3 }, 4)
    assert.equal(String(value.y), '[7, 11]')
    const { y, constant } = push([{ w: math.matrix([1, 0]), b: 10 }, 100])
    assert.equal(String(y), '[114, 210]')
    assert.equal(constant, 0)
  })

  it('refuses a direction of another shape', () => {
    assert.throws(() => jvp(curved)(math.ones([3]))[1](math.ones([2])), ShapeError)
  })
})

describe('jacobian', () => {
  it('has a row for each element of the result, a column for each of the argument', () => {
    const linear = (x: Matrix) => math.multiply(W, x)
    assert.equal(String(jacobian(linear)(math.ones([3]))), String(W))
    const wide = (x: Matrix) => math.multiply(math.transpose(W), x)
    assert.equal(String(jacobian(wide)(math.ones([2]))), String(math.transpose(W)))
  })

  for (const [way, f, x] of [
    ['backward', curved, [0.1, 0.3, -0.2]],
    ['forward', spread, [0.4, -0.7]],
  ] as const) {
    it(`goes ${way} when that takes fewer walks, and gives what differences give`, () => {
      const at = math.matrix([...x])
      const J = jacobian(f)(at)
      const m = flat(f(at)).length
      assert.deepEqual(shape(J), [...shape(f(at)), x.length])
      for (let i = 0; i < m; i++) {
        const element = (v: Matrix) => flat(f(v))[i]
        const row = flat(J).slice(i * x.length, (i + 1) * x.length)
        const expected = numericalGradient(element, at)
        assertClose(tensor(row, [x.length]), expected, { relative: 1e-6, absolute: 1e-8 })
      }
    })
  }

  it('gives the same both ways', () => {
    const x = tensor([0.1, 0.2, 0.3, 0.4], [2, 2])
    const f = (m: Matrix) => math.multiply(m, math.exp(m))
    const more = (m: Matrix) => math.broadcastTo(f(m), [2, 2, 2])
    const J = jacobian(f)(x)
    const both = jacobian(more)(x)
    assert.deepEqual(
      [shape(J), shape(both)],
      [
        [2, 2, 2, 2],
        [2, 2, 2, 2, 2],
      ],
    )
    assertClose(both, math.broadcastTo(J, [2, 2, 2, 2, 2]), exact)
  })

  it('has the form of numbers, records and several arguments', () => {
    assert.equal(jacobian((x: number) => math.square(x))(3), 6)
    assert.equal(String(jacobian((x: number) => math.dotMultiply(x, W))(3)), String(W))
    assert.equal(String(jacobian((x: Matrix) => math.sum(x))(W)), '[[1, 1, 1], [1, 1, 1]]')
    const f = (p: { a: number; b: Matrix }, c: number) =>
      math.dotMultiply(math.dotPow(p.a, 2), math.multiply(p.b, c))
    const [byP, byC] = jacobian(f, [0, 1])({ a: 3, b: math.matrix([1, 2]) }, 5)
    assert.equal(String(byP.a), '[30, 60]')
    assert.equal(String(byP.b), '[[45, 0], [0, 45]]')
    assert.equal(String(byC), '[9, 18]')
    const outputs = jacobian((x: number) => ({ twice: math.multiply(2, x), itself: [x] }))(1)
    assert.deepEqual(outputs, { twice: 2, itself: [1] })
  })
})

describe('hessian', () => {
  it('of the Rosenbrock function is the one by hand', () => {
    const x = math.matrix([0.3, -1.2, 0.7, 1.1])
    const H = hessian(rosenbrock)(x)
    assertClose(H, math.matrix(rosenbrockHessian(flat(x))), exact)
  })

  it('of records has a block for each pair', () => {
    const f = ({ a, b }: { a: number; b: Matrix }) =>
      math.multiply(math.dotPow(a, 3), math.sum(math.square(b)))
    const H = hessian(f)({ a: 2, b: math.matrix([1, 3]) })
    assert.equal(H.a.a, 120)
    assert.equal(String(H.a.b), '[24, 72]')
    assert.equal(String(H.b.a), '[24, 72]')
    assert.equal(String(H.b.b), '[[16, 0], [0, 16]]')
  })

  it('times a vector is hvp, which makes no Hessian', () => {
    const [x, v] = [math.matrix([0.3, -1.2, 0.7]), math.matrix([1, 2, -1])]
    const product = math.multiply(hessian(rosenbrock)(x), v)
    assertClose(hvp(rosenbrock)(x)(v), product, exact)
  })
})

describe('transformations of transformations', () => {
  it('give tanh differentiated six times as its closed form has it', () => {
    const t = (x: number) => Math.tanh(x)
    // d⁶ tanh = −16 (1 − t²) t (17 − 60 t² + 45 t⁴), from y′ = 1 − y²
    const closed = (x: number) =>
      -16 * (1 - t(x) ** 2) * t(x) * (17 - 60 * t(x) ** 2 + 45 * t(x) ** 4)
    let f = (x: number): number => math.tanh(x)
    for (let order = 0; order < 6; order++) f = grad(f)
    for (const x of [-1.5, -0.4, 0, 0.3, 0.9, 2]) {
      assertClose(f(x), closed(x), { relative: 1e-13, absolute: 1e-13 })
    }
  })

  it('compose in any order: grad of jvp, jvp of grad, jacobian of jacobian, grad of hessian', () => {
    const f = (x: number): number => math.dotPow(x, 4)
    const slope = (x: number): number => jvp(f)(x)[1](1)
    const expected = { relative: 1e-12, absolute: 0 }
    assertClose(grad(slope)(3), 108, expected)
    assertClose(jvp(grad(f))(3)[1](1), 108, expected)
    assertClose(jvp(slope)(3)[1](1), 108, expected)
    assertClose(vjp(slope)(3)[1](1), 108, expected)
    assertClose(jacobian(jacobian(f))(3), 108, expected)
    assertClose(grad(hessian(f))(3), 72, expected)
    assertClose(hessian(hessian(f))(3), 24, expected)
    assertClose(grad((x: number) => hvp(f)(x)(2))(3), 144, expected)
    const g = (x: Matrix): number => math.sum(math.dotPow(x, 3))
    const trace = (x: Matrix): number => math.sum(hessian(g)(x)) // 6 Σ x
    assert.equal(String(grad(trace)(math.matrix([1, 2]))), '[6, 6]')
    const columns = (x: Matrix): number => math.sum(math.square(jacobian(spread)(x)))
    const x = math.matrix([0.4, -0.7])
    assertClose(grad(columns)(x), numericalGradient(columns, x), { relative: 1e-6, absolute: 1e-8 })
  })

  it('stay Variables where the function uses a Variable of its own', () => {
    const w = new Variable(3)
    const J = jacobian((x: Matrix) => math.dotMultiply(w, math.square(x)))(math.matrix([1, 2]))
    math.sum(J as unknown as Variable).backward()
    assert.equal(w.grad, 6)
  })
})

describe('properties of derivatives', () => {
  const vectors = (n: number) =>
    fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n, maxLength: n })
      .map((x) => math.matrix(x))
  const inner = (a: Matrix, b: Matrix): number => math.sum(math.dotMultiply(a, b))
  const close = { relative: 1e-13, absolute: 1e-13 }

  it('⟨J v, u⟩ = ⟨v, Jᵀ u⟩', () => {
    fc.assert(
      fc.property(compositions(), vectors(3), vectors(3), vectors(3), (f, x, v, u) => {
        const forward = inner(jvp(f)(x)[1](v), u)
        assertClose(forward, inner(v, vjp(f)(x)[1](u)), close)
      }),
      { seed: 1 },
    )
  })

  it('vjp is linear in its seed', () => {
    fc.assert(
      fc.property(compositions(), vectors(3), vectors(3), vectors(3), (f, x, u, w) => {
        const [, pull] = vjp(f)(x)
        const together = pull(math.add(math.dotMultiply(2, u), w))
        assertClose(together, math.add(math.dotMultiply(2, pull(u)), pull(w)), close)
      }),
      { seed: 2 },
    )
  })

  it('a Hessian is symmetric', () => {
    fc.assert(
      fc.property(compositions(), vectors(3), (f, x) => {
        const H = hessian((v: Matrix) => math.sum(f(v)))(x)
        assertClose(H, math.transpose(H), close)
      }),
      { seed: 3, numRuns: 50 },
    )
  })

  it('the chain rule: the Jacobian of a composition is the product of the Jacobians', () => {
    fc.assert(
      fc.property(compositions(), compositions(), vectors(3), (f, g, x) => {
        const composed = jacobian((v: Matrix) => g(f(v)))(x)
        assertClose(composed, math.multiply(jacobian(g)(f(x)), jacobian(f)(x)), close)
      }),
      { seed: 4 },
    )
  })

  it('the gradient of a sum is the sum of the gradients', () => {
    fc.assert(
      fc.property(compositions(), compositions(), vectors(3), (f, g, x) => {
        const [sumF, sumG] = [f, g].map(
          (h) =>
            (v: Matrix): Value =>
              math.sum(h(v)),
        )
        const together = grad((v: Matrix): Value => math.add(sumF(v), sumG(v)))(x)
        assertClose(together, math.add(grad(sumF)(x), grad(sumG)(x)), close)
      }),
      { seed: 5 },
    )
  })
})

/** Functions from three numbers to three, composed at random of operations. */
function compositions() {
  const steps: readonly ((x: Matrix) => Matrix)[] = [
    (x) => math.tanh(x),
    (x) => math.sin(x),
    (x) => math.sigmoid(x),
    (x) => math.softmax(x),
    (x) => math.dotMultiply(x, math.exp(math.unaryMinus(x))),
    (x) => math.sqrt(math.add(math.square(x), 1)),
    (x) => math.multiply(mixing, x),
    (x) => math.subtract(x, math.mean(x)),
    (x) => math.dotDivide(x, math.add(2, math.cos(x))),
    (x) => math.take(x, [2, 0, 1]),
  ]
  return fc
    .array(fc.nat({ max: steps.length - 1 }), { minLength: 1, maxLength: 5 })
    .map((names) => (x: Matrix) => names.reduce((y, name) => steps[name](y), x))
}

const mixing = tensor(
  Float64Array.from({ length: 9 }, (_, i) => new Random(i).uniform() - 0.5),
  [3, 3],
)
