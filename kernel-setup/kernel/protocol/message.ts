/**
 * Messages as they travel: identities, a delimiter, a signature, four JSON parts, binary buffers.
 * Source: Jupyter client documentation, "The wire protocol".
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'

export const protocolVersion = '5.3'

export type Content = Record<string, unknown>

export interface Header {
  msg_id: string
  msg_type: string
  session: string
  username: string
  date: string
  version: string
}

export interface Message {
  /** The routing prefix that leads back to the client. */
  identities: readonly Buffer[]
  header: Header
  /** The header of the message that it answers; empty when it answers none. */
  parent: Content
  content: Content
  metadata: Content
  buffers: readonly Buffer[]
}

/** Frames that are not a message of this kernel's client. */
export class BadMessage extends Error {
  override name = 'BadMessage'
}

const delimiter = Buffer.from('<IDS|MSG>')
const rememberedSignatures = 65_536

/** Signs what is sent; checks what is received. */
export class Wire {
  private readonly session = randomUUID()
  private readonly seen = new Set<string>()

  constructor(private readonly key: string) {}

  /**
   * @throws BadMessage for a missing part, a wrong signature, malformed JSON or a message that was
   * received before.
   */
  decode(frames: readonly Buffer[]): Message {
    const start = frames.findIndex((frame) => frame.equals(delimiter))
    if (start < 0 || frames.length < start + 6) throw new BadMessage('a part is missing')
    const parts = frames.slice(start + 2, start + 6)
    this.check(frames[start + 1], parts)
    const [header, parent, metadata, content] = parts.map(parseObject)
    for (const field of ['msg_id', 'msg_type', 'session'] as const) {
      if (typeof header[field] !== 'string') throw new BadMessage(`the header lacks ${field}`)
    }
    return {
      identities: frames.slice(0, start),
      header: header as unknown as Header, // its fields were checked above
      parent,
      metadata,
      content,
      buffers: frames.slice(start + 6),
    }
  }

  /** The frames of a message of type `type` in answer to `parent`, led by `prefix`. */
  encode(
    type: string,
    content: Content,
    parent: Pick<Message, 'header'> | undefined,
    prefix: readonly (Buffer | string)[],
    id: string = randomUUID(),
  ): (Buffer | string)[] {
    const header: Header = {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: 'kernel',
      date: new Date().toISOString(),
      version: protocolVersion,
    }
    const parts = [header, parent?.header ?? {}, {}, content].map((x) => JSON.stringify(x))
    return [...prefix, delimiter, this.sign(parts), ...parts]
  }

  private sign(parts: readonly (Buffer | string)[]): string {
    if (this.key === '') return ''
    const hmac = createHmac('sha256', this.key)
    for (const part of parts) hmac.update(part)
    return hmac.digest('hex')
  }

  private check(given: Buffer, parts: readonly Buffer[]): void {
    if (this.key === '') return
    const expected = Buffer.from(this.sign(parts))
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new BadMessage('the signature is wrong')
    }
    const signature = given.toString()
    if (this.seen.has(signature)) throw new BadMessage('it was received before')
    this.seen.add(signature)
    if (this.seen.size > rememberedSignatures) {
      const [oldest] = this.seen
      this.seen.delete(oldest)
    }
  }
}

function parseObject(part: Buffer): Content {
  let value: unknown
  try {
    value = JSON.parse(part.toString())
  } catch {
    throw new BadMessage('a part is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadMessage('a part is not a JSON object')
  }
  return value as Content
}
