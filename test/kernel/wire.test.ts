/** Messages as strangers and broken clients send them, and what a busy kernel answers. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Dealer } from 'zeromq'
import { descendants } from '../../kernel-setup/environment/descendants.js'
import type { Connection } from '../../kernel-setup/kernel/protocol/connection.js'
import { Wire } from '../../kernel-setup/kernel/protocol/message.js'
import { listeningAddresses, peakMemory } from '../support/processes.js'
import { root } from '../support/repository.js'
import { TestKernel } from './support/kernel.js'

describe('a kernel on its sockets', function () {
  this.timeout(120_000)
  let kernel: TestKernel
  let connection: Connection
  before(async () => {
    kernel = await TestKernel.start()
    connection = kernel.connection()
    await kernel.value('let executed = 0')
  })
  after(() => kernel.stop())

  const dropped = async () =>
    Number(await kernel.value("(globalThis as any)[Symbol.for('notegrad.kernel')].dropped"))

  for (const channel of ['shell', 'control'] as const) {
    it(`drops and counts what is forged, broken or sent twice on ${channel}`, async () => {
      const socket = new Dealer({ linger: 500 })
      socket.connect(`tcp://${connection.ip}:${connection[`${channel}_port`]}`)
      const type = channel === 'shell' ? 'execute_request' : 'shutdown_request'
      const content = { code: 'executed++', restart: false }
      const frames = (key: string) =>
        new Wire(key).encode(type, content, undefined, []).map((frame) => Buffer.from(frame))
      const good = frames(connection.key)
      const forged = frames('another key')
      const changed = [...good.slice(0, 5), Buffer.from('{"code":"executed += 10"}')]
      const notJson = [...good.slice(0, 5), Buffer.from('{')]
      const before = await dropped()
      for (const bad of [forged, changed, notJson, good.slice(0, 4), [Buffer.from('x')]]) {
        await socket.send(bad)
      }
      await sleep(300)
      assert.equal((await dropped()) - before, 5)
      if (channel === 'shell') {
        await socket.send(good)
        await socket.send(good)
        await socket.receive()
        await sleep(100)
        assert.equal((await dropped()) - before, 6)
        assert.equal(await kernel.value('executed'), '1')
      }
      socket.close()
    })
  }

  it('answers a cell that fails while messages arrive that need no answer', async () => {
    const socket = new Dealer({ linger: 0 })
    socket.connect(`tcp://${connection.ip}:${connection.shell_port}`)
    const wire = new Wire(connection.key)
    const content = { comm_id: 'of nobody', data: {} }
    for (let round = 0; round < 60; round++) {
      let isOver = false
      const failed = kernel.client.execute('throw 1').finally(() => {
        isOver = true
      })
      const giveUp = performance.now() + 10_000
      while (!isOver) {
        const frames = wire.encode('comm_msg', content, undefined, [])
        await socket.send(frames.map((frame) => Buffer.from(frame)))
        await sleep(0)
        assert.ok(performance.now() < giveUp, `no reply in round ${round}`)
      }
      assert.equal((await failed).status, 'error')
    }
    socket.close()
  })

  it('answers a cell that fails while a client sends without a pause', async () => {
    const address = `tcp://${connection.ip}:${connection.shell_port}`
    // so long that to check its signature takes longer than to send it
    const content = { comm_id: 'of nobody', data: 'x'.repeat(50_000) }
    const frames = new Wire(connection.key).encode('comm_msg', content, undefined, [])
    const sending = `const socket = new (require('zeromq').Dealer)()
      socket.connect('${address}')
      const frames = ${JSON.stringify(frames.map(String))}
      setInterval(() => console.log('sending'), 500)
      const send = async () => {
        for (let i = 0; i < 50; i++) await socket.send(frames)
        setImmediate(send)
      }
      void send()`
    const client = spawn(process.execPath, ['-e', sending], { cwd: root })
    await once(client.stdout, 'data')
    const statuses: string[] = []
    for (let i = 0; i < 3; i++) {
      statuses.push((await kernel.client.execute('throw 1', { timeout: 10_000 })).status)
    }
    client.kill('SIGKILL')
    assert.deepEqual(statuses, ['error', 'error', 'error'])
  })

  it('answers on the control channel within 0.2 s while a cell is busy', async () => {
    const socket = new Dealer({ linger: 0 })
    socket.connect(`tcp://${connection.ip}:${connection.control_port}`)
    const wire = new Wire(connection.key)
    const ask = async () => {
      const start = performance.now()
      await socket.send(wire.encode('kernel_info_request', {}, undefined, []))
      await socket.receive()
      return performance.now() - start
    }
    await ask()
    const cell = kernel.run('const until = Date.now() + 1500; while (Date.now() < until);')
    await sleep(500)
    const times = [await ask(), await ask(), await ask()].sort((a, b) => a - b)
    assert.ok(times[1] < 200, `it took ${times.map(Math.round)} ms`)
    assert.equal((await cell).status, 'ok')
    socket.close()
  })

  it('listens on 127.0.0.1 only', () => {
    const ports = [connection.shell_port, connection.control_port]
    assert.deepEqual(ports.flatMap(listeningAddresses), ['127.0.0.1', '127.0.0.1'])
  })

  it('tells every output of a cell before its idle, each time', async () => {
    const order: string[] = []
    for (let i = 0; i < 100; i++) {
      const code = `console.log(${i}); ${i}`
      order.length = 0
      const content = { code, silent: false, store_history: true }
      await kernel.client.request('execute_request', content, ({ header }) => {
        order.push(header.msg_type)
      })
      // the client resolves at idle: what is not there by then came too late
      assert.deepEqual(order, ['status', 'execute_input', 'stream', 'execute_result'])
    }
  })

  it('sends 100 MB of output in its order, and stays small', async () => {
    let received = 0
    let line = 0
    let isOrdered = true
    const code = `const line = 'x'.repeat(1015)
      for (let i = 0; i < 102_400; i++) console.log(String(i).padStart(7, '0') + ' ' + line)`
    await kernel.client.request('execute_request', { code }, ({ header, content }) => {
      if (header.msg_type !== 'stream') return
      const text = String(content.text)
      received += text.length
      for (const found of text.match(/^\d{7}(?= x)/gm) ?? []) {
        if (Number(found) !== line++) isOrdered = false
      }
    })
    assert.deepEqual([received, line, isOrdered], [102_400 * 1024, 102_400, true])
    const pids = descendants(kernel.client.process.pid ?? 0)
    const peak = Math.max(...pids.map(peakMemory))
    assert.ok(peak < 800, `its peak was ${peak.toFixed(0)} MB`)
  })
})
