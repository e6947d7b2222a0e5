/**
 * One peer in a process of its own: `peer.ts <module>`. Does what it is asked for, one piece at a
 * time.
 */
import { pathToFileURL } from 'node:url'
import type { Answer, PeerModule, Request, Work } from './protocol.js'

/** Calls shorter than this are timed several at once: the clock ticks in microseconds. */
const SHORTEST = 0.05

const { work }: PeerModule = await import(pathToFileURL(process.argv[2]).href)
const prepared = new Map<string, { readonly run: Work; readonly first: number | undefined }>()

process.on('message', async (request: Request) => {
  let answer: Answer
  try {
    answer = await measure(request)
  } catch (error) {
    answer = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  process.send?.(answer)
})
process.on('disconnect', () => process.exit())
process.send?.({})

async function measure({ name, milliseconds }: Request): Promise<Answer> {
  const prepare = work[name]
  if (prepare === undefined) return {}
  let entry = prepared.get(name)
  if (entry === undefined) {
    const run = await prepare()
    entry = { run, first: run() }
    prepared.set(name, entry)
    timesOf(entry.run, milliseconds)
  }
  return { times: timesOf(entry.run, milliseconds), first: entry.first }
}

function timesOf(run: Work, milliseconds: number): number[] {
  const estimate = timeOf(run, 1)
  const repeats = Math.max(1, Math.ceil(SHORTEST / Math.max(estimate, 1e-5)))
  const times: number[] = []
  const end = performance.now() + milliseconds
  do times.push(timeOf(run, repeats))
  while (performance.now() < end)
  return times
}

/** Mean of `repeats` calls, in milliseconds. */
function timeOf(run: Work, repeats: number): number {
  const start = performance.now()
  for (let i = 0; i < repeats; i++) run()
  return (performance.now() - start) / repeats
}
