import assert from 'node:assert/strict'
import { BadMessage, Wire } from '../../kernel-setup/kernel/protocol/message.js'

describe('messages on the wire', () => {
  const key = 'secret'
  const frames = (wire = new Wire(key)) =>
    wire
      .encode('execute_request', { code: '1' }, undefined, [Buffer.from('client')])
      .map((frame) => Buffer.from(frame))
  const refused = (given: Buffer[], reason: RegExp) =>
    assert.throws(
      () => new Wire(key).decode(given),
      (error) => error instanceof BadMessage && reason.test(error.message),
    )

  it('come back as they went', () => {
    const message = new Wire(key).decode(frames())
    assert.equal(message.header.msg_type, 'execute_request')
    assert.deepEqual(message.content, { code: '1' })
    assert.deepEqual(message.identities, [Buffer.from('client')])
  })

  it('carry their binary buffers', () => {
    const { buffers } = new Wire(key).decode([...frames(), Buffer.from([1, 2])])
    assert.deepEqual(buffers, [Buffer.from([1, 2])])
  })

  it('are refused with a wrong signature', () => {
    refused(frames(new Wire('other')), /signature/)
    const changed = frames()
    changed[6] = Buffer.from('{"code":"2"}')
    refused(changed, /signature/)
  })

  it('are refused when a part is missing', () => {
    refused(frames().slice(0, -1), /missing/)
    refused([Buffer.from('no delimiter')], /missing/)
    refused([], /missing/)
  })

  it('are refused when a part is not a JSON object', () => {
    const unsigned = (parts: string[]) => ['<IDS|MSG>', '', ...parts].map((x) => Buffer.from(x))
    for (const part of ['{', '[]', 'null', '1']) {
      const given = unsigned(['{"msg_id":"1","msg_type":"x","session":"s"}', '{}', '{}', part])
      assert.throws(() => new Wire('').decode(given), BadMessage)
    }
    assert.throws(() => new Wire('').decode(unsigned(['{}', '{}', '{}', '{}'])), /lacks msg_id/)
  })

  it('are refused the second time', () => {
    const wire = new Wire(key)
    const given = frames()
    wire.decode(given)
    assert.throws(() => wire.decode(given), /before/)
  })
})
