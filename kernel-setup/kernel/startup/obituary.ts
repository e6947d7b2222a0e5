/**
 * The last message of a kernel that ran out of memory. It cannot send one itself, for Node ends the
 * process at once: the launcher takes its place on the iopub channel for a moment, so that the
 * front end shows below the cell what happened.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import { addressOf, readConnection } from '../protocol/connection.js'
import { type Header, Wire } from '../protocol/message.js'

/** Milliseconds for the front ends to connect again, and for the message to leave. */
const patience = { subscribe: 2000, leave: 100 }

export function ranOutOfMemory(printed: string): boolean {
  return /JavaScript heap out of memory|Array buffer allocation failed/.test(printed)
}

/** @param executing the header of the request that ran; undefined when none did */
export async function publishObituary(file: string, executing: Header | undefined): Promise<void> {
  if (!executing) return
  const { XPublisher } = await import('zeromq')
  const connection = readConnection(file)
  const wire = new Wire(connection.key)
  const iopub = new XPublisher({ linger: 500 })
  await iopub.bind(addressOf(connection, 'iopub'))
  const content = { name: 'stderr', text: message() }
  await Promise.race([iopub.receive(), sleep(patience.subscribe)])
  await iopub.send(wire.encode('stream', content, { header: executing }, ['stream']))
  await sleep(patience.leave)
  iopub.close()
}

function message(): string {
  const limit = Math.round(getHeapStatistics().heap_size_limit / 2 ** 20)
  return (
    `The kernel ran out of memory and ended: its values are lost. It had at most ${limit} MB. ` +
    'Keep less at a time, or start Jupyter with NODE_OPTIONS=--max-old-space-size=8192 (in MB).\n'
  )
}
