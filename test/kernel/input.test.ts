import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { InputRequests } from '../../kernel-setup/kernel/protocol/InputRequests.js'
import { Wire } from '../../kernel-setup/kernel/protocol/message.js'
import { TestKernel, textOf } from './support/kernel.js'

describe('input that cells ask for', () => {
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
  })
  after(() => kernel.stop())

  it('reaches the prompt that it answers, one prompt after the other', async () => {
    const events: string[] = []
    const code = "console.log(...(await Promise.all([input('slow'), input('quick')])))"
    const { outputs } = await kernel.client.execute(code, {
      timeout: 10_000,
      onInput: async (prompt) => {
        events.push(`asks ${prompt}`)
        if (prompt === 'slow') await sleep(200)
        events.push(`answers ${prompt}`)
        return prompt.toUpperCase()
      },
    })
    assert.equal(textOf(outputs, 'stdout'), 'SLOW QUICK\n')
    assert.deepEqual(events, ['asks slow', 'answers slow', 'asks quick', 'answers quick'])
  })

  it('is dropped when it comes after an interrupt, and answers no later prompt', async () => {
    let answerLate = (_value: string) => {}
    const late = new Promise<string>((resolve) => {
      answerLate = resolve
    })
    let tellAsked = () => {}
    const asked = new Promise<void>((resolve) => {
      tellAsked = resolve
    })
    const onInput = () => {
      tellAsked()
      return late
    }
    const first = kernel.client.execute("await input('name? ')", { onInput })
    await asked
    await kernel.client.interrupt()
    assert.equal((await first).error?.ename, 'KeyboardInterrupt')
    const second = await kernel.client.execute("console.log(await password('pw? '))", {
      timeout: 10_000,
      onInput: async () => {
        answerLate('Ada')
        await sleep(200)
        return 'secret'
      },
    })
    assert.equal(textOf(second.outputs, 'stdout'), 'secret\n')
  })
})

describe('requests for input', () => {
  const wire = new Wire('')
  const newCell = () =>
    wire.decode(wire.encode('execute_request', {}, undefined, []).map((part) => Buffer.from(part)))
  const never = new AbortController().signal
  let sent: string[]
  let requests: InputRequests
  beforeEach(() => {
    sent = []
    requests = new InputRequests(async (id) => void sent.push(id))
  })
  const reply = (value: string, parent = {}) => requests.receive({ parent, content: { value } })

  it('are answered by a front end that names none of them: the newest', async () => {
    const unanswered = requests.ask(newCell(), {}, never)
    const answered = requests.ask(newCell(), {}, never)
    await sleep(0)
    reply('b')
    assert.equal(await answered, 'b')
    reply('a')
    assert.equal(await unanswered, 'a')
  })

  it('leave nothing behind on the signal of their cell', async () => {
    const { signal } = new AbortController()
    const cell = newCell()
    for (const value of ['a', 'b', 'c']) {
      const asked = requests.ask(cell, {}, signal)
      await sleep(0)
      reply(value)
      assert.equal(await asked, value)
    }
    assert.deepEqual(getEventListeners(signal, 'abort'), [])
  })

  it('of a cell that is interrupted end, also those that were not sent yet', async () => {
    const controller = new AbortController()
    const cell = newCell()
    const all = [1, 2].map(() => requests.ask(cell, {}, controller.signal))
    const settled = Promise.allSettled(all)
    await sleep(0)
    controller.abort('stop')
    assert.deepEqual(await settled, Array(2).fill({ status: 'rejected', reason: 'stop' }))
    assert.equal(sent.length, 1)
    const next = requests.ask(newCell(), {}, never)
    await sleep(0)
    reply('late', { msg_type: 'input_request', msg_id: sent[0] })
    reply('right', { msg_type: 'input_request', msg_id: sent[1] })
    assert.equal(await next, 'right')
  })
})
