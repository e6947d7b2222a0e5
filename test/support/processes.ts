/** What the system tells of running processes: from /proc on Linux, where `ps` may be absent. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const isLinux = process.platform === 'linux'
const output = (command: string, ...args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8' })

/** The command line of a process; empty when it has ended. */
export function commandLine(pid: number): string[] {
  try {
    if (!isLinux) return output('ps', '-ww', '-o', 'args=', '-p', String(pid)).trim().split(/\s+/)
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}

export function runningProcesses(): number[] {
  const names = isLinux ? readdirSync('/proc') : output('ps', '-A', '-o', 'pid=').split('\n')
  return names.map(Number).filter((pid) => pid > 0)
}

/** The most memory that a process has held so far, MB; where only `ps` tells, what it holds now. */
export function peakMemory(pid: number): number {
  const kilobytes = isLinux
    ? /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    : output('ps', '-o', 'rss=', '-p', String(pid))
  return Number(kilobytes) / 1024
}

/** The IPv4 addresses on which somebody listens to this port. */
export function listeningAddresses(port: number): string[] {
  if (!isLinux) {
    const found = output('lsof', '-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fn')
    return found.split('\n').flatMap((line) => /^n(.*):\d+$/.exec(line)?.[1] ?? [])
  }
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const sockets = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1)
  return sockets.flatMap((line) => {
    const [, address = '', remote = ''] = line.trim().split(/\s+/)
    return remote.endsWith(':0000') && address.endsWith(wanted) ? [dotted(address)] : []
  })
}

/** "0100007F:1F90" is 127.0.0.1: the bytes stand in the order of a little-endian number. */
const dotted = (address: string) => [...Buffer.from(address.slice(0, 8), 'hex')].reverse().join('.')
