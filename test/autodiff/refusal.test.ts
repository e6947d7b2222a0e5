import assert from 'node:assert/strict'
import { checkpoint } from '../../src/autodiff/checkpoint.js'
import { complexStep } from '../../src/autodiff/complexStep.js'
import { findNaN } from '../../src/autodiff/findNaN.js'
import { grad } from '../../src/autodiff/grad.js'
import { collapsed, graph } from '../../src/autodiff/graph.js'
import { named } from '../../src/autodiff/named.js'
import { numericalDiff } from '../../src/autodiff/numerical.js'
import { operations } from '../../src/autodiff/op.js'
import { withPlainAnswer } from '../../src/autodiff/refusal.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import {
  forms,
  functionsOf,
  inExpressions,
  inTypeScript,
  M,
  mathWithTransform,
  outcomeOf,
  values,
} from './everyFunction.js'

describe('a function without a rule', () => {
  for (const [where, space, call] of [
    ['TypeScript', math, inTypeScript],
    ['expressions', mathWithTransform, inExpressions],
  ] as const) {
    const functions = functionsOf(space)
    it(`differentiates a Variable or refuses it: all ${functions.length} in ${where}`, () => {
      const counted = { differentiated: 0, answered: 0, refused: 0 }
      const differentiating = new Set<string>()
      for (const [name] of functions) {
        for (const value of values) {
          for (const form of forms) {
            const v = new Variable(value)
            const outcome = outcomeOf(call, name, form(v), v)
            counted[outcome]++
            if (outcome === 'differentiated') differentiating.add(name)
          }
        }
      }
      const { differentiated, answered, refused } = counted
      process.stdout.write(
        `      ${functions.length} functions walked in ${where}, ` +
          `${differentiating.size} differentiate: ` +
          `${differentiated} calls did, ${refused} were refused, ${answered} have no derivative\n`,
      )
      assert.ok(refused > 5000 && differentiated > 500)
    })
  }

  it('is named in the refusal, with the nearest one that differentiates', () => {
    let named = 0
    for (const [name, f] of functionsOf(math)) {
      if (operations.has(name) || withPlainAnswer.has(name) || name === 'chain') continue
      const error = refusalOf(() => f(new Variable(0.5)))
      assert.equal(error.where, `math.${name === 'apply' ? 'mapSlices' : name}`) // its new name
      if (!error.mend.startsWith('use ')) continue
      named++
      const nearest = /math\.(\w+), the nearest/.exec(error.mend)?.[1]
      assert.ok(nearest === undefined || operations.has(nearest), `${name}: ${nearest}`)
    }
    assert.ok(named > 60, `${named} name another function`)
    assert.match(refusalOf(() => math.eigs(new Variable(M) as never)).mend, /^use math\.inv, /)
  })

  it('differentiates within a chain, by every method, as outside it', () => {
    const x = new Variable(math.matrix([1, 2]))
    const chained = chainOf(x).square().dotMultiply(3).add(1).reshape([2, 1]).flatten()
    const y = chained.maximum(0).clip(0, 50).divide(2).sum().done() as unknown as Variable
    y.backward()
    assert.equal(String(x.grad), '[3, 6]')
    for (const name of operations.keys()) {
      for (const form of forms) {
        const [v, w] = [new Variable(0.5), new Variable(0.5)]
        const [first, ...rest] = form(v)
        const outside = toldOf(() => inTypeScript(name, form(w)))
        assert.equal(
          toldOf(() =>
            chainOf(first)
              [name](...rest)
              .done(),
          ),
          outside,
          name,
        )
      }
    }
  })

  it('answers by the value in conditions and logic of expressions', () => {
    const [x, zero] = [new Variable(2), new Variable(0)]
    const scope = { x, zero, M: new Variable(M) }
    for (const [expression, expected] of [
      ['x and 1', true],
      ['1 and zero', false],
      ['zero or x', true],
      ['or(zero, 0)', false],
      ['and(x, 1)', true],
      ['x ? 1 : 0', 1],
      ['zero ? 1 : 0', 0],
      ['zero and undefinedFunction()', false],
    ] as const) {
      assert.equal(math.evaluate(expression, scope), expected, expression)
    }
    const both = math.evaluate('M and [1, 0; 1, 1]', scope)
    assert.equal(String(both), '[[true, false], [true, true]]')
    assert.throws(() => math.evaluate('x | 1', scope), DomainError)
    assert.throws(() => math.evaluate('1 & x', scope), DomainError)
  })

  it('differentiates through callbacks that use a Variable', () => {
    const x = new Variable(3)
    const times = (value: number) => math.multiply(value, x)
    const y = math.sum(math.map([1, 2, 4], times as never) as never) as unknown as Variable
    y.backward()
    assert.equal(x.grad, 7)
    const seen: Variable[] = []
    math.forEach([1, 2], ((value: number) => seen.push(times(value))) as never)
    assert.ok(seen.every((v) => v instanceof Variable && v.step?.inputs.includes(x)))
  })

  it('makes a Variable of arrays with Variables, also in expressions', () => {
    const [x, y] = [new Variable(2), new Variable(3)]
    const stacked = math.matrix([
      [x, 1],
      [y, x],
    ] as never) as unknown as Variable
    assert.equal(String(stacked.value), '[[2, 1], [3, 2]]')
    math
      .sum(
        stacked.dotMultiply(
          math.matrix([
            [1, 2],
            [3, 4],
          ]),
        ),
      )
      .backward()
    assert.deepEqual([x.grad, y.grad], [5, 3])
    const [a, b] = [new Variable(2), new Variable(math.matrix([1, 5]))]
    math.evaluate('sum([a, a^2, 3] .* [1, 10, 100]) + sum([b; [a, 1]])', { a, b }).backward()
    assert.equal(a.grad, 1 + 40 + 1)
    assert.equal(String(b.grad), '[1, 1]')
    assert.throws(() => math.matrix([x, [x, 1]] as never), {
      name: 'ShapeError',
      where: 'math.matrix',
    })
  })

  it('is refused in expressions as in TypeScript, compiled or not', () => {
    const x = new Variable(2)
    assert.throws(() => math.evaluate('gcd(x, 4)', { x }), DomainError)
    assert.throws(() => math.compile('floor(x) + gcd(x, 2)').evaluate({ x }), DomainError)
    const scope = { x }
    math.evaluate('f(t) = t^3 + 2t', scope)
    const y: Variable = math.parse('f(x) / 2').compile().evaluate(scope)
    y.backward()
    assert.equal(x.grad, 7)
  })

  it('refuses JavaScript’s operators, which would lose the tape', () => {
    const v = new Variable(2) as unknown as number
    for (const lost of [() => v * 2, () => v ** 2, () => -v, () => v > 1, () => Math.exp(v)]) {
      assert.throws(lost, { name: 'DomainError', mend: /math\.multiply/ })
    }
    for (const lost of [() => v + 1, () => 1 + v, () => v + v]) {
      assert.throws(lost, { name: 'DomainError', mend: /x\.add\(2\)/, given: /such as \+/ })
      // which has no gradient
      assert.throws(lost, (error: DomainError) => !error.mend.includes('x.value'))
    }
    assert.deepEqual([`${v}`, String(v), [v].join()], Array(3).fill('Variable(2)'))
  })

  it('refuses where a gradient would be lost', () => {
    const v = new Variable(2)
    const refuses = (call: () => unknown, where: string) =>
      assert.throws(call, { name: 'DomainError', where, given: 'a Variable' })
    refuses(() => math.sum(M, v as never), 'math.sum')
    refuses(() => math.reshape(M, [v as never, 2]), 'math.reshape')
    assert.throws(() => {
      const y = math.pow(M as never, v as never) as unknown as Variable
      math.sum(y).backward()
    }, DomainError)
  })

  it('refuses a result that is not real', () => {
    assert.throws(() => math.sqrt(new Variable(-1)), /real/)
    assert.throws(() => math.log(new Variable(-1)), /real/)
  })

  it('answers plainly what has no derivative', () => {
    const v = new Variable(M)
    assert.equal(String(math.larger(v, 2)), '[[true, false], [false, true]]')
    assert.equal(String(math.argMax(v, 1)), '[0, 1]')
    assert.deepEqual(math.size(v as never), math.size(M))
    assert.equal(math.typeOf(v), 'Variable')
  })
})

