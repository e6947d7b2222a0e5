import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix, Num } from '../../src/math/types.js'
import { matrices, matrixOf } from './arbitraries.js'
import { assertSameBits } from './kernels/sameBits.js'

const plain = create(all)

describe('functions of one matrix', () => {
  const functions = {
    abs: Math.abs,
    cos: Math.cos,
    exp: Math.exp,
    log: Math.log,
    relu: (x: number) => Math.max(x, 0),
    sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
    sign: Math.sign,
    sin: Math.sin,
    sqrt: Math.sqrt,
    square: (x: number) => x * x,
    step: (x: number) => (x > 0 ? 1 : 0),
    tanh: Math.tanh,
    unaryMinus: (x: number) => -x,
  }

  for (const [name, scalar] of Object.entries(functions)) {
    it(`${name} works element by element and keeps the shape`, () => {
      const f = math[name as keyof typeof functions]
      fc.assert(
        fc.property(matrices, (x) => {
          const y = f(x)
          assert.deepEqual(y.size(), x.size())
          flat(y).forEach((value, i) => {
            const expected = scalar(flat(x)[i])
            const near = Math.abs(value - expected) <= 1e-13 * Math.max(1, Math.abs(expected))
            assert.ok(near || Object.is(value, expected), `${name}(${flat(x)[i]}) = ${value}`)
          })
        }),
        { seed: 1 },
      )
    })
  }

  it('give NaN where a real matrix leaves the domain, while scalars become complex', () => {
    assert.deepEqual([...flat(math.sqrt(math.matrix([-1, 4])))], [Number.NaN, 2])
    assert.deepEqual([...flat(math.log(math.matrix([-1, 1])))], [Number.NaN, 0])
    assert.deepEqual([...flat(math.asin(math.matrix([2, 0])))], [Number.NaN, 0])
    assert.deepEqual([...flat(math.acosh(math.matrix([0.5, 1])))], [Number.NaN, 0])
    for (const complex of [math.sqrt(-1), math.log(-1), math.log1p(-2), math.asin(2)]) {
      assert.equal(math.typeOf(complex), 'Complex')
    }
  })

  it('are complex where mathjs itself applies them to matrices', () => {
    for (const name of ['log1p', 'log2', 'log10'] as const) {
      const real = math.matrix([0.5, 3])
      assert.deepEqual(
        flat(math[name](real)),
        flat(real).map((x) => math[name](x)),
      )
      const found = math[name](math.matrix([-2, 3]))
      assert.equal(String(found), String(plain[name](plain.matrix([-2, 3]) as never)))
    }
  })

  it('take logarithms to a base as of numbers, element by element', () => {
    const x: unknown[] = [0.5, 3, 8]
    for (const name of ['log', 'log1p'] as const) {
      const f = math[name] as (x: unknown, base: unknown) => unknown
      const ofMathjs = plain[name] as (x: unknown, base: number) => unknown
      const each = (base: number) => x.map((element) => ofMathjs(element, base))
      assert.deepEqual([...flat(f(math.matrix(x as number[]), 2) as Matrix)], each(2))
      assert.deepEqual(f(x, 10), each(10))
      const z = [math.complex(1, 2)]
      assert.equal(String(f(z, 2)), String([ofMathjs(plain.complex(1, 2), 2)]))
      const bases = [2, 10, 0.5]
      const toEach = bases.map((base) => ofMathjs(3, base))
      assert.deepEqual([...flat(f(3, math.matrix(bases)) as Matrix)], toEach)
      assert.deepEqual(f(3, bases), toEach)
      const pairs = x.map((element, i) => ofMathjs(element, bases[i]))
      assert.deepEqual([...flat(f(x, math.matrix(bases)) as Matrix)], pairs)
      assert.deepEqual(f([3, 4], Number.NaN), [Number.NaN, Number.NaN])
    }
  })

  it('keep NaN in a matrix real', () => {
    for (const name of ['log1p', 'log2', 'log10', 'log', 'asin'] as const) {
      const found = flat(math[name](math.matrix([Number.NaN, 0.5])))
      assert.deepEqual([...found], [Number.NaN, math[name](0.5)])
    }
  })

  it('take complex and other matrices as mathjs takes their elements', () => {
    const z = math.matrix([math.complex(0, Math.PI)] as never)
    assert.equal(math.format(math.exp(z), 4), '[-1]')
    assert.equal(String(math.square(math.matrix([math.fraction(1, 2)] as never))), '[1/4]')
  })

  it('take arrays, and give arrays', () => {
    const ofArrays = math as unknown as Record<string, (...args: unknown[]) => unknown>
    assert.deepEqual(ofArrays.square([1, [2, 3]].flat()), [1, 4, 9])
    assert.deepEqual(ofArrays.maximum([1, 5], [3, 2]), [3, 5])
    assert.deepEqual(ofArrays.sigmoid([[0]]), [[0.5]])
    assert.ok(math.isMatrix(ofArrays.maximum([1, 5], math.matrix([3, 2]))))
  })

  const sameBits = [
    ...([
      'exp',
      'expm1',
      'log',
      'log1p',
      'sin',
      'cos',
      'tanh',
      'sqrt',
      'cube',
      'gamma',
      'lgamma',
    ] as const),
    ...(['sigmoid', 'logSigmoid', 'softplus', 'relu', 'step', 'gelu', 'geluTanh'] as const),
    ...(['silu', 'selu', 'mish', 'softsign', 'leakyRelu', 'elu', 'erfc', 'digamma'] as const),
  ]

  it('give a scalar the same bits as an element of a matrix', () => {
    fc.assert(
      fc.property(matrixOf([200], fc.double({ min: 0, max: 40, noNaN: true })), (x) => {
        for (const name of sameBits) {
          const f = math[name] as <A extends Num>(x: A) => A
          assert.deepEqual(
            [...flat(f(x))],
            [...flat(x)].map((v) => f(v)),
            name,
          )
        }
      }),
      { seed: 1, numRuns: 20 },
    )
  })

  it('polygamma refuses an order that is no whole number from 0 on', () => {
    for (const order of [-1, 0.5, Number.NaN, 101]) {
      assert.throws(() => math.polygamma(order, math.ones([2])), DomainError)
      assert.throws(() => math.polygamma(order, 1), DomainError)
    }
    assert.ok(math.polygamma(100, 2) < 0)
  })
})

