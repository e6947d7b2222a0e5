/**
 * One peer in a process of its own: `peer.ts <module>`. Does what it is asked for, one piece at a
 * time.
 */
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import type { Answer, Greeting, PeerModule, Request, Work } from '../protocol.js'

/** Calls shorter than this are timed several at once: the clock ticks in microseconds. */
const SHORTEST = 0.05

const say = sayer()
const peer = await open(process.argv[2])
if (peer !== undefined) {
  const prepared = new Map<string, Promise<Prepared>>()
  for await (const line of createInterface({ input: process.stdin })) {
    say(await answer(peer, JSON.parse(line), prepared))
  }
}

interface Prepared {
  readonly work: Work | undefined
  readonly check: readonly number[]
}

/** A line to the benchmark. Whatever a library prints goes to stderr instead. */
function sayer(): (message: Greeting | Answer) => void {
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = process.stderr.write.bind(process.stderr)
  return (message) => {
    write(`${JSON.stringify(message)}\n`)
  }
}

async function open(file: string): Promise<PeerModule | undefined> {
  try {
    const peer: PeerModule = await import(pathToFileURL(file).href)
    say({ ready: true, version: peer.version })
    return peer
  } catch (error) {
    say({ ready: false, error: textOf(error) })
    return undefined
  }
}

async function answer(
  peer: PeerModule,
  request: Request,
  prepared: Map<string, Promise<Prepared>>,
): Promise<Answer> {
  const { work: name, operands, range } = request
  const key = JSON.stringify([name, operands, range])
  try {
    let entry = prepared.get(key)
    if (entry === undefined) {
      entry = prepare(peer, request)
      prepared.set(key, entry)
    }
    const { work, check } = await entry
    return work === undefined ? {} : { times: timesOf(work, request), check }
  } catch (error) {
    return { error: textOf(error) }
  }
}

async function prepare(peer: PeerModule, request: Request): Promise<Prepared> {
  const work = await peer.work[request.work]?.(request)
  if (work === undefined) return { work, check: [] }
  const check = work.check()
  timesOf(work, { ...request, milliseconds: request.warmUp })
  return { work, check }
}

function timesOf(work: Work, { milliseconds, clock }: Request): number[] {
  const now = clock === 'cpu' && !work.elsewhere ? processorTime : () => performance.now()
  const estimate = timeOf(work, 1, now)
  if (estimate >= milliseconds) return [estimate]
  const repeats = Math.max(1, Math.ceil(SHORTEST / Math.max(estimate, 1e-5)))
  const times: number[] = []
  const end = now() + milliseconds
  do times.push(timeOf(work, repeats, now))
  while (now() < end)
  return times
}

/** Of all threads of this process, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Mean of `repeats` calls, in milliseconds. */
function timeOf({ run }: Work, repeats: number, now: () => number): number {
  const start = now()
  for (let i = 0; i < repeats; i++) run()
  return (now() - start) / repeats
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
