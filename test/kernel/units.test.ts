import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { Writable } from 'node:stream'
import v8 from 'node:v8'
import vm from 'node:vm'
import { CellQueue } from '../../kernel-setup/kernel/cells/CellQueue.js'
import { cellParameters, cellScript } from '../../kernel-setup/kernel/cells/cellScript.js'
import { asNamespace } from '../../kernel-setup/kernel/cells/namespace.js'
import { Variables } from '../../kernel-setup/kernel/cells/Variables.js'
import { cellConsole } from '../../kernel-setup/kernel/output/cellConsole.js'
import { codeFrame } from '../../kernel-setup/kernel/output/codeFrame.js'
import { OutputStreams } from '../../kernel-setup/kernel/output/OutputStreams.js'
import type { Content } from '../../kernel-setup/kernel/protocol/message.js'
import { toCodePoints, toUtf16 } from '../../kernel-setup/kernel/requests/cursor.js'
import { blankExportKeywords } from '../../kernel-setup/kernel/tslab/exportKeyword.js'
import { loadTypeScript } from '../../kernel-setup/kernel/tslab/typescript.js'

const { ts } = loadTypeScript(tmpdir())

describe('the script of a cell', () => {
  /** Runs a compiled cell; gives what it binds and what it imported. */
  const run = async (module: string, modules: Record<string, object> = {}) => {
    const { text, names } = cellScript(ts, module)
    const variables = new Variables()
    const loaded: string[] = []
    const load = Object.assign(
      async (name: string) => {
        loaded.push(name)
        return modules[name]
      },
      { meta: { url: 'file:///cell' } },
    )
    const given: Record<string, unknown> = {
      __earlier: variables.exports,
      __load: load,
      __bind: variables.bind.bind(variables),
    }
    const start = vm.runInThisContext(text)
    await start(...cellParameters.map((name) => given[name]))
    return { exports: variables.exports, names, loaded }
  }

  it('loads imports before anything else, in their order', async () => {
    const module =
      "export { a, b };\nlet b = __module_a.x + 1;\nimport { x as a } from 'one';\nimport 'two';"
    const { exports, loaded } = await run(module, { one: { x: 1 } })
    assert.deepEqual(loaded, ['one', 'two'])
    assert.equal(exports.b, 2)
  })

  it('takes default, named, renamed and namespace imports', async () => {
    const one = { default: 'd', 'odd name': 'o' }
    const module = `import d, { "odd name" as o } from 'one'; import * as all from 'one';
      export { d, o, all };`
    const { exports } = await run(module, { one })
    assert.deepEqual({ ...exports }, { d: 'd', o: 'o', all: one })
  })

  it('keeps every line where it is', () => {
    const module = "import {\n  a,\n} from 'one';\nconst x = 1;\nexport {\n  x\n};\nx;"
    const lines = cellScript(ts, module).text.split('\n')
    assert.deepEqual(lines.slice(4, 5), ['const x = 1;'])
    assert.deepEqual(lines.slice(8, 9), ['x;'])
  })

  it('writes import() and import.meta as __load, in place', async () => {
    const module = "const m = await import('one'); const u = import.meta.url; export { m, u };"
    const { exports } = await run(module, { one: { y: 1 } })
    assert.deepEqual({ ...exports }, { m: { y: 1 }, u: 'file:///cell' })
    const text = cellScript(ts, module).text.split('\n')[1]
    assert.equal(text.indexOf('__load.meta'), module.indexOf('import.meta'))
  })

  it('leaves the word import in texts and comments alone', () => {
    const module = 'const s = "import(1)"; // import(2)\nexport { s };'
    assert.match(cellScript(ts, module).text, /const s = "import\(1\)"; \/\/ import\(2\)/)
  })
})

describe('variables', () => {
  it('that a stopped cell never set are again what they were', () => {
    const variables = new Variables()
    variables.bind({ a: [() => 1, () => {}] })
    const saved = variables.save(['a', 'b'])
    const unset = () => {
      throw new ReferenceError('not yet')
    }
    variables.bind({ a: [unset, () => {}], b: [unset, () => {}] })
    variables.restoreUnset(saved)
    assert.equal(variables.exports.a, 1)
    assert.throws(() => variables.exports.b, ReferenceError)
  })
})

describe('what an import sees of a CommonJS module', () => {
  it('is its names and itself, without a prototype', () => {
    const exports = Object.assign(() => 1, { toString: 2 })
    const namespace = asNamespace(exports)
    assert.equal(Object.getPrototypeOf(namespace), null)
    assert.deepEqual({ ...namespace }, { toString: 2, default: exports })
  })

  it('is an object whose members V8 finds without a search', () => {
    v8.setFlagsFromString('--allow-natives-syntax')
    const isFast = new Function('object', 'return %HasFastProperties(object)')
    const names = Array.from({ length: 500 }, (_, i) => [`name${i}`, i])
    assert.ok(isFast(asNamespace(Object.fromEntries(names))))
  })
})

describe('the words export and default', () => {
  const samples: [source: string, blanked: string][] = [
    ['export const a = 1', '       const a = 1'],
    ['export default function f() {}', '               function f() {}'],
    ['export default 1 + 1', ';(             1 + 1)'],
    ['export default { a: 1 }\nf()', ';(             { a: 1 })\nf()'],
    ['export default class {}', ';(             class {})'],
    ['export { a }', '            '],
    ['export type T = 1', '       type T = 1'],
    ["const s = 'export const'", "const s = 'export const'"],
    ["export * from './x'", "export * from './x'"],
  ]
  for (const [source, blanked] of samples) {
    it(`are blanked in place: ${source}`, () => {
      assert.equal(blankExportKeywords(ts, source).trimEnd(), blanked.trimEnd())
    })
  }
})

