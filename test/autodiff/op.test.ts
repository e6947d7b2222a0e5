import assert from 'node:assert/strict'
import { grad } from '../../src/autodiff/grad.js'
import { Operators, op, operations } from '../../src/autodiff/op.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import type { Num, Value } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'

/** A new operation: all that adding one takes. */
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

describe('op', () => {
  const tanhshrink = (x: Value): Value =>
    (math as unknown as { tanhshrink: (x: Value) => Value }).tanhshrink(x)

  before(() => addTanhshrink(1))

  after(() => {
    ;(operations as Map<string, unknown>).delete('tanhshrink')
    Reflect.deleteProperty(Operators.prototype, 'tanhshrink')
  })

  it('makes a new function of numbers and matrices, in TypeScript and in expressions', () => {
    const exact = { relative: 1e-15, absolute: 0 }
    assertClose(tanhshrink(1), 1 - Math.tanh(1), exact)
    assertClose(math.evaluate('tanhshrink(1)'), 1 - Math.tanh(1), exact)
    assert.deepEqual(math.evaluate('size(tanhshrink([1, 2]))').valueOf(), [2])
  })

  it('makes it differentiable, twice', () => {
    const f = (x: number): number => tanhshrink(x) as number
    const t = Math.tanh(0.5)
    const close = { relative: 1e-14, absolute: 0 }
    assertClose(grad(f)(0.5), t ** 2, close)
    assertClose(grad(grad(f))(0.5), 2 * t * (1 - t ** 2), close)
  })

  it('may be declared again, as when a cell runs twice', () => {
    addTanhshrink(2)
    assertClose(tanhshrink(1), 2 * (1 - Math.tanh(1)), { relative: 1e-15, absolute: 0 })
    const x = new Variable(0.5)
    ;(tanhshrink(x) as Variable).backward()
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

  it('has a formula, a source and samples for every operation', () => {
    for (const { name, formula, source, samples, domain } of operations.values()) {
      assert.ok(formula && source && samples.length > 0 && domain.length > 0, name)
      assert.ok(name in math, `${name} is a function of math`)
    }
  })
})
