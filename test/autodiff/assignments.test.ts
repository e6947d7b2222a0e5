import assert from 'node:assert/strict'
import { grad, valueAndGrad } from '../../src/autodiff/grad.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { tensor } from '../../src/math/storage.js'
import { isVariable, type Matrix, type Num, type Value } from '../../src/math/types.js'

/** The last value of an expression of w. */
const expression =
  (text: string, scope: () => object = () => ({})) =>
  (w: Num): number =>
    math.evaluate(text, { ...scope(), w }).entries.at(-1)

/** mathjs's typings leave out the class. */
const { DenseMatrix } = math as unknown as { DenseMatrix: new (data: unknown) => Matrix }

const nested = (x: unknown) => (x as Matrix).valueOf()

describe('a Variable assigned to a part of a plain matrix', () => {
  it('fills rows: the gradient goes back to each', () => {
    const f = expression('A = zeros(2, 2); A[1, :] = w; A[2, :] = w; sum(sum(A))')
    const [value, gradient] = valueAndGrad(f)(tensor([1, 2], [2]))
    assert.equal(value, 6)
    assert.deepEqual(nested(gradient), [2, 2])
  })

  const scalars: Record<string, [text: string, scope?: () => object]> = {
    'one place': ['v = zeros(3); v[1] = w; v[2] = w ^ 2; sum(exp(v))'],
    'a place beyond the edge': ['v = [1]; v[3] = w; sum(exp(v))'],
    'a place counted from the end': ['v = zeros(3); v[end] = w; v[end - 1] = w; sum(exp(v))'],
    'numbers and Booleans': ['v = [true, 2, 3]; v[1] = w; sum(exp(v))'],
    'a matrix in an object': ['a = {b: zeros(2)}; a.b[2] = w; sum(exp(a.b))'],
    'a sparse matrix': ['A = sparse(zeros(2, 2)); A[1, 1] = w; sum(exp(A))'],
    'an array': ['v[1] = w; v[2] = 2 w; sum(exp(v))', () => ({ v: [1, 2, 3] })],
    'several places of an array': ['v[[3, 1]] = [w, 2 w]; sum(exp(v))', () => ({ v: [1, 2, 3] })],
    'an array that grows': ['v[4] = w; v[2] = w ^ 2; sum(exp(v))', () => ({ v: [1, 2] })],
    'an array without elements': ['v[2] = w; sum(exp(v))', () => ({ v: [] })],
    'nested arrays that grow': [
      'A[1, 3] = w; A[2, 1] = 2 w; sum(exp(A))',
      () => ({ A: [[1], [3]] }),
    ],
    'deeper arrays': [
      'A[1, 2, 1] = w; sum(exp(A))',
      () => ({
        A: [
          [[1], [2]],
          [[3], [4]],
        ],
      }),
    ],
    'nested arrays': ['A[2, 1] = w; sum(exp(A))', () => ({ A: [[1], [3]] })],
  }
  for (const [name, [text, scope]] of Object.entries(scalars)) {
    it(`${name}: value and gradient are those of the plain expression`, () => {
      const f = expression(text, scope)
      const [value, gradient] = valueAndGrad(f)(0.7)
      const slope = (f(0.7 + 1e-5) - f(0.7 - 1e-5)) / 2e-5
      assert.ok(Math.abs(value - f(0.7)) < 1e-12)
      assert.ok(Math.abs(Number(gradient) - slope) < 1e-8)
    })
  }

  it('a row of nested arrays', () => {
    const A = () => ({ A: [[1, 2], [3, 4]] }) // biome-ignore format: a matrix
    const f = expression('A[1, :] = w; A[2, 1] = w[2]; sum(A .^ 2)', A)
    assert.deepEqual(nested(grad(f)(tensor([5, 6], [2]))), [10, 24])
  })

  it('takes steps for the named rows of an array alone', () => {
    const v: unknown[] = [1, 2, 3]
    const w = new Variable(4)
    const y: Variable = math.evaluate('v[2] = w; v[3] = v[2] + 1; sum(v)', { v, w }).entries[0]
    assert.deepEqual([v[0], String(v[2]), String(y)], [1, 'Variable(5)', 'Variable(10)'])
    const A: unknown[] = [[1], [2]]
    math.evaluate('A[2, 1] = w', { A, w })
    assert.deepEqual(A[0], [1])
    math.evaluate('A[1, 2] = w', { A, w })
    assert.deepEqual(A.map(String), ['Variable([2], [1, 4])', 'Variable([2], [4, 0])'])
  })

  it('refuses an index that names a row of an array twice', () => {
    const f = expression('v[[1, 1]] = [w, 2 w]; sum(v)', () => ({ v: [1, 2, 3] }))
    assert.throws(() => grad(f)(2), { name: 'DomainError', expected: /names each place once/ })
  })

  it('refuses a place that an array cannot have, as for numbers', () => {
    const refused: Record<string, { name: string; message?: RegExp }> = {
      'v[0] = w': { name: 'IndexError' },
      'v[-1] = w': { name: 'IndexError' },
      'v[1.5] = w': { name: 'TypeError', message: /Index must be an integer/ },
      'v[[0, 2]] = [w, w]': { name: 'IndexError' },
      'A[0, 1] = w': { name: 'IndexError' },
    }
    for (const [text, error] of Object.entries(refused)) {
      for (const w of [4, new Variable(4)]) {
        const [v, A] = [[1, 2, 3], [[1], [2]]] // biome-ignore format: a matrix
        assert.throws(() => math.evaluate(text, { v, A, w }), error, text)
        assert.deepEqual([...v, ...A.flat()], [1, 2, 3, 1, 2])
      }
    }
  })

  it('names the shape of the whole array where the index has more axes', () => {
    const A = [[1, 2], [3, 4]] // biome-ignore format: a matrix
    const write = () => math.evaluate('A[1, 2, 3] = w', { A, w: new Variable(4) })
    assert.throws(write, { name: 'ShapeError', expected: /x has shape 2×2/ })
  })

  it('takes a matrix of Variables, which the constructor alone makes', () => {
    for (const A of [
      math.zeros([2, 2]),
      [
        [0, 0],
        [0, 0],
      ],
    ]) {
      // biome-ignore format: a matrix
      const M = new DenseMatrix([[new Variable(3), 1]])
      const y: Variable = math.evaluate('A[1, :] = M; sum(A)', { A, M }).entries[0]
      assert.equal(y.value, 4)
    }
  })

  it('leaves the matrix itself as it was', () => {
    const A = math.zeros([2]) as Matrix
    math.evaluate('A[1] = w', { A, w: new Variable(2) })
    assert.deepEqual(A.valueOf(), [0, 0])
  })

  it('is refused in a part of a part, which no name would hold', () => {
    const refused = { name: 'DomainError', mend: /A\[i, j\]/ }
    const f = (text: string) => () => grad(expression(text))(2)
    assert.throws(f('A = zeros(2, 2); A[1, :][2] = w; sum(A)'), refused)
    assert.throws(f('A = [w, w; w, w]; A[1, :][2] = 3; sum(A)'), refused)
    assert.equal(expression('A = zeros(2, 2); B = A[1, :]; B[2] = w; sum(B)')(2), 2)
  })
})

