import assert from 'node:assert/strict'
import { TestKernel } from './support/kernel.js'

describe('files that appear, change and vanish beside the notebook', () => {
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
  })
  after(() => kernel.stop())

  const use = "import { v } from './late'\nv"

  it('appear after an import of them failed', async () => {
    await kernel.error(use)
    kernel.write('late.ts', 'export const v = 1')
    assert.equal(await kernel.value(use), '1')
  })

  it('change, vanish and come back', async () => {
    kernel.write('late.ts', 'export const v = 2')
    assert.equal(await kernel.value(use), '2')
    kernel.remove('late.ts')
    await kernel.error(use)
    assert.equal(await kernel.value('1 + 1'), '2')
    kernel.write('late.ts', 'export const v = 3')
    assert.equal(await kernel.value(use), '3')
  })

  it('change while a cell runs', async () => {
    const running = kernel.value('await new Promise((r) => setTimeout(r, 150))')
    kernel.write('late.ts', 'export const v = 4')
    await running
    assert.equal(await kernel.value(use), '4')
  })

  it('appear where another file failed to find them', async () => {
    kernel.write('finder.ts', "import { w } from './wanted'\nexport const v = w")
    await kernel.error("import { v } from './finder'")
    kernel.write('wanted.ts', 'export const w = 5')
    assert.equal(await kernel.value("import { v as found } from './finder'\nfound"), '5')
  })

  it('contain errors and are mended', async () => {
    kernel.write('late.ts', 'export const v: string = 6')
    const { evalue } = await kernel.error(use)
    assert.match(evalue, /^late\.ts:1:14 - TS2322/)
    kernel.write('late.ts', 'export const v = 7')
    assert.equal(await kernel.value(use), '7')
  })

  it('come in numbers that nobody imports', async () => {
    for (let i = 0; i < 50; i++) kernel.write(`unused${i}.ts`, `export const u${i} = ${i}`)
    assert.equal(await kernel.value('2 + 2'), '4')
    for (let i = 0; i < 50; i++) kernel.remove(`unused${i}.ts`)
    assert.equal(await kernel.value('3 + 3'), '6')
  })

  it('end in .tsx, with JSX for the library that they import', async () => {
    kernel.write('plain.tsx', 'export const five: number = 5')
    kernel.write(
      'element.tsx',
      `const React = { createElement: (...parts: unknown[]) => parts }
      export const b: any = <b id="i">{5}</b>`,
    )
    assert.equal(await kernel.value("import { five } from './plain'\nfive"), '5')
    assert.match(
      (await kernel.error("import { five } from './plain'\nconst s: string = five")).evalue,
      /TS2322/,
    )
    assert.equal(await kernel.value("import { b } from './element'\nb"), "[ 'b', { id: 'i' }, 5 ]")
  })

  it('are TypeScript, which an import takes and a require refuses in words', async () => {
    kernel.write('typed.ts', 'namespace N { export const n: number = 4 }\nexport const { n } = N')
    kernel.write('typed.mts', 'enum E { four = 4 }\nexport const n: number = E.four')
    kernel.write('importing.ts', "import { n } from './typed'\nexport { n }")
    for (const name of ['./typed', './typed.ts', './typed.mts', './importing']) {
      const { evalue } = await kernel.error(`require('${name}')`)
      const advice = /^require expected JavaScript, given TypeScript: (.*) takes both$/.exec(evalue)
      assert.ok(advice, evalue)
      assert.equal(await kernel.value(`${advice[1].replace('…', '{ n }')}; n`), '4')
    }
    kernel.write('plain.cjs', 'exports.p = 6')
    assert.equal(await kernel.value("require('./plain.cjs').p"), '6')
    assert.match((await kernel.error("require('./nowhere')")).evalue, /Cannot find module/)
  })
})
