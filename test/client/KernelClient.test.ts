import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { KernelClient, KernelDied } from '../../kernel-setup/client/KernelClient.js'
import { newMessage } from '../../kernel-setup/client/messages.js'
import { OutputCollector } from '../../kernel-setup/client/OutputCollector.js'
import type { StreamOutput } from '../../kernel-setup/client/output.js'
import { isAlive } from '../../kernel-setup/environment/lock.mjs'
import { fakeSpec, startFake } from './fake.js'

describe('the Jupyter client', () => {
  let kernel: KernelClient

  before(async () => {
    kernel = await startFake()
  })
  after(() => kernel.stop())

  /** The outputs of a cell that must succeed. */
  async function outputs(code: string) {
    const result = await kernel.execute(code)
    assert.equal(result.status, 'ok', result.error?.evalue)
    return result.outputs
  }

  it('collects streams, displays and results in the order in which they were sent', async () => {
    const code = "await print('a'); await show({ 'text/plain': 'b' }); await result('c')"
    const types = (await outputs(code)).map((output) => output.output_type)
    assert.deepEqual(types, ['stream', 'display_data', 'execute_result'])
  })

  it('joins what follows on the same stream, and keeps stdout and stderr apart', async () => {
    const code = "await print('a\\n'); await print('b\\n'); await print('c\\n', 'stderr')"
    assert.deepEqual(await outputs(code), [
      { output_type: 'stream', name: 'stdout', text: 'a\nb\n' },
      { output_type: 'stream', name: 'stderr', text: 'c\n' },
    ])
  })

  it('lets text after a carriage return write over its line', async () => {
    const code = "await print('10 %\\r'); await print('100 %'); await print('\\r\\nend')"
    assert.deepEqual(await outputs(code), [
      { output_type: 'stream', name: 'stdout', text: '100 %\nend' },
    ])
    assert.deepEqual(
      await outputs("for (const piece of ['abc\\r', '', 'de']) await print(piece)"),
      [{ output_type: 'stream', name: 'stdout', text: 'dec' }],
    )
    assert.deepEqual(
      await outputs("await print('a\\r'); await print('', 'stderr'); await print('b')"),
      [
        { output_type: 'stream', name: 'stdout', text: 'a\r' },
        { output_type: 'stream', name: 'stderr', text: '' },
        { output_type: 'stream', name: 'stdout', text: 'b' },
      ],
    )
    assert.deepEqual(await outputs("await print('loss 2.31\\rLOSS')"), [
      { output_type: 'stream', name: 'stdout', text: 'LOSS 2.31' },
    ])
  })

  it('loses none of 5,000 outputs', async () => {
    const all = await outputs("for (let i = 0; i < 5000; i++) await print(i + '\\n')")
    const lines = Array.from({ length: 5000 }, (_, i) => `${i}\n`).join('')
    assert.deepEqual(all, [{ output_type: 'stream', name: 'stdout', text: lines }])
  })

  it('takes no longer for a piece of a long text than for one of a short text', () => {
    const collector = new OutputCollector(new Map())
    const message = newMessage('', 'stream', { name: 'stdout', text: 'x'.repeat(10_000) })
    const thousands = Array.from({ length: 10 }, () => {
      const start = performance.now()
      for (let i = 0; i < 1000; i++) collector.receive(message)
      return performance.now() - start
    })
    const [first, last] = [thousands[0], thousands[9]]
    const pause = 100 // when the machine does something else
    assert.ok(last < 3 * first + pause, `${last} ms after ${first} ms`)
    assert.equal((collector.outputs[0] as StreamOutput).text.length, 100_000_000)
  })

  it('changes a display in place, also one of an earlier cell', async () => {
    const early = await outputs("await show({ 'text/plain': '1' }, 'p')")
    const update = `await publish('update_display_data',
      { data: { 'text/plain': '2' }, metadata: {}, transient: { display_id: 'p' } })`
    assert.deepEqual(await outputs(update), [])
    assert.deepEqual(early, [
      { output_type: 'display_data', data: { 'text/plain': '2' }, metadata: {} },
    ])
  })

  it('changes all displays of one name, with their metadata', async () => {
    const display = (type: string, text: string, width: number) => `await publish('${type}', {
      data: { 'text/plain': '${text}' },
      metadata: { width: ${width} },
      transient: { display_id: 'twice' },
    })`
    const first = await outputs(display('display_data', '1', 1))
    const second = await outputs(display('display_data', '2', 2))
    const shown = (text: string, width: number) => [
      { output_type: 'display_data', data: { 'text/plain': text }, metadata: { width } },
    ]
    assert.deepEqual(first, shown('2', 2))
    await outputs(display('update_display_data', '3', 3))
    assert.deepEqual([first, second], [shown('3', 3), shown('3', 3)])
  })

  it('clears at once, or when the next output comes', async () => {
    assert.deepEqual(await outputs("await print('a'); await publish('clear_output', {})"), [])
    const waiting = "await print('a'); await publish('clear_output', { wait: true })"
    assert.equal((await outputs(waiting)).length, 1)
    assert.deepEqual(await outputs(`${waiting}; await print('b')`), [
      { output_type: 'stream', name: 'stdout', text: 'b' },
    ])
  })

  it('adds to a cell what is written after its end', async () => {
    const late = await outputs("sleep(50).then(() => print('late'))")
    assert.deepEqual(late, [])
    await outputs('await sleep(200)')
    assert.deepEqual(late, [{ output_type: 'stream', name: 'stdout', text: 'late' }])
  })

  it('reports a cell that throws as a result with its error', async () => {
    const result = await kernel.execute("throw new RangeError('too far')")
    assert.equal(result.status, 'error')
    assert.equal(result.error?.ename, 'RangeError')
    assert.equal(result.outputs[0].output_type, 'error')
  })

  it('counts the cells', async () => {
    const first = await kernel.execute('')
    const second = await kernel.execute('')
    assert.equal(second.executionCount, (first.executionCount ?? Number.NaN) + 1)
  })

  it('answers a request for input, and refuses it when nobody is there', async () => {
    const code = "await print(await ask('Name: ', true))"
    const asked: unknown[] = []
    const { outputs } = await kernel.execute(code, {
      onInput: async (...question) => {
        asked.push(question)
        return 'Ada'
      },
    })
    assert.deepEqual(asked, [['Name: ', true]])
    assert.deepEqual(outputs, [{ output_type: 'stream', name: 'stdout', text: 'Ada' }])
    assert.equal((await kernel.execute(code)).error?.ename, 'StdinNotImplementedError')
  })

  it('interrupts a cell that takes too long, and goes on with the next', async () => {
    const result = await kernel.execute("await print('a'); await sleep(60000)", { timeout: 200 })
    assert.equal(result.status, 'timeout')
    assert.equal(result.error?.evalue, 'no end after 0.2 s')
    assert.equal(result.outputs[0].output_type, 'stream')
    const next = await kernel.execute('')
    assert.equal(next.status, 'ok')
    assert.equal(result.executionCount, next.executionCount! - 1)
  })

  it('ignores messages that are not signed with its key', async () => {
    const forged = `const content = { name: 'stdout', text: 'forged' }
      const header = { msg_type: 'stream' }
      const parts = [header, parent, {}, content].map((part) => JSON.stringify(part))
      await raw(['topic', '<IDS|MSG>', 'f'.repeat(64), ...parts])`
    assert.deepEqual(await outputs(forged), [])
  })
})

