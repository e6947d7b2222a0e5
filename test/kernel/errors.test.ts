import assert from 'node:assert/strict'
import { TestKernel, textOf } from './support/kernel.js'

describe('errors of cells', () => {
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
  })
  after(() => kernel.stop())

  it('of types come with cell, line, column and a code frame', async () => {
    const { ename, evalue, traceback } = await kernel.error('const a = 1\nconst s: string = a')
    assert.equal(ename, 'TypeScriptError')
    assert.equal(evalue, "Cell[1]:2:7 - TS2322: Type 'number' is not assignable to type 'string'.")
    assert.deepEqual(traceback.slice(1), [
      '  1 | const a = 1',
      '> 2 | const s: string = a',
      '    |       ^',
    ])
  })

  it('of JSX are one refusal, with what to write instead', async () => {
    const { traceback } = await kernel.error('const a = 1\nconst b = <div>{a}</div>')
    assert.match(traceback[0], /^Cell\[\d+\]:2:11 - TS17004: cells take no JSX: .*display\.html/)
    assert.doesNotMatch((await kernel.error('const c = 1 <a>2')).evalue, /JSX/)
  })

  it('of expressions too deep for the compiler tell what to write instead', async () => {
    const sum = Array.from({ length: 3000 }, (_, i) => i).join(' + ')
    const { evalue, traceback } = await kernel.error(sum)
    assert.match(evalue, /^expected .*given .*array/s)
    assert.doesNotMatch(traceback.join('\n'), /typescript/)
    assert.equal(await kernel.value('2 + 3'), '5')
  })

  it('of names that no cell declared tell to run the cell that does', async () => {
    const { evalue, traceback } = await kernel.error('const late = earlier + 1')
    assert.match(evalue, /TS2304: Cannot find name 'earlier'\.$/)
    assert.equal(traceback.at(-1), '  If a cell above declares or imports it, run that cell first.')
  })

  it('of what other places have tell what stands for it here', async () => {
    const habits: [code: string, hint: RegExp][] = [
      ['print(1)', /console\.log/],
      ["prompt('name?')", /await input\(/],
      ['document.body', /display\.html/],
      ['%timeit 1 + 1', /console\.time/],
      ['const a = 1\n!npm install zod', /execSync/],
      ['const a = 1\n!rm -rf it', /execSync/],
      ['Math.max（1, 2)', /write \($/],
      ['const s = “hello”', /write "$/],
      ['const d = 5\nd – 3', /write -$/],
      ['{ a: 1, b: 2 }', /parentheses: \(\{/],
      ["import { z } from 'zod/v4'", /"npm install zod"/],
      ["import { z } from '@some/zod/v4'", /"npm install @some\/zod"/],
      ["import isOdd from 'https://esm.sh/is-odd'", /no addresses/],
    ]
    for (const [code, hint] of habits) {
      const { traceback } = await kernel.error(code)
      assert.match(traceback.at(-1) ?? '', hint)
      assert.equal(traceback.filter((line) => / - TS\d/.test(line)).length, 1, code)
    }
    for (const code of [
      "import x from './nowhere'",
      "import x from '@/nowhere'",
      "import x from 'node:nowhere'",
      'const a = 7\n%',
      '{ f( }',
      'const b = 7\n!b && f(1',
      '!(b instanceof Array) && f(1',
      '!isNaN(1, 2',
      'Math.max(1\n!isNaN(2))',
    ]) {
      assert.match((await kernel.error(code)).traceback.at(-1) ?? '', /^ {4}\|/, code)
    }
  })

  it('of promises taken for their values tell to await them', async () => {
    await kernel.value('const load = async () => ({ train: 1 })')
    for (const source of ['load().train', 'const { train } = load()']) {
      const { traceback } = await kernel.error(source)
      assert.match(traceback.at(-1) ?? '', /^ {2}A promise .* 'await' before it\.$/, source)
    }
    const { traceback } = await kernel.error('const none: Promise<number> = 1')
    assert.doesNotMatch(traceback.join(), /await|run that cell/)
  })

  it('of syntax come with their place', async () => {
    assert.match((await kernel.error('const = 3')).evalue, /^Cell\[\d+\]:1:7 - TS1134/)
  })

  it('that are thrown come with the line where it happened and a mapped stack', async () => {
    await kernel.value(
      'interface Long {\n' +
        '  a: string\n' +
        '}\n\n' +
        'function fail(x: number): never {\n' +
        "  throw new RangeError('bad ' + x)\n" +
        '}',
    )
    const { ename, evalue, traceback } = await kernel.error('const y = 1\nfail(y)')
    assert.deepEqual([ename, evalue], ['RangeError', 'bad 1'])
    const text = traceback.join('\n')
    assert.match(text, /^RangeError: bad 1\n\nCell\[(\d+)\]:6:9\n/)
    assert.match(text, /> 6 \| {3}throw new RangeError\('bad ' \+ x\)\n {4}\| {9}\^/)
    assert.match(text, /at fail \(Cell\[\d+\]:6:9\)\n {4}at Cell\[\d+\]:2:1$/)
  })

  it('name files beside the notebook by their own lines', async () => {
    kernel.write(
      'lib/thrower.ts',
      "type T = number\n\nexport function go(_: T) {\n  throw new Error('inside')\n}",
    )
    const { traceback } = await kernel.error("import { go } from './lib/thrower'\ngo(1)")
    assert.match(traceback.join('\n'), /at go \(lib\/thrower\.ts:4:9\)/)
  })

  it('tell of a package only its name, and of the kernel nothing', async () => {
    const { traceback } = await kernel.error("import { parse } from 'mathjs'\nparse('1 +')")
    const frames = traceback.filter((line) => line.startsWith('    at '))
    assert.ok(frames.some((line) => line.endsWith('(mathjs)')))
    assert.doesNotMatch(frames.join('\n'), /node_modules|kernel|node:|\/.*\//)
  })

  it('after an await are mapped too', async () => {
    const { traceback } = await kernel.error("await null\n\nthrow new Error('later')")
    assert.match(traceback.join('\n'), /> 3 \| throw new Error\('later'\)/)
  })

  it('tell their causes', async () => {
    const { traceback } = await kernel.error(
      "throw new Error('outer', { cause: new TypeError('inner') })",
    )
    assert.equal(traceback.at(-1), 'caused by TypeError: inner')
  })

  it('tell causes that are no errors, and each error of several, with their own causes', async () => {
    const { traceback } = await kernel.error("throw new Error('x', { cause: 'disk full' })")
    assert.equal(traceback.at(-1), "caused by 'disk full'")
    const { traceback: several } = await kernel.error(
      "const b = new Error('b', { cause: 1 })\n" +
        "await Promise.any(['a', b].map((x) => Promise.reject(x)))",
    )
    assert.equal(several[0], 'AggregateError: All promises were rejected')
    assert.deepEqual(several.slice(-3), ["  - 'a'", '  - Error: b', '    caused by 1'])
  })

  it('tell their properties, unless the message does, and little of what is long', async () => {
    const code = "throw Object.assign(new Error('x'), { code: 'E_X', at: { row: 1 } })"
    assert.equal((await kernel.error(code)).traceback.at(-1), "  { code: 'E_X', at: { row: 1 } }")
    const asserted = "import assert from 'node:assert'\nassert.equal(1, 2)"
    assert.match((await kernel.error(asserted)).traceback.at(-1) ?? '', /^ {4}at /)
    const long = await kernel.error(
      'throw Object.assign(new AggregateError(Array(99).fill(1)), ' +
        '{ rows: Array(999).fill({ a: [1] }) })',
    )
    assert.equal(long.traceback.at(-1), '  and 89 more')
    assert.ok(long.traceback.length < 50)
    const nested = await kernel.error(
      `const level = (n: number): Error => {
        if (n === 0) return new Error('leaf')
        return new AggregateError(Array.from({ length: 9 }, () => level(n - 1)))
      }
      throw level(3)`,
    )
    assert.match(nested.traceback.at(-1) ?? '', /^ {2}… and \d+ more lines$/)
    assert.ok(nested.traceback.length < 60)
  })

  it('end where causes lead back, and are told though their details cannot be', async () => {
    const { traceback } = await kernel.error(
      "const own = new Error('own')\n" +
        "own.cause = new AggregateError([own], 'all', { cause: own })\n" +
        'throw own',
    )
    assert.equal(traceback.at(-1), 'caused by AggregateError: all')
    const code = "throw Object.defineProperty(new Error('x'), 'cause', { get() { throw 1 } })"
    assert.equal((await kernel.error(code)).evalue, 'x')
  })

  it('call variables of earlier cells by their names', async () => {
    await kernel.value('const cfg: any = {}')
    for (const [code, message] of [
      ['cfg.run()', 'cfg.run is not a function'],
      ['cfg()', 'cfg is not a function'],
      ["import { sep } from 'node:path'\n;(sep as any)()", 'sep is not a function'],
      ["import path from 'node:path'\n;(path as any).nope()", 'path.nope is not a function'],
      ["import { sep as bar } from 'node:path'\n;(bar as any)()", 'bar is not a function'],
      ["import { sep as $1 } from 'node:path'\n;($1 as any).x()", '$1.x is not a function'],
      ['const exports: any = 1\nexports.run(cfg)', 'exports.run is not a function'],
      ['new cfg.Run()', 'cfg.Run is not a constructor'],
      ['for (const x of cfg) x', 'cfg is not iterable'],
      [
        'const { d } = cfg.nope',
        "Cannot destructure property 'd' of 'cfg.nope' as it is undefined.",
      ],
      ["throw new TypeError('see exports.cfg')", 'see exports.cfg'],
      ["throw new Error('exports.cfg is not a function')", 'exports.cfg is not a function'],
    ]) {
      const { evalue, traceback } = await kernel.error(code)
      assert.equal(evalue, message)
      assert.equal(traceback[0].replace(/^\w+: /, ''), message)
    }
  })

  it('in eval are told by the line that calls it', async () => {
    const code = 'interface A {\n  a: 1\n}\n\neval("null.x")'
    const { traceback } = await kernel.error(code)
    assert.match(traceback.join('\n'), /> 5 \| eval\("null\.x"\)/)
  })

  it('of ours have their three parts on lines of their own, before the place', async () => {
    const code = "import { math } from 'notegrad'\nmath.multiply(math.ones(2, 3), math.ones(2, 3))"
    const { ename, traceback } = await kernel.error(code)
    assert.equal(ename, 'ShapeError')
    const parts = ['ShapeError: math.multiply', '  expected: ', '  given:    ', '  to mend:  ']
    const begins = parts.map((part, i) => traceback[i].slice(0, part.length))
    assert.deepEqual(begins, parts)
    assert.deepEqual([traceback[4], /^Cell\[\d+\]:2:\d+$/.test(traceback[5])], ['', true])
  })

  it('keep the lines of their message', async () => {
    const { traceback } = await kernel.error("throw new Error('expected: a\\ngiven: b\\nmend: c')")
    assert.deepEqual(traceback.slice(0, 3), ['Error: expected: a', 'given: b', 'mend: c'])
  })

  it('may be anything that is thrown', async () => {
    for (const [thrown, shown] of [
      ['{ code: 1 }', '{ code: 1 }'],
      ['null', 'null'],
      ["'text'", "'text'"],
    ]) {
      const { ename, evalue } = await kernel.error(`throw ${thrown}`)
      assert.deepEqual([ename, evalue], ['Thrown', shown])
    }
  })

  it('in timers and forgotten promises are told, and the kernel lives', async () => {
    const { outputs } = await kernel.run(`
      setTimeout(() => { throw new Error('in a timer') }, 1)
      void Promise.reject(new Error('in a promise'))
      await new Promise((r) => setTimeout(r, 50))`)
    const text = outputs.map((o) => (o.output_type === 'stream' ? o.text : '')).join('')
    assert.match(text, /Uncaught Error: in a timer/)
    assert.match(text, /Uncaught Error: in a promise/)
    assert.equal(await kernel.value('1'), '1')
  })

  it('in promises that are rejected just as their cell ends are told before its end', async () => {
    for (const ending of ['1', 'await null', "throw new Error('its own')"]) {
      const { outputs } = await kernel.run(`void Promise.reject(new Error('late'))\n${ending}`)
      assert.match(textOf([...outputs], 'stderr'), /^Uncaught Error: late/)
    }
  })

  it('that are printed speak of cells as well', async () => {
    assert.match(
      await kernel.printed("console.log(new Error('shown'))"),
      /Error: shown\n {4}at Cell\[\d+\]:1:13\n/,
    )
  })

  it('that are made of objects are headed by name and message', async () => {
    const { outputs } = await kernel.run("console.trace('here')")
    assert.match(textOf(outputs, 'stderr'), /^Trace: here\n {4}at Cell\[\d+\]:1:9\n/)
    const code =
      "const o = { message: 'm', stack: '' }\nError.captureStackTrace(o)\nconsole.log(o.stack)"
    assert.match(await kernel.printed(code), /^Error: m\n/)
  })
})
