import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { broadcastSize } from '../../src/math/shapes.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix, Num } from '../../src/math/types.js'
import { broadcastingPairs, matrices, matrixOf } from './arbitraries.js'

const plain = create(all)

/** The element of m that a broadcast puts at this index of the result. */
function broadcastElement(m: Matrix, index: readonly number[]): number {
  const own = index.slice(index.length - m.size().length)
  return m.get(own.map((i, d) => (m.size()[d] === 1 ? 0 : i)))
}

/** Every index of a size, in row-major order. */
function indices(size: readonly number[]): number[][] {
  return size.reduce<number[][]>(
    (heads, length) => heads.flatMap((head) => Array.from({ length }, (_, i) => [...head, i])),
    [[]],
  )
}

const pairs = {
  add: (x: number, y: number) => x + y,
  subtract: (x: number, y: number) => x - y,
  dotMultiply: (x: number, y: number) => x * y,
  dotDivide: (x: number, y: number) => x / y,
  maximum: Math.max,
  minimum: Math.min,
}

describe('functions of pairs', () => {
  for (const [name, scalar] of Object.entries(pairs)) {
    const f = math[name as keyof typeof pairs]

    it(`${name} stretches axes of length 1 and missing axes, as NumPy does`, () => {
      fc.assert(
        fc.property(broadcastingPairs, ([a, b]) => {
          const c = f(a, b)
          assert.deepEqual(c.size(), broadcastSize(a.size(), b.size(), name))
          for (const index of indices(c.size())) {
            const expected = scalar(broadcastElement(a, index), broadcastElement(b, index))
            assert.equal(c.get(index), expected)
          }
        }),
        { seed: 1 },
      )
    })

    it(`${name} takes a number on either side`, () => {
      fc.assert(
        fc.property(matrices, fc.double({ noNaN: true }), (a, k) => {
          assert.deepEqual(
            flat(f(a, k)),
            flat(a).map((x) => scalar(x, k)),
          )
          assert.deepEqual(
            flat(f(k, a)),
            flat(a).map((x) => scalar(k, x)),
          )
        }),
        { seed: 1 },
      )
    })

    it(`${name} refuses shapes that do not fit`, () => {
      assert.throws(
        () => f(math.ones([2, 3]), math.ones([2])),
        (error: unknown) => {
          assert.ok(error instanceof ShapeError && error instanceof RangeError)
          assert.equal(error.where, `math.${name}`)
          assert.match(error.given, /2×3 and \[2\]/)
          return true
        },
      )
    })
  }

  it('leave their arguments as they were', () => {
    const [a, b] = [tensor([1, 2], [2]), tensor([3, 4], [2])]
    math.add(a, b)
    math.unaryMinus(a)
    assert.deepEqual([...flat(a), ...flat(b)], [1, 2, 3, 4])
  })

  it('have mathjs’s complex power where a fraction of a negative number is asked for', () => {
    const x = math.matrix([-8, 4])
    assert.equal(
      math.format(math.dotPow(x, 0.5), 4),
      plain.format(plain.dotPow(plain.matrix([-8, 4]), 0.5), 4),
    )
    assert.deepEqual([...flat(math.dotPow(x, 2))], [64, 16])
    assert.deepEqual([...flat(math.dotPow(2, math.matrix([-1, 3])))], [0.5, 8])
  })
})

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

