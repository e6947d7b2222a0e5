import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeConnectionFile } from '../../kernel-setup/client/connection.js'
import { KernelClient } from '../../kernel-setup/client/KernelClient.js'
import { KernelProcess } from '../../kernel-setup/client/KernelProcess.js'
import { ourKernelSpec } from '../../kernel-setup/client/kernelSpec.js'
import { descendants } from '../../kernel-setup/environment/descendants.js'
import { textOf } from './support/kernel.js'

/** Of other options Node makes another snapshot: these tests have one of their own. */
const env = { NODE_OPTIONS: '--stack-trace-limit=23' }

describe('a kernel and its start-up snapshot', function () {
  this.timeout(180_000)
  let blob: string | undefined
  after(() => {
    if (blob) rmSync(blob, { force: true })
  })

  /** The snapshot from which a kernel starts, if it does; and whether it computes. */
  async function start(): Promise<string | undefined> {
    const client = await KernelClient.start({ spec: ourKernelSpec(), cwd: '/', env })
    try {
      const { outputs } = await client.execute(`const n: number = 41
        console.log(process.execArgv.find((x) => x.endsWith('.blob')) ?? '', n + 1, process.cwd())`)
      const [file, sum, folder] = textOf(outputs, 'stdout').trimEnd().split(' ')
      assert.deepEqual([sum, folder], ['42', '/'])
      return file || undefined
    } finally {
      await client.stop()
    }
  }

  it('starts without one', async () => {
    assert.equal(await start(), undefined)
  })

  it('starts from the one that was made', async () => {
    const [node, launcher] = ourKernelSpec().argv
    const build = spawn(node, [launcher, '--build-snapshot'], { env: { ...process.env, ...env } })
    assert.deepEqual(await once(build, 'close'), [0, null])
    blob = await start()
    assert.ok(blob && existsSync(blob))
  })

  it('keeps it when the kernel is ended while it starts', async () => {
    assert.ok(blob)
    const file = await writeConnectionFile('ended')
    const kernel = new KernelProcess(ourKernelSpec(), file.path, { cwd: '/', env })
    while (descendants(kernel.pid ?? 0).length === 0) await sleep(5)
    process.kill(kernel.pid ?? 0, 'SIGTERM')
    await kernel.ended
    await file.remove()
    assert.ok(existsSync(blob))
  })

  for (const channel of ['shell', 'control'] as const)
    it(`keeps it, and the kernel ends, when somebody has taken the port for ${channel}`, async () => {
      assert.ok(blob)
      const file = await writeConnectionFile('taken')
      const server = createServer().listen(file.connection.ports[channel], '127.0.0.1')
      await once(server, 'listening')
      const kernel = new KernelProcess(ourKernelSpec(), file.path, { cwd: '/', env })
      assert.equal(await kernel.ended, 'the kernel exited with code 1')
      assert.equal(kernel.lastWords.match(/EADDRINUSE/g)?.length, 1)
      assert.ok(existsSync(blob))
      server.close()
      await file.remove()
    })

  it('removes one that Node refuses, and starts all the same', async () => {
    assert.ok(blob)
    writeFileSync(blob, 'not a snapshot')
    assert.equal(await start(), undefined)
    assert.equal(existsSync(blob), false)
  })
})

describe('a kernel that runs out of memory', () => {
  it('says so below the cell, and ends alone', async () => {
    const client = await KernelClient.start({
      spec: ourKernelSpec(),
      cwd: '/',
      env: { NODE_OPTIONS: '--max-old-space-size=200' },
    })
    let said = ''
    const content = {
      code: 'const kept: unknown[] = []; for (;;) kept.push(new Array(2e6).fill(0.5))',
    }
    const ended = client.request('execute_request', content, ({ header, content }) => {
      if (header.msg_type === 'stream') said += content.text
    })
    await assert.rejects(ended, /exited with code 134/)
    await client.stop()
    assert.match(said, /ran out of memory.* at most \d+ MB.*max-old-space-size/)
  })
})
