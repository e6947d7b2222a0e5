import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Message } from '../../kernel-setup/client/messages.js'
import { TestKernel, textOf } from './support/kernel.js'

const comms = "(globalThis as any)[Symbol.for('notegrad.kernel')].comms"

describe('comms', () => {
  let kernel: TestKernel
  let seen: { type: string; content: Message['content'] }[]
  before(async () => {
    kernel = await TestKernel.start()
  })
  beforeEach(() => {
    seen = []
  })
  after(() => kernel.stop())

  const keep = ({ header, content }: Message) => {
    if (header.msg_type.startsWith('comm_')) seen.push({ type: header.msg_type, content })
  }
  /** A comm message has no reply: what it led to is awaited by a request that is answered later. */
  const tell = async (type: string, content: Message['content']) => {
    void kernel.client.request(type, content, keep).catch(() => undefined)
    await kernel.client.request('kernel_info_request', {})
  }
  const run = async (code: string) => {
    const { content } = await kernel.client.request('execute_request', { code }, keep)
    assert.equal(content.status, 'ok', String(content.evalue))
  }
  const open = async () => (await kernel.client.request('comm_info_request', {})).content.comms
  const arrived = async (count: number) => {
    while (seen.length < count) await sleep(10)
  }

  it('that the front end opens reach the library, both ways, until they are closed', async () => {
    await run(`const told: unknown[] = [];
      ${comms}.register('echo', (comm: any, data: unknown) => {
        told.push(data)
        comm.onMessage = (message: unknown) => comm.send({ echo: message })
        comm.onClose = (data: unknown) => told.push(data)
      })`)
    await tell('comm_open', { comm_id: 'c1', target_name: 'echo', data: { hello: 1 } })
    assert.deepEqual(await open(), { c1: { target_name: 'echo' } })
    await tell('comm_msg', { comm_id: 'c1', data: { a: 1 } })
    await arrived(1)
    assert.deepEqual(seen, [
      { type: 'comm_msg', content: { comm_id: 'c1', data: { echo: { a: 1 } } } },
    ])
    await tell('comm_close', { comm_id: 'c1', data: { bye: 2 } })
    assert.deepEqual(await open(), {})
    assert.equal(await kernel.value('JSON.stringify(told)'), `'[{"hello":1},{"bye":2}]'`)
  })

  it('that a library opens are announced, used and closed', async () => {
    await run(`const c = ${comms}.open('view', { size: 2 }); c.send({ step: 1 }); c.close()`)
    const id = seen[0]?.content.comm_id
    assert.deepEqual(seen, [
      { type: 'comm_open', content: { comm_id: id, target_name: 'view', data: { size: 2 } } },
      { type: 'comm_msg', content: { comm_id: id, data: { step: 1 } } },
      { type: 'comm_close', content: { comm_id: id, data: {} } },
    ])
    assert.deepEqual(await open(), {})
  })

  it('carry what a handler sends in answer to the message that it handles', async () => {
    await run(`${comms}.register('twice', (comm: any) => {
      comm.onMessage = () => {
        comm.send({ from: 'handler' })
        setTimeout(() => comm.send({ from: 'timer' }), 50)
      }
    })`)
    await tell('comm_open', { comm_id: 'c4', target_name: 'twice', data: {} })
    const answers: unknown[] = []
    const content = { comm_id: 'c4', data: {} }
    void kernel.client
      .request('comm_msg', content, ({ header, content }) => {
        if (header.msg_type === 'comm_msg') answers.push(content.data)
      })
      .catch(() => undefined)
    await arrived(1)
    assert.deepEqual(answers, [{ from: 'handler' }])
    assert.deepEqual(
      seen.map(({ content }) => content.data),
      [{ from: 'timer' }],
      'what comes later is in answer to the last cell',
    )
  })

  it('whose handler throws show the error in the last cell, and the kernel goes on', async () => {
    const code = `${comms}.register('bad', () => { throw new Error('my handler') })`
    const { outputs } = await kernel.run(code)
    await tell('comm_open', { comm_id: 'c3', target_name: 'bad', data: {} })
    while (!/Uncaught Error: my handler/.test(textOf(outputs, 'stderr'))) await sleep(10)
    assert.equal(await kernel.value('1'), '1')
  })

  it('for a target that nobody registered are closed at once', async () => {
    await run('1')
    await tell('comm_open', { comm_id: 'c2', target_name: 'nobody', data: {} })
    await arrived(1)
    assert.deepEqual(seen, [{ type: 'comm_close', content: { comm_id: 'c2', data: {} } }])
  })
})
