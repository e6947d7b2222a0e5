import { type Comparison, compare, type Peer } from './compare.js'
import { duration } from './statistics.js'
import { formatTable } from './table.js'

const WORK = 'MLP step'

/** Of plain mathjs's time, which notegrad must undercut. */
const BAR = 10

export const mlpPeers: readonly Peer[] = [
  { name: 'notegrad', module: 'peers/notegrad.ts' },
  { name: 'notegrad, loops', module: 'peers/notegrad.ts', env: { NOTEGRAD_BACKEND: 'loops' } },
  { name: 'Float64Array loops', module: 'peers/float64Array.ts' },
  { name: 'mathjs', module: 'peers/mathjs.ts' },
]

/** Forward, backward and SGD, 784-50-10, batch 100. */
export async function runMlp({ rounds }: { rounds: number }): Promise<Comparison> {
  const comparison = await compare({ peers: mlpPeers, work: [WORK], rounds, milliseconds: 400 })
  const timings = comparison[WORK]
  const { notegrad } = timings
  const rows = Object.entries(timings).map(([name, { median, minimum }]) => [
    name,
    duration(median),
    duration(minimum),
    `${(median / notegrad.median).toFixed(2)}×`,
  ])
  const head = ['MLP step 784-50-10, batch 100, SGD', 'median', 'minimum', 'of notegrad']
  process.stdout.write(`${formatTable(head, rows)}\n`)
  const ratio = timings.mathjs.median / notegrad.median
  const verdict = ratio >= BAR ? 'met' : 'MISSED'
  process.stdout.write(`bar: ${BAR}× plain mathjs; here ${ratio.toFixed(1)}×: ${verdict}\n\n`)
  return comparison
}
