import { randomInt, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Channel = 'shell' | 'iopub' | 'stdin' | 'control' | 'hb'

/**
 * Where a kernel listens and the key that signs its messages.
 * Source: Jupyter client documentation, "Connection files".
 */
export interface Connection {
  ip: '127.0.0.1'
  key: string
  ports: Record<Channel, number>
}

/** A connection kept in a file that only this user can read, in a folder of its own. */
export interface ConnectionFile {
  connection: Connection
  path: string
  remove(): Promise<void>
}

/** Chooses five free ports and a key, and writes them down for a kernel to read. */
export async function writeConnectionFile(kernelName: string): Promise<ConnectionFile> {
  const connection = await newConnection()
  const folder = await mkdtemp(join(tmpdir(), 'notegrad-kernel-'))
  const path = join(folder, 'connection.json')
  const { ip, key, ports } = connection
  const content = {
    transport: 'tcp',
    ip,
    shell_port: ports.shell,
    iopub_port: ports.iopub,
    stdin_port: ports.stdin,
    control_port: ports.control,
    hb_port: ports.hb,
    signature_scheme: 'hmac-sha256',
    key,
    kernel_name: kernelName,
  }
  await writeFile(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  return { connection, path, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function newConnection(): Promise<Connection> {
  const ports = await freePorts(5)
  const [shell, iopub, stdin, control, hb] = ports
  return {
    ip: '127.0.0.1',
    key: randomUUID(),
    ports: { shell, iopub, stdin, control, hb },
  }
}

/**
 * Distinct ports on which nobody listens now.
 *
 * They lie below the range from which systems take the ports of outgoing connections: a client that
 * connects before its kernel listens would otherwise, now and then, connect to itself.
 */
async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>()
  for (let attempt = 0; found.size < count; attempt++) {
    if (attempt === 1000) throw new Error('no free ports between 20000 and 32000 on 127.0.0.1')
    const port = randomInt(20_000, 32_000)
    if (await isFree(port)) found.add(port)
  }
  return [...found]
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
