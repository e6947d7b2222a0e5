/**
 * Would the tests notice? Each rule is broken in several ways, and the tests of its operation must
 * fail each time. `npm test` prints how many mutants there were.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Operation, operations } from '../../src/autodiff/op.js'
import '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import type { Value } from '../../src/math/types.js'
import {
  type Case,
  caseOf,
  casesAtSample,
  checkFirst,
  checkSecond,
  checkValue,
} from '../autodiff/checkOperation.js'
import { kinks } from '../autodiff/kinks.js'
import { type Change, type Mutant, type Site, type Switch, withSwitches } from './mutants.js'

const folder = new URL('../../src/autodiff/ops/', import.meta.url)
const functions = math as unknown as Record<string, (...args: unknown[]) => unknown>

/** They compute the same, so no test can tell them from the rule. */
const EQUIVALENT: ReadonlySet<string> = new Set([
  // a square
  'singularPair.ts math.multiply(power, power): arguments swapped',
  // the size of a difference
  'sylvesterByNewton.ts math.subtract(A, unit): arguments swapped',
  // −∞ either way, where 0 has a negative exponent
  'arithmetic.ts math.subtract(1, math.step(math.unaryMinus(valueIn(b)))): + for −',
])

/** The names whose tests reach a site. */
type Reached = Map<number, Set<string>>

class Mutation implements Switch {
  readonly sites: Site[] = []
  readonly reached: Reached = new Map()
  active: Mutant | undefined
  tested = ''

  call(id: number, name: string, args: unknown[]): unknown {
    return this.#at(id)?.apply(...(args as never[])) ?? functions[name](...args)
  }

  number(id: number, value: number): number {
    return (this.#at(id)?.apply(value as never) as number) ?? value
  }

  #at(id: number): Change | undefined {
    if (this.active?.site.id === id) return this.active.change
    if (this.tested) this.reached.set(id, (this.reached.get(id) ?? new Set()).add(this.tested))
    return undefined
  }
}

/** The modules of this process; `import()` would load them a second time. */
const loaded = createRequire(import.meta.url)

/** Declares the whole table again, from copies with switches. */
function declareWithSwitches(mutation: Mutation): void {
  const modules = new Map<string, object>()
  const load = (name: string): object => {
    const known = modules.get(name)
    if (known) return known
    const exports = {}
    modules.set(name, exports)
    const source = readFileSync(new URL(`${name}.ts`, folder), 'utf8')
    const code = withSwitches(source, `${name}.ts`, mutation.sites)
    const imported = (path: string) =>
      path.startsWith('./')
        ? load(path.slice(2, -'.js'.length))
        : loaded(fileURLToPath(new URL(path.replace(/js$/, 'ts'), folder)))
    new Function('exports', 'require', 'mutation', code)(exports, imported, mutation)
    return exports
  }
  for (const file of readdirSync(folder)) load(file.replace(/\.ts$/, ''))
}

/** Whether the tests of the operation pass. */
function passes(name: string, cases: readonly Case[]): boolean {
  try {
    kinks[name]?.()
    for (const one of cases) checkFirst(one)
    for (const one of cases) checkValue(one)
    for (const one of cases) checkSecond(one)
    return true
  } catch {
    return false
  }
}

