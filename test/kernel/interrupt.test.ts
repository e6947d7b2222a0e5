import assert from 'node:assert/strict'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ExecuteOptions } from '../../kernel-setup/client/execute.js'
import { TestKernel } from './support/kernel.js'

const signal = "(globalThis as any)[Symbol.for('notegrad.kernel')].signal as AbortSignal"

/** What a cell does when it is interrupted. */
const endless: Record<string, string> = {
  'a busy loop': 'while (true) {}',
  'a busy loop that catches everything': 'for (;;) { try { for (;;) {} } catch {} finally {} }',
  'a busy loop after an await': 'await null; while (true) {}',
  'a busy loop in a timer': `await new Promise<void>((reached) => setTimeout(() => {
      mark(); while (true) {}
    }, 5))`,
  'busy loops in several immediates': `for (let i = 0; i < 3; i++)
      setImmediate(() => { mark(); for (;;) {} })
    await new Promise(() => {})`,
  'a busy loop in an AsyncLocalStorage': `const { AsyncLocalStorage } = await import('async_hooks')
    await new AsyncLocalStorage().run(1, async () => { await null; mark(); while (true) {} })`,
  'a busy loop under an async hook': `const { createHook } = await import('node:async_hooks')
    createHook({ init() {}, before() {}, after() {} }).enable()
    await null; mark(); while (true) {}`,
  'a busy loop in a timer under an async hook': `const { createHook } = await import('async_hooks')
    createHook({ init() {}, before() {}, after() {} }).enable()
    await new Promise(() => setTimeout(() => { mark(); while (true) {} }, 5))`,
  'a busy loop in a timer, with another in the microtasks': `setTimeout(() => {
      void Promise.resolve().then(() => { for (;;) {} }); mark(); for (;;) {}
    }, 5); await new Promise(() => {})`,
  'busy loops in several timers': `for (let i = 0; i < 3; i++)
      setTimeout(() => { mark(); for (;;) {} }, 5 + i)
    await new Promise(() => {})`,
  'products of matrices, each of which ends first': `import { math } from 'notegrad'
    const a = math.ones(700, 700); mark(); for (;;) math.multiply(a, a)`,
  'awaits without end': 'for (;;) await null',
  'a timer that is awaited': 'await new Promise((r) => setTimeout(r, 60_000))',
  'a promise that never settles': 'await new Promise(() => {})',
  'a flood of timers': `const again = (): void => { setTimeout(again, 0) }
    for (let i = 0; i < 100; i++) again()
    await new Promise((r) => setTimeout(r, 60_000))`,
  'endless output': 'for (let i = 0; ; i++) console.log(i)',
  'a program that is waited for': "require('child_process').execSync('sleep 600')",
  'a program that is waited for after an await':
    "await null; require('child_process').spawnSync('sleep', ['600'], { stdio: 'inherit' })",
  'a signal that is taken and ignored': `const taken = ${signal}; await null; for (;;) {}`,
}

