import assert from 'node:assert/strict'
import { TestKernel } from './support/kernel.js'

describe('imports in cells', () => {
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
  })
  after(() => kernel.stop())

  it('see a package that is installed meanwhile, and one whose types moved', async () => {
    const use = "import { size } from 'late-package'\nconst n: number = size; n"
    await kernel.error(use)
    const folder = 'node_modules/late-package'
    const describe = (types: string) => JSON.stringify({ main: 'index.js', types })
    kernel.write(`${folder}/package.json`, describe('one.d.ts'))
    kernel.write(`${folder}/index.js`, 'exports.size = 1')
    kernel.write(`${folder}/one.d.ts`, 'export const size: number')
    assert.equal(await kernel.value(use), '1')
    kernel.write(`${folder}/package.json`, describe('two.d.ts'))
    kernel.write(`${folder}/two.d.ts`, 'export const size: string')
    assert.match((await kernel.error(use)).evalue, /'string' is not assignable to type 'number'/)
  })

  it('take one copy of a package, however it is imported', async () => {
    await kernel.value("import * as a from 'mathjs'")
    kernel.write('uses.ts', "import * as c from 'mathjs'\nexport { c }")
    const code = "const b = await import('mathjs')\nimport { c } from './uses'\n;[a === b, b === c]"
    assert.equal(await kernel.value(code), '[ true, true ]')
  })

  it('find this package from any folder, with its types', async () => {
    await kernel.value("import { math } from 'notegrad'")
    assert.match((await kernel.error('math.nothingOfTheKind')).evalue, /nothingOfTheKind/)
    assert.equal(await kernel.value("(await import('notegrad')).math === math"), 'true')
  })

  it('take ES modules that await at their top', async () => {
    assert.equal(await kernel.value("import * as vega from 'vega'\ntypeof vega.View"), "'function'")
  })

  it('take CommonJS packages with their own default and all their names', async () => {
    const code = "import semver, { major } from 'semver'\n;[major('3.2.1'), semver.major === major]"
    assert.equal(await kernel.value(code), '[ 3, true ]')
  })

  it('take files and folders of packages without their endings, as their types do', async () => {
    const folder = 'node_modules/no-exports'
    kernel.write(`${folder}/package.json`, '{ "name": "no-exports" }')
    kernel.write(`${folder}/plugin/utc.js`, "module.exports = { zone: 'UTC' }")
    kernel.write(`${folder}/locale/index.js`, "exports.name = 'de'")
    kernel.write(`${folder}/broken.js`, "require('no-such-package')")
    const code = `import utc, { zone } from 'no-exports/plugin/utc'
      import { name } from 'no-exports/locale'
      ;[zone, utc.zone, name]`
    assert.equal(await kernel.value(code), "[ 'UTC', 'UTC', 'de' ]")
    const { evalue } = await kernel.error("import 'no-exports/broken'")
    assert.match(evalue, /^Cannot find module 'no-such-package'/)
    assert.match(
      (await kernel.error("await import('no-exports/none' as string)")).evalue,
      /^Cannot find module '.*no-exports\/none'/,
    )
  })

  it('take no other variant of a package whose own imports fail', async () => {
    const folder = 'node_modules/two-variants'
    const exports = '{ "import": "./it.mjs", "require": "./it.cjs" }'
    kernel.write(`${folder}/package.json`, `{ "name": "two-variants", "exports": ${exports} }`)
    kernel.write(`${folder}/it.mjs`, "import 'no-such-package'")
    kernel.write(`${folder}/it.cjs`, "exports.variant = 'cjs'")
    const { evalue } = await kernel.error("import 'two-variants'")
    assert.match(evalue, /^Cannot find package 'no-such-package' imported from .*it\.mjs/)
  })

  it('that throw nothing at all fail as they are', async () => {
    kernel.write('node_modules/throws/index.js', 'throw undefined')
    assert.equal((await kernel.error("await import('throws' as string)")).evalue, 'undefined')
  })

  it('take built-in modules, with and without `node:`', async () => {
    const code = `import fs, { readFileSync } from 'fs'
      import * as path from 'node:path'
      ;[fs.readFileSync === readFileSync, path.basename('/a/b')]`
    assert.equal(await kernel.value(code), "[ true, 'b' ]")
  })

  it('take JSON files', async () => {
    kernel.write('data.json', '{ "list": [1, 2] }')
    assert.equal(await kernel.value("import data from './data.json'\ndata.list"), '[ 1, 2 ]')
    kernel.write('text.json', '"no object"')
    assert.equal(await kernel.value("import text from './text.json'\ntext"), "'no object'")
    kernel.write('list.json', '[1, 2]')
    assert.equal(await kernel.value("import list from './list.json'\nlist.length"), '2')
  })

  it('take JSON files of packages, with and without an attribute', async () => {
    const folder = 'node_modules/with-data'
    kernel.write(`${folder}/package.json`, '{ "name": "with-data", "version": "1.2.3" }')
    kernel.write(`${folder}/table.json`, '{ "rows": [1, 2] }')
    const code = `import { version } from 'with-data/package.json'
      import table from 'with-data/table.json' with { type: 'json' }
      const later = await import('with-data/table.json')
      ;[version, table.rows, later.default === table]`
    assert.equal(await kernel.value(code), "[ '1.2.3', [ 1, 2 ], true ]")
    kernel.write('reads.ts', "import { version } from 'with-data/package.json'\nexport { version }")
    assert.equal(await kernel.value("import { version } from './reads'\nversion"), "'1.2.3'")
  })

  it('take TypeScript and JavaScript files, with every ending and with none', async () => {
    kernel.write('one.ts', 'export const one: number = 1')
    kernel.write('two.js', 'export const two = 2')
    kernel.write('three.mjs', 'export default 3')
    kernel.write('four.cjs', 'exports.four = 4')
    kernel.write('folder/index.ts', "export * from '../one.ts'\nexport const five = 5")
    const code = `import { one } from './one'
      import { one as same } from './one.ts'
      import { one as again } from './one.js'
      import { two } from './two'
      import three from './three.mjs'
      import { four } from './four.cjs'
      import { one as passed, five } from './folder'
      ;[one, same, again, two, three, four, passed, five]`
    assert.equal(await kernel.value(code), '[\n  1, 1, 1, 2,\n  3, 4, 1, 5\n]')
  })

  it('take local files that await at their top, and that import each other', async () => {
    kernel.write('slow.ts', 'export const slow = await Promise.resolve(1)')
    kernel.write(
      'even.ts',
      "import { odd } from './odd'\n" +
        'export const even = (n: number): boolean => n === 0 || odd(n - 1)',
    )
    kernel.write(
      'odd.ts',
      "import { even } from './even'\n" +
        'export const odd = (n: number): boolean => n !== 0 && even(n - 1)',
    )
    const code = "import { slow } from './slow'\nimport { even } from './even'\n;[slow, even(10)]"
    assert.equal(await kernel.value(code), '[ 1, true ]')
  })

  it('see edits when a file is imported again, also through another file', async () => {
    kernel.write('inner.ts', "export const word = 'old'")
    kernel.write('outer.ts', "import { word } from './inner'\nexport const said = word + '!'")
    assert.equal(await kernel.value("import { said } from './outer'\nsaid"), "'old!'")
    kernel.write('inner.ts', 'export const word = 7')
    assert.match((await kernel.error('const n: number = said')).evalue, /string/)
    assert.equal(await kernel.value("import { said } from './outer'\nsaid"), "'7!'")
  })

  it('are checked: the types of a file are those that it has now', async () => {
    kernel.write('typed.ts', 'export const size: number = 1')
    await kernel.value("import { size } from './typed'\nsize.toFixed()")
    kernel.write('typed.ts', "export const size: string = 'big'")
    const { evalue } = await kernel.error("import { size } from './typed'\nsize.toFixed()")
    assert.match(evalue, /toFixed/)
  })

  it('may be of types only', async () => {
    const code = "import type { Worker } from 'node:worker_threads'\nlet worker: Worker | undefined"
    await kernel.value(code)
    assert.equal(await kernel.value('worker'), '')
  })

  it('live on in later cells', async () => {
    await kernel.value("import { sep as separator } from 'node:path'")
    assert.equal(await kernel.value('separator'), "'/'")
  })

  it('see what a module changes, as ES modules do', async () => {
    kernel.write('counter.ts', 'export let count = 0\nexport function add() { return ++count }')
    const package_ = 'node_modules/live-package'
    kernel.write(`${package_}/package.json`, '{ "type": "module", "exports": "./index.js" }')
    kernel.write(`${package_}/index.js`, 'export let n = 0\nexport const more = () => { n++ }')
    const code = `import { count, add, add as again } from './counter'
      import { n, more } from 'live-package'
      const read = (add = 1) => ({ count, n, add })
      more(); add(); again();
      [count, read()]`
    assert.equal(await kernel.value(code), '[ 2, { count: 2, n: 1, add: 1 } ]')
    assert.equal(
      await kernel.value('more(); again(); [count, n, read()]'),
      '[ 3, 2, { count: 3, n: 2, add: 1 } ]',
    )
    await kernel.value("const count = 'of this cell'")
    assert.equal(await kernel.value('read().count'), '3')
  })

  it('see a default that a module changes', async () => {
    kernel.write(
      'default.ts',
      'let n = 0\nexport { n as default }\nexport const inc = () => { n++ }',
    )
    const code = `import n, { inc, default as m } from './default'
      const read = () => ({ n })
      inc();
      [n, m, read()]`
    assert.equal(await kernel.value(code), '[ 1, 1, { n: 1 } ]')
    assert.equal(await kernel.value('inc(); [n, m, read()]'), '[ 2, 2, { n: 2 } ]')
  })

  it('are constants, for the module is that of every cell', async () => {
    const lib = 'export const add = 1\nexport default 2'
    kernel.write('constant.ts', lib)
    const assignments = [
      'add = 3',
      '(add as any) = 3',
      'add++',
      '[add] = [3]',
      '({ add } = { add: 3 })',
      '({ a: [add = 4] } = { a: [] })',
      'for (add of [3]) {}',
      'two = 3',
    ]
    for (const assignment of assignments) {
      const given = "import two, { add } from './constant'\nlet a = 0;\n"
      const code = `// @ts-nocheck\n${given};${assignment}`
      const { ename, evalue } = await kernel.error(code)
      assert.deepEqual(
        [ename, evalue],
        ['TypeError', 'Assignment to constant variable.'],
        assignment,
      )
    }
    const { evalue } = await kernel.error('// @ts-nocheck\nadd = 3')
    assert.equal(evalue, 'Assignment to constant variable.')
    assert.equal(
      await kernel.value("import two, { add } from './constant'\n;[add, two]"),
      '[ 1, 2 ]',
    )
  })

  it('know require, __dirname and import.meta', async () => {
    const code = "[require('node:path').sep, __dirname, import.meta.dirname, import.meta.filename]"
    const folder = kernel.folder
    const expected = `[ '/', '${folder}', '${folder}', '${folder}/notebook.ts' ]`
    assert.equal((await kernel.value(code)).replace(/\s+/g, ' '), expected)
  })

  it('resolve addresses as ES modules do, of packages too', async () => {
    const folder = 'node_modules/two-doors'
    const exports = { import: './esm.js', require: './cjs.js' }
    kernel.write(`${folder}/package.json`, JSON.stringify({ exports }))
    kernel.write(`${folder}/esm.js`, '')
    kernel.write('sub folder/asks.ts', "export const found = import.meta.resolve('./x')")
    const code = `import { found } from './sub folder/asks'
      for (const name of ['./x.csv', 'fs', 'https://a.org/b', 'two-doors', 'mathjs'])
        console.log(import.meta.resolve(name))
      console.log(found)`
    const shown = (await kernel.printed(code)).trimEnd().split('\n')
    const here = `file://${kernel.folder}`
    assert.deepEqual(shown.toSpliced(4, 1), [
      `${here}/x.csv`,
      'node:fs',
      'https://a.org/b',
      `${here}/${folder}/esm.js`,
      `${here}/sub%20folder/x`,
    ])
    assert.match(shown[4], /\/mathjs\/lib\/esm\//)
  })

  it('say from where an address was looked for in vain', async () => {
    for (const name of ['no-such-package', '@no-such/package']) {
      const { evalue } = await kernel.error(`import.meta.resolve('${name}')`)
      assert.equal(
        evalue,
        `Cannot find package '${name}' imported from ${kernel.folder}/notebook.ts`,
      )
      const imported = await kernel.error(`const name: string = '${name}'\nawait import(name)`)
      assert.match(imported.evalue, new RegExp(`package '${name}' imported from ${kernel.folder}/`))
    }
    const { evalue } = await kernel.error('import.meta.resolve(3 as any)')
    const inVain = /^Cannot find package '3' imported from/
    assert.match(evalue, inVain)
    assert.match((await kernel.error('await import(3 as any)')).evalue, inVain)
  })

  it('say what cannot be found, in types and at run time', async () => {
    assert.match(
      (await kernel.error("import x from './nowhere'")).evalue,
      /^Cell\[\d+\]:1:15 - TS2307/,
    )
    const { evalue } = await kernel.error("const name: string = './nowhere'\nawait import(name)")
    assert.match(evalue, /Cannot find module '.\/nowhere'/)
  })
})
