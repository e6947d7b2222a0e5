import { type Comparison, compare, type Peer } from './compare.js'
import { duration, type Timing } from './statistics.js'
import { formatTable } from './table.js'
import { type MathCase, mathCases } from './work/math.js'

const peers: readonly Peer[] = [
  { name: 'wasm', module: 'peers/notegrad.ts', env: { NOTEGRAD_BACKEND: 'wasm' } },
  { name: 'loops', module: 'peers/notegrad.ts', env: { NOTEGRAD_BACKEND: 'loops' } },
  { name: 'mathjs', module: 'peers/mathjs.ts' },
]

/** Single operations, by backend and beside plain mathjs. */
export async function runMath({ rounds }: { rounds: number }): Promise<Comparison> {
  const work = mathCases.map(({ name }) => name)
  const comparison = await compare({ peers, work, rounds, milliseconds: 150 })
  const rows = mathCases.map((mathCase) => {
    const { wasm, loops, mathjs } = comparison[mathCase.name]
    return [
      mathCase.name,
      duration(wasm.median),
      duration(wasm.minimum),
      rate(mathCase, wasm),
      ratio(loops, wasm),
      ratio(mathjs, wasm),
    ]
  })
  const head = ['operation', 'wasm median', 'minimum', 'rate', 'loops', 'mathjs']
  process.stdout.write(`${formatTable(head, rows)}\n\n`)
  return comparison
}

function rate({ count }: MathCase, { median }: Timing): string {
  return 'flops' in count
    ? `${(count.flops / median / 1e6).toFixed(2)} GFLOP/s`
    : `${((median * 1e6) / count.elements).toFixed(2)} ns/element`
}

function ratio(peer: Timing | undefined, wasm: Timing): string {
  return peer === undefined ? '–' : `${(peer.median / wasm.median).toFixed(1)}×`
}
