import assert from 'node:assert/strict'
import { TestKernel } from './support/kernel.js'

/** Code that tslab alone would compile to something else, or refuse at a wrong place. */
describe('cells that tslab would get wrong', () => {
  let kernel: TestKernel
  beforeEach(async () => {
    kernel = await TestKernel.start()
  })
  afterEach(() => kernel.stop())

  it('rename what they take from objects of earlier cells', async () => {
    await kernel.value('interface User { name: string; tags: string[] }')
    await kernel.value(
      "const user: User & { at: { x: number } } = { name: 'Ann', tags: ['a'], at: { x: 4 } }",
    )
    assert.equal(
      await kernel.value('const { name: n, tags: [t], at: { x: px } } = user\nn + t + px'),
      "'Anna4'",
    )
    const taken = 'const of = ({ name: a }: User = user, { tags: b = [a] } = user) => a + b\nof()'
    assert.equal(await kernel.value(taken), "'Anna'")
    const looped = "let all = ''\nfor (const { name: k } of [user]) all += k\nall"
    assert.equal(await kernel.value(looped), "'Ann'")
    await kernel.value("let q = ''\n;({ name: q } = user)")
    assert.equal(await kernel.value('q'), "'Ann'")
  })

  it('give a namespace of an earlier cell a short name', async () => {
    await kernel.value('namespace Outer { export namespace Inner { export const v = 3 } }\nvoid 0')
    assert.equal(await kernel.value('import Short = Outer.Inner\nShort.v'), '3')
    await kernel.value('const other = 1')
    assert.equal(await kernel.value('Short.v + Outer.Inner.v'), '6')
  })

  it('end in a namespace or an enum, whose members know each other', async () => {
    await kernel.value(
      'namespace Circle { export const r = 2; export function area() { return 3 * r * r } }',
    )
    assert.equal(await kernel.value('Circle.area()'), '12')
    await kernel.value("enum Size { S = 'ab'.length, M = S + 1 }")
    assert.equal(await kernel.value('Size.M'), '3')
  })

  it('know namespaces, and properties of functions, of all earlier cells', async () => {
    await kernel.value('namespace N { export type T = number; export const x: T = 7 }\nvoid 0')
    await kernel.value('function f() { return f.calls++ }\nf.calls = 5')
    await kernel.value('1')
    await kernel.value('2')
    assert.equal(await kernel.value('const y: N.T = N.x\ny + f.calls'), '12')
    await kernel.value('const N = 8')
    await kernel.value('3')
    assert.equal(await kernel.value('N'), '8')
  })

  it('declare names that begin with two underscores, and global types', async () => {
    const declared = 'const __dirname = "here", ___three = 3\ninterface __T { a: 1 }\n__dirname'
    assert.equal(await kernel.value(declared), "'here'")
    assert.equal(
      await kernel.value('const t: __T = { a: 1 }\n__dirname + ___three + t.a'),
      "'here31'",
    )
    await kernel.value('declare global { interface Array<T> { final(): T } }')
    await kernel.value('Array.prototype.final = function () { return this[this.length - 1] }')
    assert.equal(await kernel.value('[1, 2].final()'), '2')
    await kernel.value('declare global { var shared: number }')
    await kernel.value('declare global { var shared: string }')
    await kernel.value("globalThis.shared = 'edited and run again'")
  })

  it('show a function or a class without a name as one', async () => {
    assert.equal(await kernel.value('(x: number) => x + 1'), '[Function (anonymous)]')
    assert.equal(await kernel.value('(class {})'), '[class (anonymous)]')
    assert.equal(await kernel.value('(function named() {})'), '[Function: named]')
  })

  it('may export a default without a name, and use the newest flags of regular expressions', async () => {
    assert.equal(await kernel.value('export default { a: 1, b: 2 }'), '{ a: 1, b: 2 }')
    assert.equal(await kernel.value('const rows = [1]\nexport default [rows]'), '[ [ 1 ] ]')
    assert.equal(await kernel.value("/[\\p{L}--[a-z]]/v.test('a')"), 'false')
  })

  it('keep what `var` declares in a loop or a block', async () => {
    await kernel.value('for (var i = 0; i < 3; i++) { var last = { i } }')
    assert.equal(await kernel.value('i + last.i'), '5')
    await kernel.value('var kept = 5')
    await kernel.value('if (true) { var kept = 6 }')
    assert.equal(await kernel.value('kept'), '6')
  })

  it('refuse `await` in a method that is not async, at its place', async () => {
    const { error } = await kernel.run("const api = {\n  load() { return await fetch('x') },\n}")
    assert.match(error!.evalue, /^Cell\[1\]:2:19 - TS1308: 'await' expressions are only allowed/)
    assert.equal(await kernel.value('await Promise.resolve(4)'), '4')
  })

  it('have syntax errors alone, at places in the cell', async () => {
    const told = async (code: string) => {
      const { error } = await kernel.run(code)
      return error!.traceback.filter((line) => / - TS/.test(line))
    }
    const open = await told('const f = (x: number) => {\n  if (x > 1) {\n    return x\n}\nf(1)')
    assert.deepEqual(
      open.map((line) => line.replace(/^Cell\[\d+\]:/, '')),
      ["5:5 - TS1005: '}' expected."],
    )
    assert.match(
      (await told('const xs = [1, 2')).join(),
      /^Cell\[2\]:1:17 - TS1005: '\]' expected\.$/,
    )
    assert.match((await told('def f(x):\n  return x'))[0], /^Cell\[3\]:1:1 - TS1434/)
    assert.doesNotMatch((await told('def f(x):\n  return x')).join(), /TS2/)
  })
})
