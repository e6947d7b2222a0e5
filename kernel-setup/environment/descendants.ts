import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** The processes that `pid` started, and those that they started. */
export function descendants(pid: number): number[] {
  const parents = process.platform === 'linux' ? parentsInProc() : parentsByPs()
  const children = (of: number): number[] =>
    parents.filter(([, parent]) => parent === of).flatMap(([child]) => [child, ...children(child)])
  return children(pid)
}

/** Nobody minds that a process has ended meanwhile. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // it has
  }
}

/** Pairs of a process and its parent. */
type Parentage = readonly [child: number, parent: number]

/** `ps` is no part of a bare Debian, /proc is. */
function parentsInProc(): Parentage[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return processes.flatMap((name) => {
    try {
      const { parent } = /^PPid:\s*(?<parent>\d+)$/m.exec(
        readFileSync(`/proc/${name}/status`, 'utf8'),
      )?.groups ?? { parent: '0' }
      return [[Number(name), Number(parent)] as const]
    } catch {
      // it ended between the two reads
      return []
    }
  })
}

function parentsByPs(): Parentage[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([child, parent]) => [child, parent] as const)
}
