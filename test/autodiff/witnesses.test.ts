import assert from 'node:assert/strict'
import fc from 'fast-check'
import { operations } from '../../src/autodiff/op.js'
import { stepSizeCurve } from '../../src/autodiff/stepSizeCurve.js'
import { witnesses } from '../../src/autodiff/witnesses.js'
import { math } from '../../src/math/instance.js'

/** mathjs's symbolic derivative of it has the wrong sign. */
const MISTAKEN = 'acoth'

describe('witnesses', () => {
  it('are four derivatives by each variable, and print as a table', () => {
    const found = witnesses('sin(x) * exp(x^2) / y', { x: 0.5, y: 2 })
    const [byX, byY] = found.derivatives
    const exact = (Math.exp(0.25) * (Math.cos(0.5) + Math.sin(0.5))) / 2
    for (const way of ['complexStep', 'reverse', 'symbolic'] as const) {
      assert.ok(Math.abs(byX[way]! - exact) < 1e-15, way)
    }
    assert.ok(Math.abs(byX.central! - exact) < 2e-8 && byX.largestDifference < 2e-8)
    assert.deepEqual([byY.by, byY.silent], ['y', {}])
    const [title, headings, ...rows] = String(found).split('\n')
    assert.equal(title, 'sin(x) * exp(x^2) / y at x = 0.5, y = 2')
    assert.match(headings, /central +complex step +reverse +symbolic +largest difference/)
    assert.match(rows[0], /^by x( +0\.871216\d+){4} +\d\.\de-9$/)
    assert.equal(rows.length, 2)
    assert.deepEqual(JSON.parse(JSON.stringify(found)), found)
  })

  it('refuse what is no expression, and values that are no numbers', () => {
    const refuses = (args: readonly unknown[], given: string | RegExp) =>
      assert.throws(() => witnesses(...(args as Parameters<typeof witnesses>)), {
        name: 'DomainError',
        where: 'witnesses',
        given,
        mend: /sin\(x\) \* exp/,
      })
    refuses(['sin(x', { x: 1 }], /^'sin\(x': .*Parenthesis \) expected/)
    refuses([Math.sin, { x: 1 }], 'a function')
    refuses(['sin(x)'], 'undefined')
    refuses(['sin(x)', 1], '1')
    refuses(['sin(x)', {}], 'an object')
    refuses(['sin(x * y)', { x: 1, y: '2' }], "x: 1, y: '2'")
  })

  it('say why a way has no derivative', () => {
    const found = witnesses('abs(erf(x))', { x: 0.5 })
    const [{ complexStep, symbolic, reverse, largestDifference, silent }] = found.derivatives
    assert.deepEqual([complexStep, symbolic], [undefined, undefined])
    assert.ok(Math.abs(reverse! - (2 / Math.sqrt(Math.PI)) * Math.exp(-0.25)) < 1e-15)
    assert.ok(largestDifference < 1e-8)
    assert.match(silent.complexStep, /uses (abs|erf)/)
    assert.match(silent.symbolic, /erf/)
    assert.match(String(found), /– complexStep by x: a function that uses/)
  })

  it('find the one mistake of mathjs’s symbolic derivatives: the sign of acoth', () => {
    const [{ reverse, complexStep, central, symbolic }] = witnesses(`${MISTAKEN}(x)`, {
      x: 2,
    }).derivatives
    assert.ok([reverse, complexStep, central].every((d) => Math.abs(d! + 1 / 3) < 1e-8))
    assert.ok(Math.abs(symbolic! - 1 / 3) < 1e-15)
  })

  it('do not look well when a value is NaN', () => {
    assert.ok(Number.isNaN(witnesses('0 / x', { x: 0 }).derivatives[0].largestDifference))
  })

  it(`agree about random expressions of ${namesInExpressions().length} functions`, () => {
    fc.assert(
      fc.property(expressions(), fc.double({ min: -1, max: 1, noNaN: true }), (expression, x) => {
        const [testimony] = witnesses(expression, { x }).derivatives
        const { reverse, central, complexStep, symbolic, silent } = testimony
        assert.deepEqual(silent, {}, expression)
        const scale = Math.max(1, Math.abs(symbolic!))
        assert.ok(Math.abs(reverse! - symbolic!) < 1e-14 * scale, `symbolic: ${expression} at ${x}`)
        assert.ok(Math.abs(reverse! - complexStep!) < 1e-14 * scale, `step: ${expression} at ${x}`)
        assert.ok(Math.abs(reverse! - central!) < 1e-4 * scale, `central: ${expression} at ${x}`)
      }),
      { numRuns: 150, seed: 1 },
    )
  })
})

