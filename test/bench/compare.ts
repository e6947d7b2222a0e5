/**
 * Peers side by side: each in its own process, taking turns, so that a noisy moment hits them all.
 */
import { PeerMissing, PeerProcess } from './PeerProcess.js'
import type { Peer } from './peers.js'
import type { Clock, Request } from './protocol.js'
import { summarize, type Timing } from './statistics.js'

export interface Task extends Omit<Request, 'warmUp' | 'milliseconds' | 'clock'> {
  readonly name: string
  /** Peers that would take it minutes, or cannot. */
  readonly without?: readonly string[]
  /** How far results may be apart, as a part of their size, where that is more than rounding. */
  readonly tolerance?: number
  /** Another way of doing it, in the same turns of the peers that have it. */
  readonly beside?: { readonly name: string; readonly work: string }
}

export interface Plan {
  readonly peers: readonly Peer[]
  readonly tasks: readonly Task[]
  readonly rounds: number
  /** Before the first turn, in milliseconds. */
  readonly warmUp: number
  /** Of each turn. */
  readonly milliseconds: number
  readonly clock: Clock
  /** What goes on: a line each. */
  readonly report: (line: string) => void
}

export interface Comparison {
  /** By task and peer; a peer that has no such work is missing. */
  readonly timings: Readonly<Record<string, Readonly<Record<string, Timing>>>>
  /** Of each peer that ran. */
  readonly versions: Readonly<Record<string, string>>
}

/** @throws Error when a peer fails, or two peers come to different results. */
export async function compare(plan: Plan): Promise<Comparison> {
  const running = await startAll(plan)
  try {
    const timings: Record<string, Record<string, Timing>> = {}
    for (const task of plan.tasks) {
      const able = running.filter(({ name }) => !task.without?.includes(name))
      timings[task.name] = await takeTurns(able, task, plan)
      plan.report(`measured ${task.name}`)
    }
    const versions = Object.fromEntries(running.map(({ name, version }) => [name, version]))
    return { timings, versions }
  } finally {
    for (const peer of running) peer.stop()
  }
}

async function startAll({ peers, report }: Plan): Promise<PeerProcess[]> {
  const running: PeerProcess[] = []
  for (const peer of peers) {
    try {
      running.push(await PeerProcess.start(peer))
    } catch (error) {
      if (!(error instanceof PeerMissing)) {
        for (const started of running) started.stop()
        throw error
      }
      report(`left out ${error.message}`)
    }
  }
  return running
}

async function takeTurns(
  running: readonly PeerProcess[],
  task: Task,
  { rounds, warmUp, milliseconds, clock }: Plan,
): Promise<Record<string, Timing>> {
  const turns = new Map<string, number[][]>()
  const outcomes = new Map<string, Outcome>()
  const { operands, range, tolerance = 0 } = task
  const request = { operands, range, warmUp, milliseconds, clock }
  const entries = running.flatMap((peer) => entriesOf(peer, task))
  for (let round = 0; round < rounds; round++) {
    for (const { name, peer, work } of entries) {
      if (round > 0 && !turns.has(name)) continue
      const { times, check = [] } = await peer.ask({ work, ...request })
      if (times === undefined) continue
      turns.set(name, [...(turns.get(name) ?? []), [...times]])
      if (check.length === 0) continue
      outcomes.set(name, { check, tolerance: Math.max(tolerance, peer.tolerance) })
    }
  }
  if (outcomes.size > 1) checkSameResult(task.name, outcomes)
  return Object.fromEntries([...turns].map(([name, list]) => [name, summarize(list)]))
}

/** What a peer is asked for, and under which name its times are kept. */
function entriesOf(peer: PeerProcess, { work, beside }: Task) {
  const own = { name: peer.name, peer, work }
  if (beside === undefined) return [own]
  return [own, { name: besideName(peer.name, beside.name), peer, work: beside.work }]
}

/** 'wasm by hand'; a mark like ', AVX2' stays at the end. */
function besideName(peer: string, way: string): string {
  const [name, ...marks] = peer.split(', ')
  return [`${name} ${way}`, ...marks].join(', ')
}

export interface Outcome {
  readonly check: readonly number[]
  readonly tolerance: number
}

/** A race between different pieces of work would tell nothing. */
export function checkSameResult(task: string, outcomes: ReadonlyMap<string, Outcome>): void {
  const [[first, { check: expected, tolerance }], ...others] = outcomes
  const size = Math.max(...expected.map(Math.abs), Number.MIN_VALUE)
  for (const [other, outcome] of others) {
    const allowed = size * Math.max(tolerance, outcome.tolerance)
    const given = outcome.check
    const agrees = expected.every((value, i) => Math.abs(value - given[i]) <= allowed)
    if (agrees && given.length === expected.length) continue
    throw new Error(
      `${task}: ${first} gives ${shown(expected)}, but ${other} gives ${shown(given)}`,
    )
  }
}

function shown(values: readonly number[]): string {
  const most = 4
  return `[${values.slice(0, most).join(', ')}${values.length > most ? ', …' : ''}]`
}
