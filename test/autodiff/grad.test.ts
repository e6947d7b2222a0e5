import assert from 'node:assert/strict'
import fc from 'fast-check'
import { grad, valueAndGrad, vjp } from '../../src/autodiff/grad.js'
import { numericalDiff, numericalGradient } from '../../src/autodiff/numerical.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix, Value } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'

const exact = { relative: 1e-12, absolute: 1e-12 }

describe('grad', () => {
  const cubic = <T extends Value>(x: T) => math.subtract(math.dotPow(x, 3), math.multiply(3, x))

  it('gives the derivative of a function of a number', () => {
    assert.equal(grad(cubic)(2), 9)
    assert.equal(grad((x: number, y: number) => math.multiply(x, y))(2, 5), 5)
  })

  it('gives the gradient of a function of a matrix, in its shape', () => {
    const x = tensor([1, 2, 3, 4], [2, 2])
    assert.equal(grad((m: Matrix) => math.sum(math.square(m)))(x).toString(), '[[2, 4], [6, 8]]')
  })

  it('takes parameters in records and lists of any depth, and keeps their form', () => {
    const params = { scale: 3, layers: [{ W: math.matrix([1, 2]) }, { W: math.matrix([4, 5]) }] }
    const loss = ({ scale, layers: [a, b] }: typeof params): Value =>
      math.multiply(scale, math.multiply(a.W, b.W) as unknown as number)
    const [value, gradient] = valueAndGrad(loss)(params)
    assert.equal(value, 42)
    assert.equal(gradient.scale, 14)
    assert.deepEqual([...flat(gradient.layers[0].W)], [12, 15])
    assert.deepEqual([...flat(gradient.layers[1].W)], [3, 6])
  })

  it('takes the gradient by any argument, or by several, in their form', () => {
    const f = (x: number, params: { w: Matrix }, y: number): Value =>
      math.add(math.multiply(x, math.square(y)), math.sum(math.multiply(params.w, y)))
    const args = [2, { w: math.matrix([1, 4]) }, 3] as const
    assert.equal(grad(f)(...args), 9)
    assert.equal(grad(f, 2)(...args), 17)
    const [y, { w }] = grad(f, [2, 1])(...args)
    assert.equal(y, 17)
    assert.equal(w.toString(), '[3, 3]')
    assert.deepEqual(valueAndGrad(f, [0, 2])(...args), [33, [9, 17]])
  })

  it('is 0 where the function does not depend on its argument', () => {
    assert.equal(grad((_x: number) => 3)(1), 0)
    assert.equal(grad(grad((x: number) => math.multiply(3, x)))(1), 0)
    assert.equal(grad((_x: Matrix) => 3)(math.ones([2])).toString(), '[0, 0]')
  })

  it('of a gradient is the second derivative, and so on', () => {
    const sine = (x: number): number => math.sin(x)
    let derivative = sine
    for (const expected of [Math.sin(0.7), Math.cos(0.7), -Math.sin(0.7), -Math.cos(0.7)]) {
      assertClose(derivative(0.7), expected, exact)
      derivative = grad(derivative)
    }
  })

  it('keeps an inner derivative apart from an outer one', () => {
    // d/dx [x · d/dy (x + y)] = 1, where a confusion of the two would give 2
    const outer = (x: number): number =>
      math.multiply(x, grad((y: number): number => math.add(x, y))(1))
    assert.equal(grad(outer)(1), 1)
    // d/dw d/dx (w x²) = 2x, although w is a constant for the inner gradient
    const mixed = grad((w: number) =>
      grad((x: number): number => math.multiply(w, math.square(x)))(3),
    )
    assert.equal(mixed(5), 6)
  })

  it('is linear: the gradient of a sum is the sum of the gradients', () => {
    const [f, g] = [
      (x: Value) => math.sum(math.tanh(x) as Variable),
      (x: Value) => math.sum(math.exp(x) as Variable),
    ]
    fc.assert(
      fc.property(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1 }), (x) => {
        const at = math.matrix(x)
        const together = grad((v: Matrix): Value => math.add(math.multiply(2, f(v)), g(v)))(at)
        const apart = math.add(math.multiply(2, grad(f)(at) as Matrix), grad(g)(at) as Matrix)
        assertClose(together, apart, exact)
      }),
      { seed: 1 },
    )
  })

  it('agrees with mathjs’s symbolic derivative', () => {
    for (const expression of [
      'x^2 * sin(x) + exp(2x) / (1 + x^2)',
      'log(x)^3',
      'sqrt(x) * tanh(x)',
    ]) {
      const symbolic = math.derivative(expression, 'x')
      for (const x of [0.5, 1.3, 2]) {
        const byTape = grad((v: number) => math.evaluate(expression, { x: v }) as Value)(x)
        assertClose(byTape, symbolic.evaluate({ x }), exact, expression)
      }
    }
  })

  it('refuses a function that gives no number, or a parameter that is none', () => {
    assert.throws(() => grad((m: Matrix) => math.square(m))(math.ones([2])), ShapeError)
    assert.throws(() => grad((m: Matrix) => m.toString() as never)(math.ones([2])), DomainError)
    assert.throws(() => grad((_: string) => 1)('x'), DomainError)
    assert.throws(() => grad((_: { W: unknown }) => 1)({ W: null }), { given: 'W: null' })
  })

  it('refuses the value in the place of the function, and a function that returns nothing', () => {
    const value = 3 as never
    for (const call of [
      () => grad(value)(2 as never),
      () => numericalDiff(value, 2),
      () => numericalGradient(value, 2),
    ]) {
      assert.throws(call, { name: 'DomainError', expected: 'a function', given: '3' })
    }
    const forgotten = (() => undefined) as never
    assert.throws(() => grad(forgotten)(2 as never), { given: 'one that gives undefined' })
  })

  it('refuses places that are no arguments, and one place twice', () => {
    const f = (x: number, y: number) => math.multiply(x, y)
    for (const place of [2, -1, 0.5]) {
      assert.throws(() => grad(f, place as 0)(2, 3), { given: `the place ${place}` })
    }
    assert.throws(() => grad(f, [1, 0, 1])(2, 3), {
      name: 'DomainError',
      given: 'the place 1 twice',
    })
  })

  it('stays a Variable where the function uses a Variable of its own', () => {
    const w = new Variable(3)
    const slope = grad((x: number) => math.multiply(w, math.square(x)))(2) as unknown as Variable
    assert.equal(slope.value, 12)
    slope.backward()
    assert.equal(w.grad, 4)
  })
})

