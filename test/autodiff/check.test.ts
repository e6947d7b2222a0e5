import assert from 'node:assert/strict'
import { gradientCheck, numericalDiff, numericalGradient } from '../../src/autodiff/check.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix, Value } from '../../src/math/types.js'

const squares = (x: Matrix): number => math.sum(math.square(x))

describe('numericalDiff', () => {
  it('is the central difference with h = 1e-4', () => {
    assert.equal(
      numericalDiff((x) => x ** 3, 2),
      ((2 + 1e-4) ** 3 - (2 - 1e-4) ** 3) / 2e-4,
    )
  })

  it('also takes forward differences, and Richardson’s extrapolation of central ones', () => {
    const f = Math.exp
    assert.equal(numericalDiff(f, 1, 1e-3, 'forward'), (f(1 + 1e-3) - f(1)) / 1e-3)
    for (const [kind, step] of [
      ['forward', 1e-4],
      ['richardson', 2e-3],
    ] as const) {
      assert.equal(numericalDiff(f, 1, undefined, kind), numericalDiff(f, 1, step, kind))
    }
    const error = (kind: 'central' | 'forward' | 'richardson', h: number) =>
      Math.abs(numericalDiff(f, 1, h, kind) - Math.E)
    // halving the step divides the error by 2, 4 and 16
    for (const [kind, ratio] of [
      ['forward', 2],
      ['central', 4],
      ['richardson', 16],
    ] as const) {
      assert.ok(Math.abs(error(kind, 0.04) / error(kind, 0.02) - ratio) < 0.05 * ratio, kind)
    }
    assert.ok(Math.abs(numericalDiff(f, 1, undefined, 'richardson') - Math.E) < 2e-12)
    const { W } = numericalGradient(
      ({ W: w }: { W: Matrix }) => math.sum(math.exp(w)),
      { W: math.matrix([0, 1]) },
      undefined,
      'richardson',
    )
    assert.ok([1, Math.E].every((expected, i) => Math.abs(flat(W)[i] - expected) < 2e-12))
    assert.throws(() => numericalDiff(f, 1, 1e-4, 'backward' as never), DomainError)
  })

  it('refuses a step of 0 or below, and a function that gives no number', () => {
    assert.throws(() => numericalDiff((x) => x, 1, 0), DomainError)
    assert.throws(() => numericalDiff((x) => x, 1, -1), DomainError)
    assert.throws(() => numericalDiff(() => math.ones([2]), 1), ShapeError)
  })
})

describe('numericalGradient', () => {
  it('has the form of its argument', () => {
    const found = numericalGradient(
      ({ W, layers }: { W: Matrix; layers: [number, Matrix] }) =>
        math.add(squares(W), math.multiply(layers[0], math.sum(layers[1]))),
      { W: tensor([1, 2, 3, 4], [2, 2]), layers: [3, math.matrix([1, 2])] },
    )
    const rounded = (m: Matrix) => [...flat(m)].map((v) => Math.round(v * 1e6) / 1e6)
    assert.deepEqual(rounded(found.W), [2, 4, 6, 8])
    assert.ok(Math.abs(found.layers[0] - 3) < 1e-8)
    assert.deepEqual(rounded(found.layers[1]), [3, 3])
  })

  it('leaves its argument as it was, to the bit, also when f throws', () => {
    const x = new Random(1).normal([3, 4])
    const before = [...flat(x)]
    numericalGradient(squares, x)
    assert.deepEqual([...flat(x)], before)
    let calls = 0
    const failing = (m: Matrix): number => {
      if (++calls === 5) throw new Error('broken')
      return squares(m)
    }
    assert.throws(() => numericalGradient(failing, x), /broken/)
    assert.deepEqual([...flat(x)], before)
  })

  it('moves the parameters of a model whose loss ignores its argument', () => {
    const model = { W: math.matrix([1, 2]) }
    const found = numericalGradient(() => squares(model.W), model)
    assert.ok(flat(math.abs(math.subtract(found.W, math.matrix([2, 4])))).every((e) => e < 1e-8))
  })

  it('is right for whole numbers (slip E14), and when f changes the storage', () => {
    const nested = (x: Matrix): number => (x.valueOf() as number[]).reduce((a, b) => a + b * b, 0)
    const filtered = (x: Matrix): number => math.sum(math.subset(x, math.index([0, 1])) as Matrix)
    const x = math.matrix([3, 4])
    const near = (m: Matrix, expected: number[]) =>
      assert.ok(flat(m).every((v, i) => Math.abs(v - expected[i]) < 1e-8))
    near(numericalGradient(nested, x), [6, 8])
    near(numericalGradient(filtered, x), [1, 1])
    assert.equal(String(x), '[3, 4]')
  })

  it('refuses what it cannot move', () => {
    const bad = [new Variable(1), 'x', null, math.sparse([[1]]), new Float64Array(2), undefined]
    for (const x of bad) assert.throws(() => numericalGradient(() => 1, x), DomainError)
    assert.throws(() => numericalGradient(() => 1, { W: 'x' }), DomainError)
  })
})

