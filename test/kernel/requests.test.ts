import assert from 'node:assert/strict'
import type { Message } from '../../kernel-setup/client/messages.js'
import { TestKernel } from './support/kernel.js'

describe('requests', () => {
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
  })
  after(() => kernel.stop())

  const ask = async (type: string, content: Message['content']) =>
    (await kernel.client.request(type, content)).content

  describe('kernel_info', () => {
    it('says TypeScript, with a CodeMirror mode that highlights it', async () => {
      const { status, language_info } = await ask('kernel_info_request', {})
      const info = language_info as Record<string, unknown>
      assert.equal(status, 'ok')
      assert.equal(info.name, 'typescript')
      assert.equal(info.codemirror_mode, 'typescript')
      assert.equal(info.mimetype, 'text/typescript')
      assert.equal(info.version, '5.9.3')
    })
  })

  describe('is_complete', () => {
    const samples: [code: string, status: string][] = [
      ['1 + 1', 'complete'],
      ['function f() {', 'incomplete'],
      ['const a = [1,', 'incomplete'],
      ['`text', 'incomplete'],
      ['/* comment', 'incomplete'],
      ['const id = <T>(x: T) => x', 'complete'],
      ['async <T>(x: T) => { return x }', 'complete'],
      ['<string>foo', 'complete'],
      ['const id = <T>(x: T) => {', 'incomplete'],
      ['const f = (x: number) => ', 'incomplete'],
      ['Math.floor?', 'complete'],
      ['const = 1', 'invalid'],
      ['const x = await f()', 'complete'],
    ]
    for (const [code, status] of samples) {
      it(`calls ${JSON.stringify(code)} ${status}`, async () => {
        assert.equal((await ask('is_complete_request', { code })).status, status)
      })
    }

    it('proposes an indent', async () => {
      assert.equal((await ask('is_complete_request', { code: 'if (a) {' })).indent, '  ')
    })
  })

  describe('history', () => {
    it('gives what was run: the last, a range, what fits a pattern', async () => {
      for (const code of ["'h1'", "'h2'", "'h1'"]) await kernel.run(code)
      const history = async (content: Message['content']) =>
        (await ask('history_request', { output: false, raw: true, ...content }))
          .history as unknown[][]
      const tail = await history({ hist_access_type: 'tail', n: 2 })
      assert.deepEqual(
        tail.map((entry) => entry[2]),
        ["'h2'", "'h1'"],
      )
      const [session, line] = tail[0] as number[]
      const range = await history({
        hist_access_type: 'range',
        session,
        start: line,
        stop: line + 1,
      })
      assert.deepEqual(
        range.map((entry) => entry[2]),
        ["'h2'"],
      )
      const found = await history({
        hist_access_type: 'search',
        pattern: "'h?'",
        unique: true,
        n: 9,
      })
      assert.deepEqual(
        found.map((entry) => entry[2]),
        ["'h1'", "'h2'"],
      )
    })
  })

  describe('execute', () => {
    const execute = (content: Message['content']) => ask('execute_request', content)

    it('counts neither silent cells nor those that are not stored', async () => {
      const { execution_count: before } = await execute({ code: '1' })
      await execute({ code: '1', silent: true })
      await execute({ code: '1', store_history: false })
      const { execution_count: after } = await execute({ code: '1' })
      assert.equal(Number(after), Number(before) + 1)
    })

    it('publishes nothing of a silent cell', async () => {
      const seen: string[] = []
      const content = { code: "console.log('heard'); 1", silent: true }
      await kernel.client.request('execute_request', content, ({ header }, channel) => {
        if (channel === 'iopub' && header.msg_type !== 'status') seen.push(header.msg_type)
      })
      assert.deepEqual(seen, [])
    })

    it('evaluates user expressions, each with its own error', async () => {
      const user_expressions = { good: '2 * 3', bad: 'nowhere' }
      const reply = await execute({ code: 'const ux = 1', user_expressions })
      const results = reply.user_expressions as Record<string, Record<string, unknown>>
      assert.equal(reply.status, 'ok')
      assert.deepEqual(results.good.data, { 'text/plain': '6' })
      assert.equal(results.bad.status, 'error')
    })

    it('keeps the places of the cell whose user expressions it evaluates', async () => {
      const code = "function deep() {\n\n  throw new Error('deep')\n}"
      const { execution_count } = await execute({ code, user_expressions: { sum: '1 +\n\n2' } })
      const { traceback } = await kernel.error('deep()')
      assert.ok(traceback.includes(`Cell[${execution_count}]:3:9`), traceback.join('\n'))
      assert.ok(traceback.includes("> 3 |   throw new Error('deep')"))
    })

    it('answers `name?`, and its other forms, with a page of documentation', async () => {
      await kernel.value('const 数 = 1')
      const questions: [code: string, text: RegExp][] = [
        ['Math.floor?', /floor\(x: number\): number/],
        ['Math.floor??', /floor/],
        ['?Math.floor', /floor/],
        [' ?? Math.floor', /floor/],
        ['数?', /const 数: 1/],
      ]
      for (const [code, text] of questions) {
        const { payload } = await execute({ code })
        const [page] = payload as { source: string; data: Record<string, string> }[]
        assert.equal(page.source, 'page')
        assert.match(page.data['text/plain'], text)
      }
    })

    it('aborts the cells queued behind an error, and runs a cell sent after its reply', async () => {
      await kernel.value('let ran = 0')
      const first = kernel.run(
        "await new Promise((r) => setTimeout(r, 100)); throw new Error('stop')",
      )
      const queued = Array.from({ length: 20 }, () => kernel.run('ran++'))
      assert.equal((await first).status, 'error')
      const after = kernel.run('ran')
      const replies = await Promise.all(queued)
      const states = replies.map(({ status }) => status)
      assert.ok(
        states.every((status) => status === 'aborted'),
        states.join(),
      )
      const numbers = new Set(replies.map(({ executionCount }) => executionCount))
      assert.deepEqual([...numbers], [null], 'a cell that never ran has no number')
      assert.equal((await after).status, 'ok')
      assert.equal(await kernel.value('ran'), '0')
    })

    it('runs the queued cells when stop_on_error is false', async () => {
      const first = kernel.client.execute("throw new Error('go on')", { stopOnError: false })
      const second = kernel.client.execute('1')
      assert.deepEqual([(await first).status, (await second).status], ['error', 'ok'])
    })
  })

  it('of unknown types, and comm messages, do no harm', async () => {
    assert.deepEqual(await ask('comm_info_request', {}), { status: 'ok', comms: {} })
    assert.equal(await kernel.value('1'), '1')
  })

  it('to execute what is no text are refused, and the next cell runs', async () => {
    const { status, evalue } = await ask('execute_request', {})
    assert.deepEqual(
      [status, evalue],
      ['error', 'expected the code of a cell as text, given undefined'],
    )
    assert.equal(await kernel.value('2'), '2')
  })

  it('are answered while a cell awaits', async () => {
    const cell = kernel.run('await new Promise((r) => setTimeout(r, 300))')
    const { matches } = await ask('complete_request', { code: 'Math.cei', cursor_pos: 8 })
    assert.deepEqual(matches, ['ceil'])
    assert.equal((await cell).status, 'ok')
  })
})