describe('vjp', () => {
  it('gives the value and the product of a gradient and the Jacobian', () => {
    const W = tensor([1, 2, 3, 4, 5, 6], [2, 3])
    const [y, pullback] = vjp((x: Matrix) => math.multiply(W, x))(math.matrix([1, 0, -1]))
    assert.equal(y.toString(), '[-2, -2]')
    assert.equal(pullback(math.matrix([1, 0])).toString(), '[1, 2, 3]')
    assert.equal(pullback(math.matrix([1, 10])).toString(), '[41, 52, 63]')
  })

  it('takes functions that give records and lists, some of them constants', () => {
    const f = (x: number, y: number) => ({
      product: math.multiply(x, y),
      list: [math.add(x, 1), 5],
    })
    const [value, pullback] = vjp(f, [0, 1])(2, 3)
    assert.deepEqual(value, { product: 6, list: [3, 5] })
    assert.deepEqual(pullback({ product: 1, list: [10, 100] }), [13, 2])
  })

  it('gives every gradient a matrix of its own', () => {
    const [a, b, g] = [math.ones([2]), math.ones([2]), math.ones([2])]
    const gradients = vjp((x: Matrix, y: Matrix) => math.add(x, y), [0, 1])(a, b)[1](g)
    for (const gradient of gradients) gradient.set([0], 7)
    assert.equal(String([...gradients, g]), '[7, 1],[7, 1],[1, 1]')
    const same = vjp((x: Matrix) => x)(a)[1](g)
    same.set([0], 7)
    assert.equal(String(g), '[1, 1]')
  })

  it('refuses a gradient of another shape than the value', () => {
    const [, pullback] = vjp((x: Matrix) => math.square(x))(math.ones([3]))
    assert.throws(() => pullback(math.ones([2])), ShapeError)
    assert.throws(() => pullback(1 as never), ShapeError)
  })
})
