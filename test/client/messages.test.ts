import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { decode, encode, newMessage } from '../../kernel-setup/client/messages.js'

const key = 'a-secret'

describe('a message on the wire', () => {
  it('comes back as it was sent, whatever its content and identities', () => {
    const identities = fc.array(fc.uint8Array({ minLength: 1, maxLength: 5 }), { maxLength: 3 })
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), identities, (content, routing) => {
        const sent = newMessage('session', 'execute_request', JSON.parse(JSON.stringify(content)))
        const frames = [...routing.map((id) => Buffer.from(id)), ...encode(sent, key)]
        assert.deepEqual(decode(frames, key), sent)
      }),
      { seed: 3 },
    )
  })

  it('carries the HMAC-SHA256 of its four parts, as the protocol defines it', () => {
    const [delimiter, signature, ...parts] = encode(newMessage('s', 'status', { a: 1 }), key)
    assert.equal(delimiter.toString(), '<IDS|MSG>')
    const expected = createHmac('sha256', key).update(Buffer.concat(parts)).digest('hex')
    assert.equal(signature.toString(), expected)
  })

  it('is dropped when it was signed with another key, or changed on the way', () => {
    const frames = encode(newMessage('s', 'status', { state: 'idle' }), key)
    assert.equal(decode(frames, 'another'), undefined)
    const changed = [...frames]
    changed[5] = Buffer.from('{"state":"busy"}')
    assert.equal(decode(changed, key), undefined)
  })

  it('is dropped when the delimiter or a part is missing, or a part is not JSON', () => {
    const frames = encode(newMessage('s', 'status', {}), key)
    assert.equal(decode(frames.slice(1), key), undefined)
    assert.equal(decode(frames.slice(0, 5), key), undefined)
    const parts = [...frames.slice(2, 5), Buffer.from('{not json')]
    const signature = createHmac('sha256', key).update(Buffer.concat(parts)).digest('hex')
    assert.equal(decode([frames[0], Buffer.from(signature), ...parts], key), undefined)
  })
})
