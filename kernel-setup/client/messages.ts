/**
 * Messages of the Jupyter protocol and their form on the wire:
 * identities, a delimiter, a signature, then four JSON parts and binary buffers.
 * Source: Jupyter client documentation, "Messaging in Jupyter", "The wire protocol".
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'

export interface Header {
  msg_id: string
  msg_type: string
  session: string
  username: string
  date: string
  version: string
}

export interface Message<Content = Record<string, unknown>> {
  header: Header
  parent: Partial<Header>
  metadata: Record<string, unknown>
  content: Content
}

const delimiter = Buffer.from('<IDS|MSG>')
const protocolVersion = '5.3'

/** A message of this client, in answer to `parent` when it is given. */
export function newMessage(
  session: string,
  type: string,
  content: Record<string, unknown>,
  parent: Partial<Header> = {},
): Message {
  const header = {
    msg_id: randomUUID(),
    msg_type: type,
    session,
    username: 'notegrad',
    date: new Date().toISOString(),
    version: protocolVersion,
  }
  return { header, parent, metadata: {}, content }
}

/** The frames of a message, signed with `key`. */
export function encode({ header, parent, metadata, content }: Message, key: string): Buffer[] {
  const parts = [header, parent, metadata, content].map((part) => Buffer.from(JSON.stringify(part)))
  return [delimiter, Buffer.from(signature(parts, key)), ...parts]
}

/**
 * The message in these frames, or undefined when they are not one: no delimiter, missing parts,
 * a wrong signature, malformed JSON.
 */
export function decode(frames: readonly Buffer[], key: string): Message | undefined {
  const start = frames.findIndex((frame) => frame.equals(delimiter))
  if (start < 0 || frames.length < start + 6) return undefined
  const parts = frames.slice(start + 2, start + 6)
  if (!isSignedBy(parts, frames[start + 1], key)) return undefined
  try {
    const [header, parent, metadata, content] = parts.map((part) => JSON.parse(part.toString()))
    return { header, parent, metadata, content }
  } catch {
    return undefined
  }
}

function isSignedBy(parts: readonly Buffer[], given: Buffer, key: string): boolean {
  const expected = Buffer.from(signature(parts, key))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function signature(parts: readonly Buffer[], key: string): string {
  const hmac = createHmac('sha256', key)
  for (const part of parts) hmac.update(part)
  return hmac.digest('hex')
}
