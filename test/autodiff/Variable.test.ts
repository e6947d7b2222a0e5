import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Operators, operations } from '../../src/autodiff/op.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, flips, shape, tensor } from '../../src/math/storage.js'
import type { Matrix, Num } from '../../src/math/types.js'

describe('a Variable', () => {
  it('holds its value and its name, and prints both with the gradient', () => {
    const x = new Variable(2, 'x')
    assert.equal(x.value, 2)
    assert.equal(String(x), 'x = Variable(2)')
    math.square(x).backward()
    assert.equal(String(x), 'x = Variable(2, grad 4)')
    assert.equal(String(new Variable(math.ones([2, 2]))), 'Variable(2×2, [[1, 1], [1, 1]])')
    const ones = (n: number) => String(new Variable(math.ones([n])))
    assert.equal(ones(20), `Variable([20], [${Array(20).fill(1).join(', ')}])`)
    assert.equal(ones(21), `Variable([21], [${Array(20).fill(1).join(', ')},…)`)
  })

  it('knows its size', () => {
    assert.deepEqual(new Variable(2).size(), [])
    assert.deepEqual(new Variable(math.ones([2, 3])).size(), [2, 3])
    assert.deepEqual(shape(new Variable(math.ones([2, 3]))), [2, 3])
  })

  it('has the operators as methods', () => {
    const x = new Variable(3)
    const y = x.add(1).subtract(2).multiply(x).dotMultiply(2).dotDivide(4).dotPow(2).unaryMinus()
    y.backward() // −(x(x − 1)/2)² has the derivative −(2x³ − 3x² + x)/2
    assert.equal(y.value, -9)
    assert.equal(x.grad, -15)
  })

  it('has every operation as a method, and every method is an operation', () => {
    const methods = Object.getOwnPropertyNames(Operators.prototype).filter(
      (n) => n !== 'constructor',
    )
    assert.deepEqual(methods.sort(), [...operations.keys()].sort())
    const x = new Variable(math.matrix([1, 2, 4]))
    const y = x.reshape([1, 3]).sum(1).sqrt().sum().subset
    assert.equal(typeof y, 'function')
    const z = x
      .max(0)
      .add(x.sum())
      .add(x.take([0]).sum())
    z.backward()
    assert.equal(String(x.grad), '[2, 1, 2]')
  })

  it('adds the gradients of several walks until zeroGrad', () => {
    const x = new Variable(3)
    math.square(x).backward()
    math.square(x).backward()
    assert.equal(x.grad, 12)
    x.zeroGrad()
    assert.equal(x.grad, undefined)
  })

  it('leaves gradients on the way, which the notes write below the arrows', () => {
    const [apples, price, tax] = [2, 100, 1.1].map((value) => new Variable(value))
    const sum = apples.multiply(price)
    sum.multiply(tax).backward()
    assert.deepEqual([sum.grad, tax.grad, price.grad], [1.1, 200, 2.2])
  })

  it('begins anew when detached, under its name', () => {
    const x = new Variable(3, 'x')
    const y = math.square(x).detach()
    assert.equal(x.detach().name, 'x')
    math.square(y).backward()
    assert.equal(y.grad, 18)
    assert.equal(x.grad, undefined)
  })

  it('takes no value that has no real derivative', () => {
    const values = [
      'a',
      undefined,
      null,
      true,
      math.complex(1, 2),
      math.matrix([math.complex(1, 2)]),
    ]
    for (const value of [...values, math.larger(math.ones([2]), 0), math.sparse([[1]]), [1, 2]]) {
      assert.throws(() => new Variable(value as Num), DomainError)
    }
  })

  it('takes part in expressions, also where they index', () => {
    const W = new Variable(tensor([1, 2, 3, 4, 5, 6], [2, 3]))
    const scope = { W }
    const y = math.evaluate("sum(W[1, :]) * W[2, 3] + sum(sum(W, 1).^2) + sum(W')", scope)
    y.backward()
    // 1 everywhere; 2·(column sum) everywhere; W[2, 3] = 6 more in row 1;
    // the sum of row 1 at (2, 3)
    assert.deepEqual(W.grad?.toString(), '[[17, 21, 25], [11, 15, 25]]')
  })

  it('takes arrays and sparse matrices beside it as constants', () => {
    const W = new Variable(math.matrix([1, 2]))
    const sparse = math.sparse([
      [0, 3],
      [1, 0],
    ])
    const y = math.sum(math.dotMultiply(W, [4, 5] as never) as Variable)
    y.add(math.sum(math.multiply(sparse as never, W) as Variable)).backward()
    assert.equal(String(W.grad), '[5, 8]')
  })

  it('can be written into by an expression, which gives a new Variable', () => {
    const W = new Variable(math.ones([2, 2]))
    const scope: { W: Variable; a: Variable } = { W, a: new Variable(5) }
    math.evaluate('W[1, 1] = a', scope)
    assert.equal(W.value.toString(), '[[1, 1], [1, 1]]')
    assert.equal(scope.W.value.toString(), '[[5, 1], [1, 1]]')
    math.sum(math.dotMultiply(scope.W, tensor([1, 2, 3, 4], [2, 2]))).backward()
    assert.equal(scope.a.grad, 1)
    assert.equal(W.grad?.toString(), '[[0, 2], [3, 4]]')
  })
})

