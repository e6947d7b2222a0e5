/**
 * A bad connection: messages that are lost, late and doubled, and a client that goes and returns.
 */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { Dealer, Router } from 'zeromq'
import type { Connection } from '../../kernel-setup/kernel/protocol/connection.js'
import { Wire } from '../../kernel-setup/kernel/protocol/message.js'
import { TestKernel } from '../kernel/support/kernel.js'

describe('a kernel behind a bad connection', function () {
  this.timeout(600_000)
  let kernel: TestKernel
  let connection: Connection
  before(async () => {
    kernel = await TestKernel.start()
    connection = kernel.connection()
    await kernel.value('const executed: number[] = []')
  })
  after(() => kernel.stop())

  it('executes no message twice, and all that are sent again until they are answered', async () => {
    const { port, close } = await openProxy(connection)
    const socket = new Dealer({ linger: 0, receiveTimeout: 1500 })
    socket.connect(`tcp://127.0.0.1:${port}`)
    const wire = new Wire(connection.key)
    const sent: number[] = []
    let attempt = 0
    for (let cell = 0; cell < 100; cell++) {
      for (let isAnswered = false; !isAnswered; ) {
        sent.push(++attempt)
        const frames = wire.encode(
          'execute_request',
          { code: `executed.push(${attempt})` },
          undefined,
          [],
        )
        await socket.send(frames)
        isAnswered = await answered(socket, wire, frames)
      }
    }
    await sleep(1000)
    close()
    socket.close()
    const executed: number[] = JSON.parse(
      await kernel.printed('console.log(JSON.stringify(executed))'),
    )
    assert.equal(new Set(executed).size, executed.length, 'one was executed twice')
    assert.ok(executed.length >= 100)
    assert.ok(sent.length > 100, 'the proxy lost nothing: the test tested nothing')
    assert.ok(executed.every((number) => sent.includes(number)))
  })

  it('goes on while its client is away, and serves the one that returns', async () => {
    const wire = new Wire(connection.key)
    const address = `tcp://127.0.0.1:${connection.shell_port}`
    for (let turn = 1; turn <= 20; turn++) {
      const gone = new Dealer({ linger: 200 })
      gone.connect(address)
      const code = `let turn = ${turn}; await new Promise((r) => setTimeout(r, 100))
        console.log('x'.repeat(1e5))`
      await gone.send(wire.encode('execute_request', { code }, undefined, []))
      await sleep(30)
      gone.close()
      assert.equal(await kernel.value('turn'), String(turn))
    }
  })
})

/** Whether a reply to these frames arrives in time; replies to earlier attempts are passed over. */
async function answered(socket: Dealer, wire: Wire, frames: readonly (Buffer | string)[]) {
  const id: string = JSON.parse(String(frames[2])).msg_id
  const end = performance.now() + 1500
  while (performance.now() < end) {
    const reply = await socket.receive().catch(() => undefined)
    if (!reply) return false
    try {
      wire.decode(reply)
    } catch {
      continue // a double
    }
    if (JSON.parse(String(reply[3])).msg_id === id) return true
  }
  return false
}

/** Numbers from 0 to 1 (Lehmer's generator), the same in each run. */
function numbers(): () => number {
  let state = 7
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

/** Of the messages of either direction one in ten is lost, one doubled, and one in five is late. */
async function openProxy({ shell_port }: Connection): Promise<{ port: number; close(): void }> {
  const random = numbers()
  const front = new Router({ linger: 0 })
  const back = new Dealer({ linger: 0 })
  await front.bind('tcp://127.0.0.1:*')
  back.connect(`tcp://127.0.0.1:${shell_port}`)
  let client: Buffer | undefined
  const pass = async (send: () => Promise<void>) => {
    const fate = random()
    if (fate < 0.1) return
    if (fate < 0.3) await sleep(random() * 200)
    await send()
    if (fate > 0.9) await send()
  }
  const forward = async () => {
    for await (const [identity, ...frames] of front) {
      client = identity
      void pass(() => back.send(frames))
    }
  }
  const backward = async () => {
    for await (const frames of back) {
      const to = client
      if (to) void pass(() => front.send([to, ...frames]))
    }
  }
  void forward()
  void backward()
  const close = () => {
    front.close()
    back.close()
  }
  return { port: Number(front.lastEndpoint?.split(':').at(-1)), close }
}