describe('the tests of the rules', () => {
  const originals = new Map(operations)
  const mutation = new Mutation()
  const cases = new Map<string, Case[]>()

  /** With this rule, or this mutant. */
  const survives = (name: string): boolean => passes(name, cases.get(name)!)

  before(() => {
    declareWithSwitches(mutation)
    for (const [name, { samples }] of operations) {
      const operation = operations.get(name)!
      cases.set(
        name,
        samples.flatMap((sample) => [
          caseOf(operation, sample, new Random(1)),
          ...casesAtSample(operation, sample),
        ]),
      )
      mutation.tested = name
      assert.ok(survives(name), `${name} passes unchanged`)
    }
    mutation.tested = ''
  })

  after(() => {
    for (const [name, operation] of originals)
      (operations as Map<string, Operation>).set(name, operation)
  })

  it('notice a wrong sign, a factor of 2 and exchanged gradients in every rule', () => {
    const alive: string[] = []
    let count = 0
    for (const [name, operation] of [...operations]) {
      for (const wrong of wrongRules(operation, cases.get(name)!)) {
        ;(operations as Map<string, Operation>).set(name, { ...operation, vjp: wrong.vjp })
        const alone = survives(name)
        if (!wrong.applied()) continue // the argument has no rule: it is said in other operations
        if (alone) alive.push(`${name}: ${wrong.what}`)
        count++
      }
      ;(operations as Map<string, Operation>).set(name, operation)
    }
    console.log(`      ${count - alive.length} of ${count} wrong rules noticed`)
    assert.deepEqual(alive, [])
    assert.ok(count > 2 * operations.size)
  })

  it('notice a changed sign, a dropped factor, swapped arguments and a changed number', () => {
    const alive: string[] = []
    let [count, equivalent] = [0, 0]
    for (const site of mutation.sites) {
      const names = [...(mutation.reached.get(site.id) ?? [])]
      for (const change of site.changes) {
        mutation.active = { site, change }
        const label = `${site.where}: ${change.what}`
        const alone = names.every(survives)
        if (alone && EQUIVALENT.has(label.replace(/:\d+ /, ' '))) equivalent++
        else if (alone) alive.push(label)
        count++
      }
    }
    mutation.active = undefined
    const killed = count - alive.length - equivalent
    console.log(`      ${killed} of ${count} mutants of the source killed, ${equivalent} the same`)
    assert.deepEqual(alive, [])
    assert.equal(equivalent, EQUIVALENT.size)
    assert.ok(count > 300)
  })
})

/** Their two gradients are equal. */
const SYMMETRIC = ['add', 'addRelu']

/**
 * Rules with one gradient wrong; where a gradient is 0 everywhere, one that passes on what came.
 */
function wrongRules(operation: Operation, cases: readonly Case[]): WrongRule[] {
  const used = operation.domain.flatMap((interval, place) =>
    interval && cases.some(({ inputs }) => place in inputs) ? [place] : [],
  )
  const wrong = used.flatMap((place) =>
    isFlat(operation)
      ? [changed(operation, place, 'passed on', (_, g) => g)]
      : [
          changed(operation, place, 'negated', (d) => math.unaryMinus(d)),
          changed(operation, place, 'doubled', (d) => math.dotMultiply(2, d)),
        ],
  )
  const isSymmetric = SYMMETRIC.includes(operation.name)
  const mayExchange = used.includes(0) && used.includes(1) && !isSymmetric
  return mayExchange ? [...wrong, exchanged(operation)] : wrong
}

interface WrongRule {
  readonly what: string
  readonly vjp: Operation['vjp']
  /** Whether it was wrong anywhere. */
  applied(): boolean
}

function changed(
  { vjp }: Operation,
  place: number,
  what: string,
  change: (gradient: Value, g: Value) => Value,
): WrongRule {
  let applied = false
  return {
    what: `argument ${place} ${what}`,
    applied: () => applied,
    vjp: (g, y, ...inputs) => {
      const gradients = [...vjp(g, y, ...inputs)]
      const found = gradients[place]
      if (found === undefined) return gradients
      gradients[place] = () => {
        applied = true
        return change((typeof found === 'function' ? found() : found) as Value, g)
      }
      return gradients
    },
  }
}

function exchanged({ vjp }: Operation): WrongRule {
  let applied = false
  return {
    what: 'first two exchanged',
    applied: () => applied,
    vjp: (g, y, ...inputs) => {
      const [a, b, ...rest] = vjp(g, y, ...inputs)
      if (a === undefined || b === undefined) return [a, b, ...rest]
      applied = true
      return [b, a, ...rest]
    },
  }
}

/** A rule that says 0, whatever the inputs. */
function isFlat({ vjp }: Operation): boolean {
  try {
    return vjp(1, 1)[0] === 0
  } catch {
    return false
  }
}