describe('activation functions', () => {
  const infinite = math.matrix([-Infinity, Infinity, Number.NaN])

  it('have their limits at infinity, and keep NaN', () => {
    const limits = {
      sigmoid: [0, 1],
      logSigmoid: [-Infinity, 0],
      softplus: [0, Infinity],
      relu: [0, Infinity],
      gelu: [0, Infinity],
      geluTanh: [0, Infinity],
      silu: [0, Infinity],
      selu: [-1.0507009873554805 * 1.6732632423543772, Infinity],
      mish: [0, Infinity],
      softsign: [-1, 1],
      elu: [-1, Infinity],
      leakyRelu: [-Infinity, Infinity],
    } as const
    for (const [name, expected] of Object.entries(limits)) {
      const f = (math as unknown as Record<string, (x: Matrix) => Matrix>)[name]
      const found = f(infinite)
      assert.deepEqual([...flat(found)], [...expected, Number.NaN], name)
    }
  })

  it('addRelu is relu of the sum, bit for bit', () => {
    const some = matrixOf([3, 100], fc.double({ min: -9 }))
    fc.assert(
      fc.property(some, matrixOf([100], fc.double({ min: -9 })), (x, b) => {
        assertSameBits(flat(math.addRelu(x, b)), flat(math.relu(math.add(x, b))))
      }),
      { seed: 1, numRuns: 20 },
    )
    assert.deepEqual([math.addRelu(-1, 3), math.addRelu(-1, 0.5)], [2, 0])
    assert.throws(() => math.addRelu(math.ones([3, 100]), math.ones([99])), ShapeError)
  })

  it('take a parameter of a number or a matrix, or their usual one', () => {
    const x = tensor([-2, 3], [2])
    assert.deepEqual([...flat(math.leakyRelu(x))], [-0.02, 3])
    assert.deepEqual([...flat(math.leakyRelu(x, 0.5))], [-1, 3])
    assert.deepEqual([...flat(math.elu(x, 2))], [2 * Math.expm1(-2), 3])
    assert.equal(math.leakyRelu(-2), -0.02)
    assert.equal(math.elu(-1), Math.expm1(-1))
    const slopes = math.leakyRelu(math.matrix([-1, -1]), math.matrix([0.1, 0.2]) as never)
    assert.deepEqual([...flat(slopes)], [-0.1, -0.2])
  })
})

describe('powers', () => {
  it('of the usual exponents are the correctly rounded operations, zeros and infinities included', () => {
    const x = math.matrix([0.1, 3, 0, -0, Infinity, 1e-300, 1e200])
    const usual: [number, (x: number) => number][] = [
      [2, (v) => v * v],
      [3, (v) => v * v * v],
      [0.5, (v) => Math.sqrt(v) + 0],
      [-1, (v) => 1 / v],
      [-0.5, (v) => 1 / (Math.sqrt(v) + 0)],
    ]
    for (const [exponent, f] of usual) {
      const expected = [...flat(x)].map(f)
      assert.deepEqual([...flat(math.dotPow(x, exponent))], expected, `${exponent}`)
      const exponents = math.dotMultiply(math.ones([7]), exponent)
      assert.deepEqual([...flat(math.dotPow(x, exponents))], expected, `a matrix of ${exponent}`)
    }
  })
})
