/**
 * Peers side by side: each in its own process, taking turns, so that a noisy moment hits them all.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Answer, Request } from './protocol.js'
import { summarize, type Timing } from './statistics.js'

export interface Peer {
  readonly name: string
  /** Its module, in this folder. */
  readonly module: string
  readonly env?: Readonly<Record<string, string>>
}

export interface Plan {
  readonly peers: readonly Peer[]
  readonly work: readonly string[]
  readonly rounds: number
  /** Of each turn. */
  readonly milliseconds: number
}

/** Timings by work and peer; a peer that has no such work is missing. */
export type Comparison = Record<string, Record<string, Timing>>

/** @throws Error when a peer fails, or two peers' first results differ by more than rounding. */
export async function compare({ peers, work, rounds, milliseconds }: Plan): Promise<Comparison> {
  const running = await Promise.all(peers.map(start))
  try {
    const comparison: Comparison = {}
    for (const name of work) {
      comparison[name] = await takeTurns(running, { name, milliseconds }, rounds)
    }
    return comparison
  } finally {
    for (const { child } of running) child.disconnect()
  }
}

interface Running {
  readonly name: string
  readonly child: ChildProcess
}

async function start({ name, module, env }: Peer): Promise<Running> {
  const child = fork(join(import.meta.dirname, 'peer.ts'), [join(import.meta.dirname, module)], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
  })
  await answerOf(child)
  return { name, child }
}

async function takeTurns(
  running: readonly Running[],
  request: Request,
  rounds: number,
): Promise<Record<string, Timing>> {
  const times = new Map<string, number[]>()
  const first = new Map<string, number>()
  for (let round = 0; round < rounds; round++) {
    for (const { name, child } of running) {
      child.send(request)
      const answer = await answerOf(child)
      if (answer.error) throw new Error(`${name} failed at ${request.name}: ${answer.error}`)
      if (answer.times === undefined) continue
      times.set(name, [...(times.get(name) ?? []), ...answer.times])
      if (answer.first !== undefined) first.set(name, answer.first)
    }
  }
  checkSameResult(request.name, first)
  return Object.fromEntries([...times].map(([name, list]) => [name, summarize(list)]))
}

async function answerOf(child: ChildProcess): Promise<Answer> {
  const stopped = new AbortController()
  const exit = once(child, 'exit', { signal: stopped.signal }).then(([code]) => {
    throw new Error(`a peer process ended with code ${code}`)
  })
  try {
    const message = once(child, 'message').then(([answer]) => answer as Answer)
    return await Promise.race([message, exit])
  } finally {
    stopped.abort()
    exit.catch(() => {})
  }
}

/** A race between different pieces of work would tell nothing. */
function checkSameResult(work: string, first: ReadonlyMap<string, number>): void {
  const [[name, expected] = ['', 0], ...others] = first
  for (const [other, value] of others) {
    if (Math.abs(value - expected) <= 1e-9 * Math.max(1, Math.abs(expected))) continue
    throw new Error(`${work}: ${name} gives ${expected}, but ${other} gives ${value}`)
  }
}