describe('a part of an array that holds Variables, in an expression', () => {
  const w = new Variable(4)
  const scope = { v: [w, 2, 3], A: [[w, 2], [3, 5]], w } // biome-ignore format: a matrix
  const inputsOf = (x: unknown) => (x as Variable).step?.inputs ?? []

  it('is read of the named row alone: no step takes the others', () => {
    const [whole] = inputsOf(math.evaluate('v[1]', scope))
    assert.deepEqual(inputsOf(whole), [w])
    const [row] = inputsOf(math.evaluate('A[1, :]', scope))
    assert.equal((row as Variable).size()[0], 1)
    assert.equal(math.evaluate('v[end]', scope), 3)
    assert.deepEqual(nested(math.evaluate('A[2, :]', scope)), [3, 5])
  })

  const texts = [
    'w * v[1]',
    'sum(A[1, :]) ^ 2',
    'sum(v[[1, 3]] .^ 2)',
    'v[[true, false, true]] * [2; 1]',
  ]
  for (const text of texts) {
    it(`${text}: value and gradient are those of the plain expression`, () => {
      const f = (w: Num): number => {
        const scope = { v: [w, 2, 3], A: [[w, 2], [3, 5]], w } // biome-ignore format: a matrix
        return math.evaluate(`sum(${text})`, scope)
      }
      const [value, gradient] = valueAndGrad(f)(0.7)
      const slope = (f(0.7 + 1e-5) - f(0.7 - 1e-5)) / 2e-5
      assert.ok(Math.abs(value - f(0.7)) < 1e-12)
      assert.ok(Math.abs(Number(gradient) - slope) < 1e-8)
    })
  }

  it('has the errors of plain arrays', () => {
    const plain = { v: [4, 2, 3], A: [[4, 2], [3, 5]] } // biome-ignore format: a matrix
    const messageOf = (text: string, scope: object): unknown => {
      try {
        return math.evaluate(text, scope)
      } catch (error) {
        return String(error)
      }
    }
    const wrong = ['v[0]', 'v[4]', 'v[1, 1]', 'v[[true, false]]', 'A[1]', 'A[1, 3]', 'A[1, [true]]']
    for (const text of wrong) {
      const message = messageOf(text, scope)
      assert.match(String(message), /Error/)
      assert.equal(message, messageOf(text, plain))
    }
  })
})