describe('gradientCheck', () => {
  const x = tensor([1, -2, 0.5, 3], [2, 2])
  const loss = ({ W, b }: { W: Matrix; b: number }): Value =>
    math.add(math.sum(math.tanh(math.multiply(x, W))), math.square(b))
  const params = () => ({ W: new Random(3).normal([2, 2]), b: 2 })

  it('finds autodiff and differences in agreement, parameter by parameter', () => {
    const report = gradientCheck({ loss, params: params() })
    assert.deepEqual(
      report.parameters.map(({ name, count, points }) => [name, count, points.length]),
      [
        ['W', 4, 4],
        ['b', 1, 1],
      ],
    )
    assert.ok(report.maxAbsolute < 1e-7)
    for (const { meanAbsolute, maxAbsolute, maxRelative, kinks } of report.parameters) {
      assert.ok(meanAbsolute <= maxAbsolute && maxAbsolute < 1e-7 && maxRelative < 1e-6)
      assert.deepEqual(kinks, [])
    }
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report)
  })

  it('shows a wrong gradient at its parameter', () => {
    const analytic = { W: math.zeros([2, 2]), b: 4 }
    const [W, b] = gradientCheck({ loss, params: params(), analytic }).parameters
    assert.ok(W.maxAbsolute > 0.01 && W.maxRelative === 1)
    assert.ok(b.maxAbsolute < 1e-8)
  })

  it('does not look well when the gradient is NaN, flat, or was never compared', () => {
    const W = math.matrix([0, 0])
    const loss = (w: Matrix): Value => math.sum(math.dotPow(w, 4))
    const check = (analytic: number[], f = loss) =>
      gradientCheck({ loss: f, params: W, analytic: math.matrix(analytic) }).parameters[0]
    assert.deepEqual(check([0, 0]).kinks, [])
    assert.equal(check([5, 0]).maxAbsolute, 5, 'a wrong gradient where f is flat is no kink')
    assert.ok(Number.isNaN(check([NaN, 0]).maxRelative))
    const kinked = check([1, 1], (w) => math.sum(math.relu(w)))
    assert.deepEqual([kinked.points.length, kinked.meanAbsolute], [0, NaN])
  })

  it('refuses a step that is not above 0', () => {
    const check = { loss: (w: Matrix): Value => math.sum(w), params: math.matrix([1, 2]), h: 0 }
    assert.throws(() => gradientCheck(check), { name: 'DomainError', where: 'gradientCheck' })
  })

  it('tells a kink from an error', () => {
    const kinked = (W: Matrix): Value => math.sum(math.relu(W))
    const W = math.matrix([0, 1, -1, 3e-5, -2e-5])
    const [report] = gradientCheck({ loss: kinked, params: W }).parameters
    assert.deepEqual(
      report.kinks.map(({ index }) => index),
      [0, 3, 4],
    )
    assert.ok(report.maxAbsolute < 1e-8)
    const wrong = gradientCheck({ loss: (m) => math.sum(math.square(m)), params: W, analytic: W })
    assert.deepEqual(wrong.parameters[0].kinks, [], 'a wrong rule is no kink')
    assert.ok(wrong.maxAbsolute > 0.9)
  })

  it('samples large parameters, the same places for the same seed', () => {
    const W = new Random(1).normal([30, 30])
    const placesFor = (seed: number, sample = 5) =>
      gradientCheck({
        loss: (p: { W: Matrix }) => squares(p.W),
        params: { W },
        sample,
        seed,
      }).parameters[0].points.map(({ index }) => index)
    assert.equal(placesFor(1).length, 5)
    assert.deepEqual(placesFor(1), placesFor(1))
    assert.notDeepEqual(placesFor(1), placesFor(2))
    const half = placesFor(1, 450)
    assert.equal(new Set(half).size, 450, 'none twice')
    assert.ok(half[0] < 50 && half[449] > 850, 'from everywhere')
  })

  it('does not look well when there was nothing to check', () => {
    assert.ok(Number.isNaN(gradientCheck({ loss: () => 1, params: {} }).maxAbsolute))
  })

  it('moves a parameter that is a plain number', () => {
    const { parameters, maxAbsolute } = gradientCheck({
      loss: (x: number) => math.square(x),
      params: 3,
    })
    assert.deepEqual([parameters[0].name, parameters[0].points[0].analytic], ['x', 6])
    assert.ok(maxAbsolute < 1e-9)
  })

  it('tells the relative error of a small gradient, too', () => {
    const check = { loss: (x: number): Value => math.multiply(1e-3, x), params: 2, analytic: 2e-3 }
    assert.ok(Math.abs(gradientCheck(check).parameters[0].maxRelative - 0.5) < 1e-6)
  })

  it('takes parameters and gradients in lists', () => {
    const loss = ([W, b]: readonly [Matrix, number]): Value => math.multiply(b, math.sum(W))
    const params = [tensor([1, 2], [2]), 3] as const
    for (const analytic of [undefined, [tensor([3, 3], [2]), 3]]) {
      const { parameters, maxAbsolute } = gradientCheck({ loss, params, analytic })
      assert.deepEqual(
        parameters.map(({ name }) => name),
        ['0', '1'],
      )
      assert.ok(maxAbsolute < 1e-9)
    }
  })

  it('counts no relative error where the gradient is 0', () => {
    const loss = ({ x, y }: { x: Matrix; y: number }): Value =>
      math.add(math.multiply(0, math.sum(x)), math.square(y))
    const [x] = gradientCheck({ loss, params: { x: tensor([1, 2], [2]), y: 3 } }).parameters
    assert.deepEqual([x.name, x.maxRelative, x.maxAbsolute], ['x', 0, 0])
  })

  it('lets no NaN pass for agreement', () => {
    const analytic = { W: tensor([Number.NaN, 0, 0, 0], [2, 2]), b: 4 }
    const report = gradientCheck({ loss, params: params(), analytic })
    assert.ok(Number.isNaN(report.maxAbsolute))
  })

  it('refuses gradients of another form, and samples of no size', () => {
    for (const analytic of [{ W: math.zeros([2, 2]) }, { W: math.zeros([4]), b: 1 }, 3, { b: 1 }]) {
      assert.throws(() => gradientCheck({ loss, params: params(), analytic }), ShapeError)
    }
    assert.throws(() => gradientCheck({ loss, params: params(), sample: 0 }), DomainError)
  })
})
