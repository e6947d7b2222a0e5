import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { grad } from '../../src/autodiff/grad.js'
import { type Declaration, Operators, op, operations } from '../../src/autodiff/op.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import type { Matrix, Num, Value } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'

/** A new operation, and its type: all that adding one takes, in one file. */
function addTanhshrink(scale: number): void {
  op({
    name: 'tanhshrink',
    formula: String.raw`y = x - \tanh x`,
    source: 'torch',
    forward: (x: Num) => math.multiply(scale, math.subtract(x, math.tanh(x))),
    vjp: (g: Value, _y: Value, x: Value) => [
      math.multiply(scale, math.dotMultiply(g, math.square(math.tanh(x)))),
    ],
    samples: [[[-1, 0, 2]]],
    domain: [[-3, 3]],
  })
}

declare module '../../src/math/signatures.js' {
  interface Differentiable {
    tanhshrink: Unary
  }
}

describe('op', () => {
  before(() => addTanhshrink(1))

  after(() => {
    ;(operations as Map<string, unknown>).delete('tanhshrink')
    Reflect.deleteProperty(Operators.prototype, 'tanhshrink')
  })

  it('makes a new function of numbers, matrices and arrays, in TypeScript and in expressions', () => {
    const exact = { relative: 1e-15, absolute: 0 }
    const ofNumber: number = math.tanhshrink(1)
    const ofMatrix: Matrix = math.tanhshrink(math.matrix([1, 2]))
    assertClose(ofNumber, 1 - Math.tanh(1), exact)
    assertClose(ofMatrix, math.matrix([1 - Math.tanh(1), 2 - Math.tanh(2)]), exact)
    assertClose(math.evaluate('tanhshrink(1)'), ofNumber, exact)
    assertClose(math.compile('tanhshrink([1, 2])').evaluate(), ofMatrix, exact)
  })

  it('makes it differentiable, twice, and a method of Variables', () => {
    const close = { relative: 1e-14, absolute: 0 }
    const t = Math.tanh(0.5)
    assertClose(grad((x: number) => math.tanhshrink(x))(0.5), t ** 2, close)
    const twice = grad(grad((x: number): number => math.tanhshrink(x)))
    assertClose(twice(0.5), 2 * t * (1 - t ** 2), close)
    const [x, inExpression] = [new Variable(0.5), new Variable(0.5)]
    const y: Variable = x.tanhshrink()
    y.backward()
    math.evaluate('tanhshrink(x)', { x: inExpression }).backward()
    assertClose(x.grad!, t ** 2, close)
    assert.equal(inExpression.grad, x.grad)
  })

  it('gives it a page of help', () => {
    assert.match(String(math.help('tanhshrink' as never)), /tanh x.*torch/)
  })

  it('may be declared again, as when a cell runs twice', () => {
    addTanhshrink(2)
    assertClose(math.tanhshrink(1), 2 * (1 - Math.tanh(1)), { relative: 1e-15, absolute: 0 })
    const x = new Variable(0.5)
    math.tanhshrink(x).backward()
    assertClose(x.grad!, 2 * Math.tanh(0.5) ** 2, { relative: 1e-14, absolute: 0 })
  })

  it('refuses to replace a function of math', () => {
    const declaration = { ...operations.get('exp')!, forward: (x: number) => x }
    assert.throws(() => op(declaration), DomainError)
  })

  it('refuses a name that math does not have, without a forward, and tells the nearest', () => {
    const declaration = { ...operations.get('tanh')!, name: 'tahn' }
    assert.throws(
      () => op(declaration),
      (error: unknown) => {
        assert.ok(error instanceof DomainError)
        assert.match(error.given, /'tahn' without a forward/)
        assert.match(error.mend, /write 'tan/)
        return true
      },
    )
    assert.throws(() => op({ ...declaration, name: 'entirelyNew' }), /give a forward/)
    assert.ok(!operations.has('tahn') && !('tahn' in Operators.prototype))
  })

  it('refuses a declaration with a part that is missing, misspelt or none', () => {
    const { vjp, domain, ...without } = operations.get('tanhshrink')!
    const refuses = (declaration: unknown, given: string) =>
      assert.throws(() => op(declaration as Declaration), {
        name: 'DomainError',
        where: 'op',
        given,
      })
    refuses(undefined, 'undefined')
    refuses({ ...without, domain }, 'no vjp')
    refuses({ ...without, vjp }, 'no domain')
    refuses({ ...without, vjp: 5, domain }, 'vjp: 5')
    refuses({ ...without, vjp, domain, analytical: true }, 'the option analytical')
  })

  it('leaves samples alone that are made when they are asked for', () => {
    const declaration = operations.get('tanhshrink')!
    const late = Object.defineProperty({ ...declaration }, 'samples', {
      get: () => assert.fail('nobody has asked for samples'),
      enumerable: true,
    })
    try {
      assert.equal(op(late).formula, declaration.formula)
      const { vjp, ...without } = Object.getOwnPropertyDescriptors(late)
      assert.throws(() => op(Object.create(null, without)), /no vjp/)
    } finally {
      op(declaration)
    }
  })

  it('blames the rule for what it gives, and not the call', () => {
    const declaration = operations.get('tanhshrink')!
    const matrix = math.matrix([1, 2])
    const faulty: readonly (readonly [rule: (g: Value) => unknown, given: string])[] = [
      [(g) => g, '1'],
      [() => matrix, 'a matrix of size [2]'],
      [() => {}, 'undefined'],
      [() => null, 'null'],
      [(g) => ({ 0: g }), 'an object'],
      [() => ['x'], "'x'"],
      [() => [() => [1]], '[1]'],
      [() => [null], 'null'],
    ]
    try {
      for (const [vjp, given] of faulty) {
        op({ ...declaration, vjp: vjp as Declaration['vjp'] })
        for (const differentiate of [
          () => math.tanhshrink(new Variable(0.5)).backward(),
          () => grad((x: number) => math.tanhshrink(x))(0.5),
        ]) {
          assert.throws(differentiate, {
            name: 'DomainError',
            where: 'the rule of math.tanhshrink',
            given,
            mend: /=> \[/,
          })
        }
      }
    } finally {
      op(declaration) // as the tests after this one need it
    }
  })

  it('has a formula, a source and samples for every operation', () => {
    for (const { name, formula, source, samples, domain } of operations.values()) {
      assert.ok(formula && source && samples.length > 0 && domain.length > 0, name)
      assert.ok(name in math, `${name} is a function of math`)
    }
  })
})

describe('the types of math', () => {
  it('list as differentiable what has a rule, and nothing else', () => {
    const source = readFileSync(new URL('../../src/math/signatures.ts', import.meta.url), 'utf8')
    const listed = source.match(/export interface Differentiable .*?{\n(.*?)\n}/s)![1]
    const names = [...listed.matchAll(/^ {2}(\w+)[(<:]/gm)].map(([, name]) => name)
    assert.ok(names.length > 30)
    assert.deepEqual(
      [...new Set(names)].filter((name) => !operations.has(name)),
      [],
    )
  })
})
