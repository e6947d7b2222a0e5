/** The page docs/performance.md, made from docs/data/benchmarks.json. */
import type { Machine } from './machine.js'
import { withAvx2 } from './peers.js'
import type { CaseResult, SectionResult } from './section.js'
import type { MemoryResult } from './sections/memory.js'
import { duration } from './statistics.js'

/** What is kept of a whole run; a section that was never measured is missing. */
export interface Results {
  readonly math?: SectionResult
  readonly autodiff?: SectionResult
  readonly networks?: SectionResult
  readonly memory?: MemoryResult
}

const titles = {
  math: 'Single operations',
  autodiff: 'Derivatives',
  networks: 'Networks',
} as const

const clocks = {
  wall: 'Time on the clock.',
  cpu: 'Time of the processor in all threads of a process (of start-up, time on the clock).',
} as const

/** Columns of the tables of times, where a section has them. */
const peers = [
  'wasm',
  'blas',
  'numpy',
  'jax',
  'jax jit',
  'torch',
  'autograd',
  'mathjs',
  'ml-matrix',
  'tfjs wasm',
  'jax-js',
]

export function performancePage(results: Results): string {
  const sections = (['math', 'autodiff', 'networks'] as const).flatMap((name) => {
    const result = results[name]
    return result ? [timesPart(titles[name], result)] : []
  })
  const { memory } = results
  const parts = [...sections, ...(memory ? [memoryPart(memory)] : [])]
  return `${[head, ...parts].join('\n\n')}\n`
}

const head = `# Performance

What the library takes beside others, and the bars it is held to. \`npm run bench -- --write\`
measures and makes this page; \`npm run bench -- --help\` tells how to measure a part of it.

Each library runs in a process of its own, in one thread; the processes take turns, so that a
noisy moment hits them all. Times are medians of all calls, with everything that a caller pays:
dispatch, copies, memory for the result. Before its first turn each runs for a second, or for one
call where that takes longer; V8 compiles meanwhile. Our steps of networks give the last gradient
for reuse, as Trainer does. Single operations take matrices of each library's own making; ours
would copy a Float64Array that was given to \`tensor\` in every call, 8 MB in .3 to .7 ms. A ratio
is the median, over the turns, of our time through theirs: below 1 we are quicker. All compute
with float64, except tfjs, which has float32 only. The results of all are compared before they are
timed, and of trainings the first twenty losses. On processors with AVX-512 every library is kept
from it, since the bars are set for AVX2. JAX's library for products, YNNPACK, cannot be, so
Eigen's take their place: at 1024³ in 75 ms, where YNNPACK takes 54 on a processor that hides its
AVX-512, and 33 with it. [Backends](backends.md) tells what \`wasm\` and \`blas\` are.`

function timesPart(title: string, { machine, versions, clock, cases }: SectionResult): string {
  const named = peers.filter((peer) => cases.some(({ timings }) => timeOf(timings, peer)))
  const times = cases.map(({ name, timings }) => [
    name,
    ...named.map((peer) => timeOf(timings, peer) ?? ''),
  ])
  const all = Object.entries(versions).map(([peer, version]) => `${peer}: ${version}`)
  return [
    `## ${title}`,
    `${machineLine(machine)} ${clocks[clock]}`,
    markdownTable(['', ...named], times),
    'Against the bars:',
    markdownTable(['', 'ours / theirs', 'ratio', 'at most', ''], cases.flatMap(barRows)),
    `Versions: ${all.join('; ')}.`,
  ].join('\n\n')
}

function timeOf(timings: CaseResult['timings'], peer: string): string | undefined {
  const timing = timings[withAvx2(peer)] ?? timings[peer]
  return timing && duration(timing.median)
}

function barRows({ name, verdicts }: CaseResult): string[][] {
  return verdicts.map(({ ours, against, ratio, atMost, met }) => [
    name,
    `${plain(ours)} / ${plain(against)}`,
    ratio.toPrecision(2),
    atMost.toPrecision(2),
    met ? 'met' : 'missed',
  ])
}

/** Without the mark of AVX2, which holds for the whole page. */
function plain(peer: string): string {
  return peer.replace(withAvx2(''), '')
}

function memoryPart({ machine, cases }: MemoryResult): string {
  const rows = cases.map(({ name, measure, value, atMost, met }) => [
    name,
    `${value.toFixed(0)} ${measure}`,
    atMost.toFixed(0),
    met ? 'met' : 'missed',
  ])
  return [
    '## Memory',
    machineLine(machine),
    'The peak of a whole process that trains on MNIST, Node and the data included; and what\n' +
      'one step on the tape keeps while its result is alive.',
    markdownTable(['', 'measured', 'at most', ''], rows),
  ].join('\n\n')
}

function machineLine({ processor, system, node, date }: Machine): string {
  return `${processor}, ${system}, Node ${node.replace(/^v/, '')}; ${date}.`
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line)].join(
    '\n',
  )
}
