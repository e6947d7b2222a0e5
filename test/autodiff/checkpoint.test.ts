import assert from 'node:assert/strict'
import { checkpoint, stopGradient } from '../../src/autodiff/checkpoint.js'
import { grad, valueAndGrad } from '../../src/autodiff/grad.js'
import { hessian } from '../../src/autodiff/jacobian.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { tensor } from '../../src/math/storage.js'
import type { Matrix, Value } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'

const exact = { relative: 1e-14, absolute: 1e-14 }

describe('stopGradient', () => {
  it('makes a constant of a Variable, for every level of derivatives', () => {
    const f = (x: number): number => math.multiply(math.square(x), stopGradient(x))
    assert.deepEqual(valueAndGrad(f)(3), [27, 18])
    assert.equal(grad(grad(f))(3), 6)
    const x = new Variable(3)
    math.multiply(x, stopGradient(x)).backward()
    assert.equal(x.grad, 3)
  })

  it('takes parameters, and leaves numbers and matrices as they are', () => {
    const params = { W: new Variable(math.ones([2])), b: 3 }
    const { W, b } = stopGradient(params)
    assert.ok(W instanceof Variable && W !== params.W)
    assert.equal(b, 3)
  })
})

describe('checkpoint', () => {
  const W = tensor([0.1, 0.2, -0.3, 0.4], [2, 2])
  const block = (x: Matrix, V: Matrix): Matrix => math.tanh(math.multiply(math.sin(x), V))
  const loss = (layer: typeof block) => (x: Matrix, V: Matrix) =>
    math.sum(math.square(layer(layer(layer(x, V), V), V)))

  it('changes no gradient, to second order', () => {
    const x = math.matrix([0.5, -1])
    const [plain, again] = [loss(block), loss(checkpoint(block))]
    for (const place of [0, 1] as const) {
      assertClose(grad(again, place)(x, W), grad(plain, place)(x, W), exact)
      assertClose(hessian(again, place)(x, W), hessian(plain, place)(x, W), exact)
    }
    assert.equal(again(x, W), plain(x, W))
  })

  it('sends gradients to Variables that the function uses besides its arguments', () => {
    const V = new Variable(W)
    const layer = checkpoint((x: Matrix) => block(x, V as never))
    const y = math.sum(layer(layer(math.matrix([0.5, -1]))) as unknown as Variable)
    y.backward()
    const plain = grad((v: Matrix) => math.sum(block(block(math.matrix([0.5, -1]), v), v)))
    assertClose(V.grad as Matrix, plain(W), exact)
  })

  it('calls the function again, and keeps nothing of the first call', () => {
    let calls = 0
    const f = (x: number): number => {
      calls++
      let y = x
      for (let i = 0; i < 50; i++) y = math.sin(y)
      return y
    }
    const x = new Variable(0.5)
    const y = checkpoint(f)(x as never) as unknown as Variable
    assert.deepEqual(y.step?.inputs, [x]) // one step where there were fifty
    assert.equal(calls, 1)
    y.backward()
    assert.equal(calls, 2)
    assertClose(x.grad!, grad(f)(0.5), exact)
  })

  it('is the function itself where no Variable comes in', () => {
    assert.equal(checkpoint((x: number) => math.square(x))(3), 9)
    assert.equal(typeof checkpoint((x: number): Value => x)(3), 'number')
  })

  it('refuses a function that gives no single value, and arguments that changed since', () => {
    const pair = checkpoint((x: number) => [x, x] as never)
    assert.throws(() => grad(pair)(1), DomainError)
    const [x, V] = [new Variable(math.matrix([0.5, -1])), math.clone(W)]
    const y = math.sum(checkpoint(block)(x as never, V)) as unknown as Variable
    V.set([0, 0], 5)
    assert.throws(() => y.backward(), /argument 2 of checkpoint, changed in place/)
  })

  it('refuses changes in lists and records of arguments, and in what the function closes over', () => {
    const [x, V, U] = [new Variable(math.matrix([0.5, -1])), math.clone(W), math.clone(W)]
    const nested = checkpoint((x: Matrix, layer: { weights: Matrix[]; name: string }) =>
      block(block(x, layer.weights[0]), U),
    )
    const call = () =>
      math.sum(nested(x as never, { weights: [V], name: 'a' })) as Variable | number
    for (const changed of [V, U]) {
      const y = call() as Variable
      changed.set([0, 0], 5)
      assert.throws(() => y.backward(), /changed in place/)
    }
    const y = call() as Variable
    y.backward()
    assert.ok(x.grad !== undefined)
  })
})
