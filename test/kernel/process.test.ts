import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandLine, runningProcesses } from '../support/processes.js'
import { TestKernel, textOf } from './support/kernel.js'

describe('the process of a kernel', () => {
  let kernel: TestKernel
  beforeEach(async () => {
    kernel = await TestKernel.start()
  })
  afterEach(() => kernel.stop())

  it('ends at once when it is told to shut down', async () => {
    await kernel.value('1')
    const start = performance.now()
    await kernel.client.stop()
    assert.ok(performance.now() - start < 1000)
  })

  it('ends when it is told to, also in a busy cell', async () => {
    void kernel.client.execute('while (true) {}').catch(() => undefined)
    await sleep(1500)
    await kernel.client.stop()
    assert.equal(kernel.client.process.isRunning, false)
  })

  it('ends after the reply to a cell that calls process.exit', async () => {
    const { error, outputs } = await kernel.run("console.log('last words'); process.exit(3)")
    assert.equal(textOf(outputs, 'stdout'), 'last words\n')
    assert.deepEqual(error?.traceback, [
      'ProcessExit: the kernel ends: the cell called process.exit(3)',
    ])
    assert.match(await kernel.client.process.ended, /code 3$/)
  })

  it('runs no cell after one that calls process.exit', async () => {
    const [ended, next] = ['process.exit(3)', "console.log('ran')"].map((code) =>
      kernel.client.execute(code, { stopOnError: false }),
    )
    assert.equal((await ended).error?.ename, 'ProcessExit')
    const { status, outputs } = await next
    assert.deepEqual([status, outputs], ['aborted', []])
  })

  it('ends quietly when a timer calls process.exit', async () => {
    const { outputs } = await kernel.run('setTimeout(() => process.exit(4), 10);')
    assert.match(await kernel.client.process.ended, /code 4$/)
    assert.deepEqual(outputs, [])
  })

  it('says how it is started when it is started wrongly', async () => {
    const launcher = createRequire(import.meta.url).resolve('../../dist/kernel/launcher.js')
    const child = spawn(process.execPath, [launcher], { stdio: ['ignore', 'ignore', 'pipe'] })
    let text = ''
    child.stderr.on('data', (chunk) => {
      text += chunk
    })
    const [code] = await once(child, 'close')
    assert.equal(code, 2)
    assert.match(text, /^usage: /)
  })
})

describe('a kernel whose parent is killed', function () {
  this.timeout(120_000)
  const states = {
    idle: '1',
    'in a cell that waits': 'await new Promise(() => {})',
    'in a busy loop': 'while (true) {}',
    'in a busy loop after an await': 'await null; while (true) {}',
    'printing without end': 'for (;;) { console.log(1); console.error(2); await null }',
    'starting its first process': '20',
    'starting its second process': '300',
    'loading its compiler': '1000',
  }
  for (const [state, given] of Object.entries(states)) {
    it(`ends, launcher and all, also while ${state}`, async () => {
      const script = join(import.meta.dirname, 'support/abandonKernel.ts')
      const parent = spawn(process.execPath, ['--import=tsx', script, given], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [printed] = await once(parent.stdout, 'data')
      const file = String(printed)
      assert.notDeepEqual(processesOf(file), [], 'the kernel was there')
      if (parent.signalCode === null) await once(parent, 'exit')
      for (let waited = 0; processesOf(file).length > 0 && waited < 30_000; waited += 100) {
        await sleep(100)
      }
      assert.deepEqual(processesOf(file), [])
      rmSync(file, { force: true })
    })
  }
})

describe('two kernels at once', () => {
  it('share nothing', async () => {
    const [one, other] = await Promise.all([TestKernel.start(), TestKernel.start()])
    try {
      await Promise.all([one.value("const mine = 'one'"), other.value("const mine = 'other'")])
      const values = await Promise.all([one.value('mine'), other.value('mine')])
      assert.deepEqual(values, ["'one'", "'other'"])
    } finally {
      await Promise.all([one.stop(), other.stop()])
    }
  })
})

/** The numbers of the processes that were started with this connection file. */
function processesOf(connectionFile: string): number[] {
  return runningProcesses().filter((pid) => commandLine(pid).includes(connectionFile))
}
