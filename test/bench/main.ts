/**
 * `npm run bench`: how fast, beside whom, and with how much memory.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../support/repository.js'
import { runMath } from './math.js'
import { runMemory } from './memory.js'
import { runMlp } from './mlp.js'

const sections = { mlp: runMlp, memory: runMemory, math: runMath } as const

type Section = keyof typeof sections

const usage = `Usage: npm run bench -- [section ...] [--write] [--rounds <n>]

Sections (all, unless some are named):
  mlp      a training step 784-50-10, batch 100, beside plain mathjs and hand-written loops
  memory   peak memory of 10,000 iterations on MNIST
  math     products, elementwise functions and sums, by backend, beside plain mathjs

Options:
  --rounds <n>  turns that each peer gets (5)
  --write       keep the results in docs/data/benchmarks.json, which the site shows
  --help        this text

Peers run in processes of their own and take turns. Needs a build: npm run build.
`

const resultsFile = join(root, 'docs/data/benchmarks.json')

process.exitCode = await main()

/** Exit code: 0 measured, 1 a measurement failed, 2 wrong usage. */
async function main(): Promise<number> {
  const options = readOptions()
  if (typeof options === 'number') return options
  if (!existsSync(join(root, 'dist/index.js'))) {
    process.stderr.write('there is no dist/index.js to measure: run npm run build first\n')
    return 2
  }
  const results: Record<string, unknown> = {}
  for (const section of options.sections) {
    results[section] = await sections[section]({ rounds: options.rounds })
  }
  if (options.write) await write(results)
  return 0
}

interface Options {
  readonly sections: readonly Section[]
  readonly rounds: number
  readonly write: boolean
}

/** The options, or the exit code when there is nothing to measure. */
function readOptions(): Options | number {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        rounds: { type: 'string', default: '5' },
        write: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(usage)
      return 0
    }
    const unknown = positionals.find((name) => !isSection(name))
    if (unknown !== undefined) throw new Error(`there is no section ${unknown}`)
    const rounds = Number(values.rounds)
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number from 1')
    const named = positionals.filter(isSection)
    const all = Object.keys(sections).filter(isSection)
    return { sections: named.length > 0 ? named : all, rounds, write: values.write }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    return 2
  }
}

function isSection(name: string): name is Section {
  return Object.hasOwn(sections, name)
}

/** Keeps the sections that were not run as they are. */
async function write(results: Readonly<Record<string, unknown>>): Promise<void> {
  const old = existsSync(resultsFile) ? JSON.parse(await readFile(resultsFile, 'utf8')) : {}
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  }
  const measured = Object.fromEntries(
    Object.entries(results).map(([section, result]) => [section, { machine, result }]),
  )
  await mkdir(dirname(resultsFile), { recursive: true })
  await writeFile(resultsFile, `${JSON.stringify({ ...old, ...measured }, null, 2)}\n`)
  process.stdout.write('written to docs/data/benchmarks.json\n')
}
