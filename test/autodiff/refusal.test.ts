import assert from 'node:assert/strict'
import { withPlainAnswer } from '../../src/autodiff/refusal.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { tensor } from '../../src/math/storage.js'

type AnyFunction = (...args: unknown[]) => unknown

/** They ask what a value is, make functions, or work on JSON: nothing to differentiate. */
const NO_FUNCTIONS_OF_VALUES =
  /^(is[A-Z]\w*|on|off|once|emit|import|config|create|factory|typed|typeOf|replacer|reviver)$/

/** The instance as a table of functions, in TypeScript and in expressions. */
function functionsOf(space: object): [string, AnyFunction][] {
  return Object.entries(space).filter(
    ([name, f]) =>
      typeof f === 'function' && /^[a-z]/.test(name) && !NO_FUNCTIONS_OF_VALUES.test(name),
  )
}

const { mathWithTransform } = (math as unknown as { expression: { mathWithTransform: object } })
  .expression

const M = tensor([4, 1, 1, 3], [2, 2])
const values = [0.5, tensor([1, 2, 3], [3]), M]
const forms: readonly ((v: Variable) => unknown[])[] = [
  (v) => [v],
  (v) => [v, 2],
  (v) => [2, v],
  (v) => [v, v],
  (v) => [v, M],
  (v) => [M, v],
  (v) => [1, 2, v],
]

function messageOf(f: AnyFunction, args: unknown[]): string | undefined {
  try {
    const result = f(...args)
    const ofVariables = [result].flat().every((y) => y instanceof Variable) // split gives many
    return ofVariables ? undefined : `gave ${math.format(result)}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('a function without a rule', () => {
  for (const [where, space] of [
    ['TypeScript', math],
    ['expressions', mathWithTransform],
  ] as const) {
    const functions = functionsOf(space)
    it(`refuses a Variable and says its name: all ${functions.length} in ${where}`, () => {
      let refused = 0
      let differentiated = 0
      for (const [name, f] of functions) {
        for (const value of values) {
          for (const form of forms) {
            const message = messageOf(f, form(new Variable(value)))
            if (message === undefined) differentiated++
            else if (message.startsWith('gave ')) {
              assert.ok(withPlainAnswer.has(name), `${name} ${message}`)
            } else refused++
          }
        }
      }
      assert.ok(refused > 4000 && differentiated > 200, `${refused} ${differentiated}`)
    })
  }

  it('names what to use in its place', () => {
    const v = new Variable(M)
    const refusalOf = (f: () => unknown): DomainError => {
      try {
        f()
      } catch (error) {
        if (error instanceof DomainError) return error
      }
      return assert.fail('no refusal')
    }
    assert.match(refusalOf(() => math.qr(v as never)).where, /math\.qr/)
    assert.match(refusalOf(() => math.map(v as never, Math.exp)).mend, /math\.exp/)
    assert.match(refusalOf(() => math.eigs(v as never)).mend, /op/)
  })

  it('refuses where a gradient would be lost', () => {
    const v = new Variable(2)
    assert.throws(() => math.sum(M, v as never), DomainError)
    assert.throws(() => math.reshape(M, [v as never, 2]), /./)
    assert.throws(() => {
      const y = math.pow(M as never, v as never) as unknown as Variable
      math.sum(y).backward()
    }, DomainError)
  })

  it('refuses JavaScript’s operators, which would lose the tape', () => {
    const v = new Variable(2) as unknown as number
    for (const lost of [() => v * 2, () => v ** 2, () => -v, () => v > 1, () => Math.exp(v)]) {
      assert.throws(lost, { name: 'DomainError', mend: /math\.multiply/ })
    }
    assert.equal(`${v}`, 'Variable(2)')
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