/** Functions of one number in the table that all four witnesses know. */
function namesInExpressions(): string[] {
  return [...operations.values()]
    .filter(({ analytic, domain, samples }) => {
      const ofOne = domain.length === 1 && domain[0] !== null && domain[0] !== 'near'
      return analytic === true && ofOne && samples.some(([x]) => typeof x === 'number')
    })
    .map(({ name }) => name)
    .filter((name) => {
      try {
        math.derivative(`${name}(x)`, 'x')
        return name !== MISTAKEN
      } catch {
        return false // mathjs's symbolic derivative does not know it
      }
    })
}

/** Expressions in x from the table; an argument is squeezed into its function's domain. */
function expressions(): fc.Arbitrary<string> {
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom('x', '0.5', '2'),
      fc
        .tuple(fc.constantFrom(...namesInExpressions()), tie('expression'))
        .map(([name, inner]) => `${name}(${inDomain(name, inner)})`),
      fc
        .tuple(fc.constantFrom('+', '-', '*'), tie('expression'), tie('expression'))
        .map(([sign, a, b]) => `(${a} ${sign} ${b})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} / (1.5 + tanh(${b})))`),
      fc
        .tuple(tie('expression'), fc.integer({ min: 2, max: 3 }))
        .map(([a, n]) => `tanh(${a}) ^ ${n}`),
    ),
  }))
  return expression
}

function inDomain(name: string, inner: string): string {
  const [low, high] = operations.get(name)!.domain[0] as readonly [number, number]
  return `${(low + high) / 2} + ${(high - low) / 2} * tanh(${inner})`
}

describe('stepSizeCurve', () => {
  const curve = stepSizeCurve((x) => math.exp(math.sin(x)), 0.8)
  const named = (name: string) => curve.series.find((series) => series.name === name)!
  const best = (name: string) => {
    const { steps, errors } = named(name)
    return steps[errors.indexOf(Math.min(...errors))]
  }

  it('is a U in each precision, whose bottom moves with the number of digits', () => {
    assert.deepEqual(curve.leftOut, [])
    assert.ok(best('float32') > 1e-3 && best('float32') < 0.1)
    assert.ok(best('float64') > 1e-7 && best('float64') < 1e-4)
    assert.ok(best('BigNumber') < 1e-18 && best('BigNumber') > 1e-24)
    for (const name of ['float32', 'float64']) {
      const { errors } = named(name)
      assert.ok(errors[0] > 1e-1 && errors.at(-1)! > 1, `${name}: both arms rise`)
    }
  })

  it('rounds the slope, too, to float32', () => {
    const { series } = stepSizeCurve((x) => math.square(x), 1)
    const { errors } = series.find(({ name }) => name === 'float32')!
    const isFloat32 = (x: number) => Math.fround(x) === x
    assert.ok(errors.every((error) => isFloat32(2 - error) || isFloat32(2 + error)))
  })

  it('falls with the square of the step, and not again by the complex step', () => {
    const { steps, errors } = named('float64')
    const at = (h: number) => errors[steps.findIndex((step) => Math.abs(step / h - 1) < 1e-9)]
    assert.ok(Math.abs(at(1e-2) / at(1e-3) - 100) < 1)
    assert.ok(
      named('complex step')
        .errors.slice(20)
        .every((error) => error < 1e-15),
    )
  })

  it('leaves out what JavaScript’s operators cannot compute, and says why', () => {
    const { derivative, series, leftOut } = stepSizeCurve((x) => x ** 3, 2)
    assert.ok(Math.abs(derivative - 12) < 1e-10)
    assert.deepEqual(
      series.map(({ name }) => name),
      ['float32', 'float64'],
    )
    assert.deepEqual(
      leftOut.map(({ name }) => name),
      ['BigNumber', 'complex step'],
    )
    assert.ok(leftOut.every(({ reason }) => reason.length > 20))
  })
})