/** A chain has each function as a method; mathjs's typings know no Variables. */
interface Chain {
  readonly [name: string]: (...rest: unknown[]) => Chain
}

const chainOf = (x: unknown) => math.chain(x as never) as unknown as Chain & { done(): unknown }

/** The result in words, or the name of the error. */
function toldOf(compute: () => unknown): string {
  try {
    return String(compute())
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
}

function refusalOf(f: () => unknown): DomainError {
  try {
    f()
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
  return assert.fail('no refusal')
}

describe('a derivative of what is none', () => {
  const square = (x: number) => math.square(x)
  const y = math.square(new Variable(3))
  const wrong: Readonly<Record<string, readonly [call: () => unknown, given: string]>> = {
    'complexStep of no function': [() => complexStep(9 as never, 1), '9'],
    'checkpoint of no function': [() => checkpoint(9 as never), '9'],
    'named without a function': [() => named('a', y as never), 'a Variable'],
    'grad by null': [() => grad(square, null as never)(2), 'the place null'],
    'grad by an object': [() => grad(square, {} as never)(2), 'the place an object'],
    'graph with a record': [() => graph(y, { x: 1 } as never), 'an object'],
    'collapsed of no graph': [() => collapsed({} as never), 'an object'],
    'collapsed of nothing': [() => collapsed(undefined as never), 'undefined'],
    'numericalDiff at a matrix': [
      () => numericalDiff(square, M as never),
      'a matrix of size [2, 2]',
    ],
    'numericalDiff at no place': [() => numericalDiff(square, undefined as never), 'undefined'],
    'differences of a name of Object': [
      () => numericalDiff(square, 1, undefined, 'toString' as never),
      "'toString'",
    ],
    'findNaN of a list': [() => findNaN([1, 2] as never), '[1, 2]'],
    'findNaN of nothing': [() => findNaN(undefined as never), 'undefined'],
  }
  for (const [what, [call, given]] of Object.entries(wrong)) {
    it(`is refused: ${what}`, () => {
      assert.throws(call, { name: /^(Domain|Shape)Error$/, given })
    })
  }
})