describe('choices between elements', () => {
  it('where takes x or y, broadcasts all three, and never mixes in the other', () => {
    const condition = math.larger(math.matrix([[1], [-1]]), 0)
    const chosen = math.where(condition, math.matrix([1, Number.NaN]), math.matrix([-0, Infinity]))
    assert.deepEqual(chosen.toArray(), [
      [1, Number.NaN],
      [-0, Infinity],
    ])
    assert.equal(String(math.where(condition, condition, condition)), '[[true], [false]]')
    assert.equal(String(math.where(math.matrix([1, 0, Number.NaN]), 7, 8)), '[7, 8, 8]')
    assert.deepEqual(math.where(tensor([], [0, 1]), math.ones([3]), 1).size(), [0, 3])
    assert.throws(() => math.where(condition, math.ones([3]), math.ones([2])), ShapeError)
  })

  it('clip keeps elements between bounds, which may be matrices, and NaN', () => {
    const x = math.matrix([-2, 0.5, 3, Number.NaN])
    assert.deepEqual([...flat(math.clip(x, 0, 1))], [0, 0.5, 1, Number.NaN])
    const low = math.matrix([-1, 1, -1, 0])
    assert.deepEqual([...flat(math.clip(x, low, 2))], [-1, 1, 2, Number.NaN])
    assert.equal(math.clip(5, 0, 1), 1)
    assert.throws(() => math.clip(x, 1, 0), DomainError)
    assert.throws(() => math.clip(x, low, 0.5), DomainError)
    assert.throws(() => math.clip(x, 0, Number.NaN), DomainError)
    assert.throws(() => math.clip(x, math.zeros([3]), 1), ShapeError)
  })

  it('polygamma refuses an order that is no whole number from 0 on', () => {
    for (const order of [-1, 0.5, Number.NaN, 101]) {
      assert.throws(() => math.polygamma(order, math.ones([2])), DomainError)
    }
  })
})

describe('truth values', () => {
  const values = fc.constantFrom(0, -0, 1, -2, Number.NaN, Infinity)

  it('are those of mathjs, in matrices of Booleans that multiply as 0 and 1', () => {
    fc.assert(
      fc.property(matrixOf([2, 3], values), matrixOf([3], values), (a, b) => {
        const [x, y] = [a, b].map((m) => plain.matrix(m.toArray() as number[][]))
        for (const name of ['and', 'or', 'xor'] as const) {
          assert.equal(String(math[name](a, b)), String(plain[name](x as never, y as never)), name)
          assert.equal(String(math[name](2, b)), String(plain[name](2, y as never)), name)
        }
        for (const name of ['not', 'isNaN', 'isFinite'] as const) {
          const ofMathjs = plain as unknown as Record<string, (x: unknown) => unknown>
          assert.equal(String(math[name](a)), String(ofMathjs[name](x)), name)
        }
      }),
      { seed: 1 },
    )
    const mask = math.not(math.matrix([0, 5]))
    assert.deepEqual([...flat(math.dotMultiply(mask, math.matrix([3, 4])))], [3, 0])
  })
})

describe('comparisons', () => {
  const names = ['equal', 'unequal', 'larger', 'largerEq', 'smaller', 'smallerEq'] as const
  const near = fc.constantFrom(1, 1 + 1e-14, 1 - 1e-14, 1.001, 0, 1e-16, -0, Infinity, Number.NaN)

  it('agree with mathjs, which takes numbers for equal that differ by rounding', () => {
    fc.assert(
      fc.property(matrixOf([4], near), matrixOf([4], near), (a, b) => {
        for (const name of names) {
          const expected = plain[name](plain.matrix([...flat(a)]), plain.matrix([...flat(b)]))
          assert.equal(String(math[name](a, b)), String(expected), name)
        }
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  it('follow math.config’s tolerance', () => {
    const [a, b] = [math.matrix([1]), math.matrix([1.01])]
    assert.equal(String(math.equal(a, b)), '[false]')
    const { relTol } = math.config({ relTol: 0.1 }) as unknown as { relTol: number }
    try {
      assert.equal(relTol, 0.1)
      assert.equal(String(math.equal(a, b)), '[true]')
    } finally {
      math.config({ relTol: 1e-12 })
    }
  })

  it('broadcast, and multiply as 0 and 1', () => {
    const x = tensor([1, 5, 3, 4], [2, 2])
    const mask = math.larger(x, math.matrix([2, 4]))
    assert.equal(String(mask), '[[false, true], [true, false]]')
    assert.deepEqual([...flat(math.dotMultiply(mask, x))], [0, 5, 3, 0])
    assert.deepEqual(shape(mask), [2, 2])
  })
})
