import { Reply, Router, XPublisher } from 'zeromq'
import { addressOf, type Connection } from './connection.js'

/**
 * Options of every socket that sends. ZeroMQ's queue is unlimited and a send never waits: with its
 * defaults, what goes beyond 512 messages in one turn of the event loop is rejected.
 */
const neverLose = { sendHighWaterMark: 0, sendTimeout: 0, linger: 1000 }

/** The channels that the main thread serves; the control channel has a thread of its own. */
export interface Sockets {
  shell: Router
  iopub: XPublisher
  stdin: Router
  close(): void
}

export async function bindSockets(connection: Connection): Promise<Sockets> {
  const shell = new Router(neverLose)
  const iopub = new XPublisher({ ...neverLose, verbosity: 'allSubs' })
  const stdin = new Router(neverLose)
  await Promise.all([
    shell.bind(addressOf(connection, 'shell')),
    iopub.bind(addressOf(connection, 'iopub')),
    stdin.bind(addressOf(connection, 'stdin')),
  ])
  const close = () => {
    for (const socket of [shell, iopub, stdin]) socket.close()
  }
  return { shell, iopub, stdin, close }
}

/** Sends back whatever arrives, so that a client sees that the kernel lives. */
export async function echoHeartbeats(connection: Connection): Promise<void> {
  const socket = new Reply({ linger: 0 })
  await socket.bind(addressOf(connection, 'hb'))
  for await (const frames of socket) await socket.send(frames)
}