describe('the console of a cell', () => {
  const own = cellConsole((action) => action())

  it('has the same methods each time', () => {
    assert.equal(own.log, own.log)
  })

  it('makes consoles', () => {
    const printed: string[] = []
    const stream = new Writable({ write: (chunk, _, done) => done(void printed.push(`${chunk}`)) })
    const made = new own.Console(stream)
    made.log('a')
    assert.ok(made instanceof own.Console)
    assert.deepEqual(printed, ['a\n'])
  })
})

describe('a code frame', () => {
  it('marks the line and the column, with two lines on each side', () => {
    const source = Array.from({ length: 12 }, (_, i) => `line ${i + 1}`).join('\n')
    const expected = [
      '   8 | line 8',
      '   9 | line 9',
      '> 10 | line 10',
      '     |  ^',
      '  11 | line 11',
      '  12 | line 12',
    ]
    assert.deepEqual(codeFrame(source, 10, 2), expected)
  })

  it('is empty for a line that is not there', () => {
    assert.deepEqual(codeFrame('one', 2, 1), [])
  })
})

describe('a cursor', () => {
  it('is counted in characters there and in UTF-16 units here', () => {
    const text = 'a😀激b'
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((at) => toUtf16(text, at)),
      [0, 1, 3, 4, 5],
    )
    assert.deepEqual(
      [0, 1, 3, 4, 5].map((at) => toCodePoints(text, at)),
      [0, 1, 2, 3, 4],
    )
  })
})

describe('output streams', () => {
  const collect = () => {
    const sent: string[] = []
    const target = { stream: (name: string, text: string) => void sent.push(`${name}: ${text}`) }
    return { sent, target }
  }

  it('join what is written in short order, and separate the streams', () => {
    const { sent, target } = collect()
    const streams = new OutputStreams()
    streams.flush()
    for (const letter of 'abc') streams.write(target, 'stdout', letter)
    streams.write(target, 'stderr', 'd')
    streams.flush()
    assert.deepEqual(sent, ['stdout: abc', 'stderr: d'])
  })

  it('send at once what is written 50 ms after the last time', () => {
    const { sent, target } = collect()
    const streams = new OutputStreams()
    const now = Date.now
    try {
      Date.now = () => 1_000
      streams.flush()
      streams.write(target, 'stdout', 'a')
      Date.now = () => 1_049
      streams.write(target, 'stdout', 'b')
      assert.deepEqual(sent, [])
      Date.now = () => 1_050
      streams.write(target, 'stdout', 'c')
      assert.deepEqual(sent, ['stdout: abc'])
    } finally {
      Date.now = now
    }
  })

  it('send what waits, without being asked', async () => {
    const { sent, target } = collect()
    const streams = new OutputStreams()
    streams.flush()
    streams.write(target, 'stdout', 'a')
    await new Promise((resolve) => setTimeout(resolve, 120))
    assert.deepEqual(sent, ['stdout: a'])
  })

  it('never mix the output of two cells', () => {
    const [one, other] = [collect(), collect()]
    const streams = new OutputStreams()
    streams.flush()
    streams.write(one.target, 'stdout', '1')
    streams.write(other.target, 'stdout', '2')
    streams.flush()
    assert.deepEqual([one.sent, other.sent], [['stdout: 1'], ['stdout: 2']])
  })
})

describe('the queue of cells', () => {
  const job = (status: string, stopOnError = true) => ({
    stopOnError,
    run: async (): Promise<Content> => ({ status }),
  })
  const newQueue = () =>
    new CellQueue(
      async () => {},
      () => ({ status: 'aborted' }),
    )

  it('aborts what waits behind a failure, and nothing that comes later', async () => {
    const queue = newQueue()
    const replies = await Promise.all([queue.add(job('error')), queue.add(job('ok'))])
    const later = await queue.add(job('ok'))
    assert.deepEqual(
      [...replies, later].map((reply) => reply.status),
      ['error', 'aborted', 'ok'],
    )
  })

  it('tells a fault of the kernel itself, and goes on', async () => {
    const queue = newQueue()
    const faulty = { stopOnError: true, run: () => Promise.reject(new Error('fault')) }
    const [first, second] = [queue.add(faulty), queue.add(job('ok'))]
    await assert.rejects(first, /fault/)
    assert.equal((await second).status, 'ok')
  })

  it('aborts what waits and what comes once it is closed', async () => {
    const queue = newQueue()
    const replies = [queue.add(job('ok')), queue.add(job('ok'))]
    queue.close()
    replies.push(queue.add(job('ok')))
    assert.deepEqual(
      (await Promise.all(replies)).map((reply) => reply.status),
      ['ok', 'aborted', 'aborted'],
    )
  })

  it('goes on after a failure when it is told to', async () => {
    const queue = newQueue()
    const replies = await Promise.all([queue.add(job('error', false)), queue.add(job('ok'))])
    assert.deepEqual(
      replies.map((reply) => reply.status),
      ['error', 'ok'],
    )
  })
})