describe('an interrupt', function () {
  this.timeout(120_000)
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
    await kernel.value('const kept = 42')
  })
  after(() => kernel.stop())

  /** Runs a cell; resolves when its code has begun. */
  async function begin(code: string, options: ExecuteOptions = {}) {
    const mark = join(kernel.folder, 'begun')
    rmSync(mark, { force: true })
    const marking = `const mark = () => require('node:fs').writeFileSync('begun', '')\n`
    const marked = marking + (code.includes('mark()') ? code : `mark()\n${code}`)
    const end = kernel.client.execute(marked, options)
    while (!existsSync(mark)) await sleep(10)
    return { end }
  }

  for (const [name, code] of Object.entries(endless)) {
    it(`ends ${name}; the variables stay`, async () => {
      const running = await begin(code)
      await kernel.client.interrupt()
      const { error } = await running.end
      assert.deepEqual(error?.traceback, ['KeyboardInterrupt: the cell was interrupted'])
      assert.equal(await kernel.value('kept'), '42')
    })
  }

  it('ends a busy loop that handles SIGINT, and the kernel keeps its own handler', async () => {
    const running = await begin("process.once('SIGINT', () => {}); mark(); for (;;) {}")
    await kernel.client.interrupt()
    assert.equal((await running.end).error?.ename, 'KeyboardInterrupt')
    const signalled = "await null; process.kill(process.pid, 'SIGINT'); await new Promise(() => {})"
    assert.equal((await kernel.error(signalled)).ename, 'KeyboardInterrupt')
  })

  it('lets a cell that takes the signal end by itself', async () => {
    const code = `const s = ${signal}
      let steps = 0
      while (!s.aborted) { steps++; await new Promise((r) => setTimeout(r, 10)) }
      console.log('stopped between two steps')`
    const running = await begin(code)
    await sleep(100)
    await kernel.client.interrupt()
    const { status, outputs } = await running.end
    assert.equal(status, 'error')
    assert.ok(
      outputs.some((o) => o.output_type === 'stream' && /between two steps/.test(String(o.text))),
    )
    assert.ok(Number(await kernel.value('steps')) > 0)
  })

  it('stops a Trainer between two steps, whose parameters are kept', async () => {
    const code = `import { math, SGD, Trainer, TwoLayerNet } from 'notegrad'
      const net = new TwoLayerNet({ inputSize: 1, hiddenSize: 2, outputSize: 2, seed: 1 })
      const batch = () => ({ x: math.matrix([[0], [1]]), t: math.matrix([0, 1]) })
      const train = { length: 2, shape: [1], classes: 2, labels: [0, 1], batch }
      const options = { optimizer: new SGD({ lr: 0.1 }), batchSize: 2, iterations: 1e6 }
      const trainer = new Trainer(net, { train }, options)
      mark()
      await trainer.fit()`
    const running = await begin(code)
    await sleep(300)
    await kernel.client.interrupt()
    assert.equal((await running.end).error?.ename, 'KeyboardInterrupt')
    const steps = Number(await kernel.value('trainer.history.loss.length'))
    assert.ok(steps > 0)
    assert.equal(await kernel.value('trainer.history.loss.every(Number.isFinite)'), 'true')
    const again =
      'const before = JSON.stringify(net.params); await null; before === JSON.stringify(net.params)'
    assert.equal(await kernel.value(again), 'true')
  })

  it('ends a prompt for input', async () => {
    const code = "await (globalThis as any)[Symbol.for('notegrad.kernel')].input('?')"
    const running = await begin(code, { onInput: () => new Promise(() => {}) })
    await kernel.client.interrupt()
    assert.equal((await running.end).error?.ename, 'KeyboardInterrupt')
  })

  it('ends a cell at any moment from its announcement on, also while it is compiled', async () => {
    for (let delay = 0; delay < 60; delay += 4) {
      const content = { code: 'await null; while (true) {}', store_history: true }
      const { content: reply } = await kernel.client.request(
        'execute_request',
        content,
        async ({ header }) => {
          if (header.msg_type !== 'execute_input') return
          await sleep(delay)
          await kernel.client.interrupt()
        },
      )
      assert.equal(reply.ename, 'KeyboardInterrupt')
      assert.equal(await kernel.value('kept'), '42')
    }
  })

  it('ends a cell that was sent before it and not read yet, and no later one', async () => {
    const busy =
      'setTimeout(() => { const end = Date.now() + 400; while (Date.now() < end); }, 50);'
    await kernel.run(busy)
    await sleep(100)
    const early = kernel.client.execute('while (true) {}', { stopOnError: false })
    await sleep(20)
    const interrupted = kernel.client.interrupt()
    await sleep(20)
    const late = kernel.client.execute('kept')
    await interrupted
    assert.equal((await early).error?.ename, 'KeyboardInterrupt')
    assert.equal((await late).status, 'ok')
  })

  it('does nothing while no cell runs', async () => {
    await kernel.client.interrupt()
    assert.equal(await kernel.value('kept'), '42')
  })
})
