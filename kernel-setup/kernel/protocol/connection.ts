import { readFileSync } from 'node:fs'

/**
 * Where a kernel listens and how it signs.
 * Source: Jupyter client documentation, "Connection files".
 */
export interface Connection {
  transport: string
  ip: string
  key: string
  signature_scheme: string
  shell_port: number
  iopub_port: number
  stdin_port: number
  control_port: number
  hb_port: number
}

export type Channel = 'shell' | 'iopub' | 'stdin' | 'control' | 'hb'

export function readConnection(file: string): Connection {
  const connection: Connection = JSON.parse(readFileSync(file, 'utf8'))
  const { key, signature_scheme: scheme } = connection
  if (key !== '' && scheme !== 'hmac-sha256')
    throw new Error(`${file}: signature_scheme is ${scheme}; this kernel knows hmac-sha256 only`)
  return connection
}

/** The ZeroMQ address of a channel. */
export function addressOf(connection: Connection, channel: Channel): string {
  const { transport, ip } = connection
  const separator = transport === 'ipc' ? '-' : ':'
  return `${transport}://${ip}${separator}${connection[`${channel}_port`]}`
}