const takesPorts = join(import.meta.dirname, 'takesPorts.mjs')

const silentSpec = { ...fakeSpec, argv: [process.execPath, '-e', 'setInterval(() => {}, 1000)'] }

describe('a kernel of the Jupyter client', () => {
  it('is told apart from a slow one when it ends, with its last words', async () => {
    const kernel = await startFake()
    const code = "console.error('out of memory'); process.exit(7)"
    await assert.rejects(kernel.execute(code), (error) => {
      assert(error instanceof KernelDied)
      return /exited with code 7.*out of memory/s.test(error.message)
    })
    await kernel.stop()
  })

  it('that cannot start is an error that says why', async () => {
    const spec = { ...fakeSpec, argv: ['no-such-command', '{connection_file}'] }
    await assert.rejects(KernelClient.start({ spec, cwd: tmpdir() }), /ENOENT/)
  })

  it('starts again, with other ports, when somebody has taken one of its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'notegrad-test-'))
    const spec = { ...fakeSpec, argv: [process.execPath, takesPorts, '{connection_file}', folder] }
    try {
      const start = (times: number) =>
        KernelClient.start({ spec, cwd: folder, env: { TAKEN: `${times}` } })
      const kernel = await start(2)
      assert.equal((await kernel.execute("print('hello')")).status, 'ok')
      await kernel.stop()
      assert.equal(readdirSync(folder).length, 3)
      await assert.rejects(start(100), /address already in use/i)
      const ports = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
      assert.equal(ports.length, 3 + 5)
      assert.equal(new Set(ports).size, ports.length)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('that never answers is given up and killed', async () => {
    const tellsPid = "console.error('pid', process.pid); setInterval(() => {}, 1000)"
    const spec = { ...silentSpec, argv: [process.execPath, '-e', tellsPid] }
    const start = KernelClient.start({ spec, cwd: tmpdir(), patience: 1000 })
    await assert.rejects(start, ({ message }: Error) => {
      const [, pid] = /did not answer in 1 s.*pid (\d+)/s.exec(message)!
      assert.equal(isAlive(Number(pid)), false)
      return true
    })
  })

  it('is not started, or is ended, when the signal comes while it starts', async () => {
    for (const wait of [() => Promise.resolve(), () => sleep(100)]) {
      const controller = new AbortController()
      const { signal } = controller
      const start = KernelClient.start({ spec: silentSpec, cwd: tmpdir(), signal })
      const refused = assert.rejects(start, KernelDied)
      await wait()
      controller.abort()
      await refused
    }
  })

  it('leaves no process and no file behind, also when it does not obey', async () => {
    const { TMPDIR } = process.env
    const folder = mkdtempSync(join(tmpdir(), 'notegrad-test-'))
    process.env.TMPDIR = folder
    try {
      const kernel = await startFake()
      assert.equal(readdirSync(folder).length, 1)
      void kernel.execute('for (;;);').catch(() => undefined)
      await kernel.stop()
      assert.equal(isAlive(kernel.process.pid!), false)
      assert.deepEqual(readdirSync(folder), [])
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = TMPDIR
      rmSync(folder, { recursive: true })
    }
  })
})