describe('methods that change a matrix in place refuse a Variable', () => {
  const x = new Variable(2)
  type Writer = Record<'set' | 'subset' | 'resize', (...args: unknown[]) => unknown>
  const writes: Record<string, (A: Writer) => unknown> = {
    set: (A) => A.set([0, 0], x),
    'set beyond the edge, by the default': (A) => A.set([2, 2], 1, x),
    subset: (A) => A.subset(math.index(0, 0), x),
    'subset, in an array': (A) => A.subset(math.index(0, [0, 1]), [[x, 1]]),
    resize: (A) => A.resize([3, 3], x),
    'subset, in a matrix': (A) => A.subset(math.index(0, [0, 1]), new DenseMatrix([[x, 1]])),
  }
  const kinds: Record<string, () => unknown> = {
    dense: () => math.zeros([2, 2]),
    mixed: () => math.matrix([[true, 2], [3, 4]] as never), // biome-ignore format: a matrix
    sparse: () => math.sparse([[1, 0], [0, 1]]), // biome-ignore format: a matrix
  }
  for (const [kind, make] of Object.entries(kinds)) {
    for (const [name, write] of Object.entries(writes)) {
      it(`${kind}: ${name}`, () => {
        const A = make()
        const before = String(A)
        assert.throws(() => write(A as Writer), { name: DomainError.name, mend: /math\.subset/ })
        assert.equal(String(A), before)
      })
    }
  }
})

describe('a callback over a plain matrix that gives Variables', () => {
  const A = math.matrix([[1, 2], [3, 4]]) // biome-ignore format: a matrix
  const timesW = (w: Value) => (v: Num) => math.dotMultiply(v, w) as never
  const slices = (w: Value, apply: (f: (slice: number[]) => unknown) => unknown) =>
    apply((slice) => math.multiply(math.norm(slice as never), w))
  const maps: Record<string, (w: Value) => unknown> = {
    'math.map': (w) => math.map(A, timesW(w)),
    'the method map': (w) => A.map(timesW(w)),
    'math.map of two': (w) => math.map(A, A, ((a: Num) => timesW(w)(a)) as never),
    'map in an expression': (w) => math.evaluate('map(A, f(v) = v * w)', { A, w }),
    'map of two in an expression': (w) => math.evaluate('map(A, A, f(v, u) = v * w)', { A, w }),
    'math.mapSlices': (w) => slices(w, (f) => math.mapSlices(A, 0, f as never)),
    'math.apply': (w) => slices(w, (f) => math.apply(A, 1, f as never)),
    'mapSlices of a sparse matrix': (w) =>
      slices(w, (f) => math.mapSlices(math.sparse(A) as never, 1, f as never)),
    'mapSlices in an expression': (w) =>
      slices(w, (f) => math.evaluate('mapSlices(A, 2, f)', { A, f })),
    'apply in an expression': (w) => slices(w, (f) => math.evaluate('apply(A, 2, f)', { A, f })),
    'mapSlices of vectors': (w) =>
      math.mapSlices(A, 1, ((row: number[]) => math.dotMultiply(math.matrix(row), w)) as never),
    'the method create': (w) => A.create([1, 2, 3, 4].map(timesW(w)), undefined),
    'math.matrixFromFunction': (w) =>
      math.matrixFromFunction([2, 2], 'dense', ([i, j]) => timesW(w)(2 * i + j + 1)),
    'matrixFromFunction, sparse': (w) =>
      math.matrixFromFunction(math.matrix([2, 2]) as never, 'sparse', ([i, j]: readonly number[]) =>
        timesW(w)(2 * i + j + 1),
      ),
    'matrixFromFunction in an expression': (w) =>
      math.evaluate('matrixFromFunction([4], f)', { f: ([i]: number[]) => timesW(w)(i + 1) }),
  }
  for (const [name, map] of Object.entries(maps)) {
    it(`${name}: they are joined to one`, () => {
      const f = (w: Num) => math.sum(math.square(map(w) as Matrix)) as number
      const found = valueAndGrad(f)(2).map((x) => Number((x as number).toFixed(12)))
      assert.deepEqual(found, [120, 120])
      assert.ok(isVariable(map(new Variable(2))))
    })
  }
})

describe('what is no real number beside a Variable', () => {
  const w = new Variable(2)
  const others: Record<string, unknown> = {
    'Complex: 1 + 2i': math.complex(1, 2),
    'BigNumber: 3': math.bignumber(3),
    'string: "a"': 'a',
    'undefined: undefined': undefined,
  }
  for (const [given, other] of Object.entries(others)) {
    it(`is refused: ${given}`, () => {
      const refused = { name: 'DomainError', given, mend: /math\.number or math\.re/ }
      const either = (x: Value) => (x === 1 ? other : w) as never
      assert.throws(() => math.map(math.matrix([1, 2]), either), refused)
      assert.throws(() => math.matrix([w, other] as never), refused)
      const x = new Variable(math.matrix([1, 2]))
      assert.throws(() => math.map(x as never, (v: Variable) => either(v.value)), refused)
    })
  }

  it('a Boolean is 0 or 1', () => {
    assert.equal(String(math.matrix([w, true] as never)), 'Variable([2], [2, 1])')
  })
})