describe('backward', () => {
  it('also starts from a matrix of one element', () => {
    const x = new Variable(math.ones([1, 1]))
    math.multiply(x, 3).backward()
    assert.equal(x.grad?.toString(), '[[3]]')
  })

  it('refuses misspelt options, and frees nothing then', () => {
    const x = new Variable(3)
    const y = math.square(x)
    const refuses = (options: unknown, given: string) =>
      assert.throws(() => y.backward(options as never), { name: 'DomainError', given })
    refuses({ keeptape: true }, 'the option keeptape')
    refuses(null, 'null')
    refuses({ keepTape: 1 }, 'keepTape: 1')
    y.backward({})
    assert.equal(x.grad, 6)
  })

  it('makes no switch of storage in a training step', () => {
    const step = mlpStep()
    step()
    const before = flips()
    for (let i = 0; i < 5; i++) step()
    assert.equal(flips(), before)
  })

  it('gives every Variable a gradient of its own', () => {
    const [a, b] = [new Variable(math.ones([2])), new Variable(math.ones([2]))]
    math.sum(math.add(a, b)).backward()
    flat(a.grad as Matrix).fill(7)
    assert.equal(String(b.grad), '[1, 1]')
  })
})

/** One step of a small network, all in operations. */
function mlpStep(): () => void {
  const filled = (size: number[]) =>
    tensor(
      Float64Array.from({ length: size[0] * (size[1] ?? 1) }, (_, i) => Math.sin(i)),
      size,
    )
  const [x, t] = [filled([5, 4]), math.oneHot([0, 1, 2, 0, 1], 3)]
  let params = { W1: filled([4, 6]), b1: filled([6]), W2: filled([6, 3]), b2: filled([3]) }
  return () => {
    const v = {
      W1: new Variable(params.W1),
      b1: new Variable(params.b1),
      W2: new Variable(params.W2),
      b2: new Variable(params.b2),
    }
    const h = math.sigmoid(math.add(math.multiply(x, v.W1), v.b1))
    const scores = math.add(math.multiply(h, v.W2), v.b2)
    const loss = math.unaryMinus(
      math.mean(math.sum(math.dotMultiply(t, math.logSoftmax(scores)), 1)),
    )
    loss.backward()
    const moved = (p: Variable): Matrix =>
      math.subtract(p.value as Matrix, math.dotMultiply(0.1, p.grad as Matrix))
    params = { W1: moved(v.W1), b1: moved(v.b1), W2: moved(v.W2), b2: moved(v.b2) }
    assert.ok(flat(params.W1).every(Number.isFinite))
  }
}

describe('what a reader reads first', () => {
  it('is under 400 lines: Variable, op, backward and grad', () => {
    const lines = ['Variable', 'op', 'backward', 'grad'].map((name) => {
      const file = new URL(`../../src/autodiff/${name}.ts`, import.meta.url)
      return readFileSync(file, 'utf8').trimEnd().split('\n').length
    })
    const total = lines.reduce((a, b) => a + b)
    assert.ok(total < 400, `${total} lines`)
  })
})
