import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { TestKernel } from './support/kernel.js'

const signal = "(globalThis as any)[Symbol.for('notegrad.kernel')].signal as AbortSignal"

/** What a cell does when it is interrupted. */
const endless: Record<string, string> = {
  'a busy loop': 'while (true) {}',
  'a busy loop that catches everything': 'for (;;) { try { for (;;) {} } catch {} finally {} }',
  'a busy loop after an await': 'await null; while (true) {}',
  'a busy loop in a timer': 'setTimeout(() => { while (true) {} }, 5); await new Promise(() => {})',
  'awaits without end': 'for (;;) await null',
  'a timer that is awaited': 'await new Promise((r) => setTimeout(r, 60_000))',
  'a promise that never settles': 'await new Promise(() => {})',
  'a flood of timers': `const again = (): void => { setTimeout(again, 0) }
    for (let i = 0; i < 100; i++) again()
    await new Promise((r) => setTimeout(r, 60_000))`,
  'endless output': 'for (let i = 0; ; i++) console.log(i)',
  'a signal that is taken and ignored': `const taken = ${signal}; await null; for (;;) {}`,
}

describe('an interrupt', () => {
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
    await kernel.value('const kept = 42')
  })
  after(() => kernel.stop())

  for (const [name, code] of Object.entries(endless)) {
    it(`ends ${name} within half a second; the variables stay`, async () => {
      const running = kernel.client.execute(code)
      await sleep(200)
      const start = performance.now()
      await kernel.client.interrupt()
      const { error } = await running
      const milliseconds = performance.now() - start
      assert.deepEqual(error?.traceback, ['KeyboardInterrupt: the cell was interrupted'])
      assert.ok(milliseconds < 1000, `${milliseconds} ms`)
      assert.equal(await kernel.value('kept'), '42')
    })
  }

  it('lets a cell that takes the signal end by itself', async () => {
    const code = `const s = ${signal}
      let steps = 0
      while (!s.aborted) { steps++; await new Promise((r) => setTimeout(r, 10)) }
      console.log('stopped between two steps')`
    const running = kernel.client.execute(code)
    await sleep(200)
    await kernel.client.interrupt()
    const { status, outputs } = await running
    assert.equal(status, 'error')
    assert.ok(
      outputs.some((o) => o.output_type === 'stream' && /between two steps/.test(String(o.text))),
    )
    assert.ok(Number(await kernel.value('steps')) > 3)
  })

  it('ends a prompt for input', async () => {
    const code = "await (globalThis as any)[Symbol.for('notegrad.kernel')].input('?')"
    const running = kernel.client.execute(code, { onInput: () => new Promise(() => {}) })
    await sleep(200)
    await kernel.client.interrupt()
    assert.equal((await running).error?.ename, 'KeyboardInterrupt')
  })

  it('does nothing while no cell runs', async () => {
    await kernel.client.interrupt()
    assert.equal(await kernel.value('kept'), '42')
  })
})
