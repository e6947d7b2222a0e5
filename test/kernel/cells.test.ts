import assert from 'node:assert/strict'
import { TestKernel } from './support/kernel.js'

describe('cells', () => {
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
  })
  after(() => kernel.stop())

  it('show the value of the last expression', async () => {
    assert.equal(await kernel.value('const a = 2\na * 21'), '42')
  })

  it('show no value after a semicolon', async () => {
    assert.equal(await kernel.value('1 + 1;'), '')
    assert.equal(await kernel.value("'; not the end'"), "'; not the end'")
  })

  it('show null, and nothing for undefined', async () => {
    assert.equal(await kernel.value('null'), 'null')
    assert.equal(await kernel.value('undefined'), '')
  })

  it('wait for a promise that is the last expression', async () => {
    assert.equal(await kernel.value('new Promise((r) => setTimeout(() => r(7), 20))'), '7')
  })

  it('see and change the variables of earlier cells, also inside functions', async () => {
    await kernel.value('let count = 1; const read = () => count')
    await kernel.value('count = 5')
    assert.equal(await kernel.value('count++; [count, read()]'), '[ 6, 6 ]')
  })

  it('may declare anew what an earlier cell declared, with another type', async () => {
    await kernel.value('const thing = 1; type Kind = number; class Box { a = 1 }')
    await kernel.value("let thing = 'text'; type Kind = string; class Box { b = 2 }")
    assert.equal(
      await kernel.value('const k: Kind = thing\n;[k, new Box()]'),
      "[ 'text', Box { b: 2 } ]",
    )
  })

  it('take classes, enums, generics, namespaces, interfaces and decorators', async () => {
    await kernel.value(`
      enum Color { Red, Green }
      namespace Space { export const inside = 3 }
      interface Named { name: string }
      class Holder<T> { constructor(readonly held: T) {} }
      function twice(f: (x: number) => number, _: ClassMethodDecoratorContext) {
        return function (this: unknown, x: number) { return 2 * f.call(this, x) }
      }
      class Decorated { @twice double(x: number) { return x } }`)
    const shown = await kernel.value(
      "const n: Named = { name: 'x' }\n" +
        ';[Color.Green, Space.inside, n.name, new Holder(4).held, new Decorated().double(5)]',
    )
    assert.equal(shown, "[ 1, 3, 'x', 4, 10 ]")
  })

  it('take `using`, which disposes at the end of the cell', async () => {
    const code = "using held = { [Symbol.dispose]() { console.log('disposed') } }"
    assert.equal(await kernel.printed(code), 'disposed\n')
    assert.equal(await kernel.value(`${code}\nconst seen = Object.keys(held)\nseen.length`), '0')
    const log = 'const log: string[] = []\n'
    const late = 'await using slow = { async [Symbol.asyncDispose]() { log.push("disposed") } }\n'
    const ending = 'new Promise<string[]>((r) => setTimeout(() => r([...log]), 20))'
    assert.equal(await kernel.value(log + late + ending), '[]')
    assert.equal(await kernel.value('log'), "[ 'disposed' ]")
    assert.equal(await kernel.value(`${code}\nconst last = 1`), '')
    assert.equal(await kernel.value(`${code}\n1 + 1;`), '')
    assert.equal(await kernel.value(`${code}\n;() => 1`), '[Function (anonymous)]')
  })

  it('take await and for await at the top', async () => {
    const code = 'for await (const x of [1, Promise.resolve(2)]) console.log(await x)'
    assert.equal(await kernel.printed(code), '1\n2\n')
  })

  it('tolerate the word export', async () => {
    await kernel.value('export const exported = 1\nexport default function main() { return 2 }')
    assert.equal(await kernel.value('exported + main()'), '3')
  })

  it('may write variables of earlier cells as shorthand properties', async () => {
    await kernel.value('const p = 1; let q = 2')
    assert.equal(await kernel.value('const made = { p, q }\nmade'), '{ p: 1, q: 2 }')
    assert.equal(await kernel.value('({ q } = { q: 8 })\n;[q]'), '[ 8 ]')
  })

  it('call functions of earlier cells without a this', async () => {
    await kernel.value('function self(this: unknown) { return this }')
    assert.equal(await kernel.value('[self()]'), '[ undefined ]')
  })

  it('take destructured names to later cells', async () => {
    await kernel.value(
      'const { first, ...others } = { first: 1, second: 2 }; const [x0, x1] = [3, 4]',
    )
    assert.equal(await kernel.value('[first, others, x0, x1]'), '[ 1, { second: 2 }, 3, 4 ]')
  })

  it('may name their variables like what the kernel hands them', async () => {
    assert.equal(await kernel.value('const require = 1, console = 2\nrequire + console'), '3')
    assert.equal(await kernel.printed('globalThis.console.log(require)'), '1\n')
    await kernel.value('const { console, require } = globalThis as never')
    await kernel.value('const one = 1')
    assert.equal(await kernel.value('const exports = { two: 2 }\none + exports.two'), '3')
    assert.equal(await kernel.value('one + exports.two'), '3')
  })

  it('keep values whose types cannot be named', async () => {
    await kernel.value('const hidden = (() => { class Inner { v = 1 }; return new Inner() })()')
    assert.equal(await kernel.value('hidden.v'), '1')
  })

  it('may be empty, or comments only', async () => {
    assert.equal(await kernel.value(''), '')
    assert.equal(await kernel.value('// nothing'), '')
  })

  it('run in strict mode and loop at full speed', async () => {
    const code = 'let sum = 0\nfor (let i = 0; i < 20_000_000; i++) sum += i\nsum'
    const start = performance.now()
    assert.equal(await kernel.value(code), '199999990000000')
    assert.ok(performance.now() - start < 1500, 'loops use local variables')
    assert.equal(await kernel.value('(function (this: unknown) { return this })()'), '')
  })

  it('switch type checking off with a comment on the first line', async () => {
    assert.equal(await kernel.value('// @ts-nocheck\nconst wrong: string = 3\nwrong'), '3')
    assert.equal((await kernel.error('const wrong: string = 3')).ename, 'TypeScriptError')
  })

  it('leave the kernel alive with its variables when they throw', async () => {
    await kernel.value('const kept = 1; let model = "old"')
    await kernel.error("const before = 2\nthrow new Error('no')\nconst model = 3, late = 4")
    assert.equal(await kernel.value('[kept, before, model]'), "[ 1, 2, 'old' ]")
    const { ename, traceback } = await kernel.error('late')
    assert.equal(ename, 'ReferenceError')
    assert.doesNotMatch(traceback.join('\n'), /__bind/)
  })

  it('are not run at all when a type is wrong', async () => {
    await kernel.error("console.log('ran'); const n: number = 'text'")
    const { outputs } = await kernel.run('globalThis.untouched')
    assert.ok(outputs.every((output) => output.output_type !== 'stream'))
  })
})
