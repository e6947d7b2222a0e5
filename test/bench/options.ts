import { parseArgs } from 'node:util'
import type { SectionOptions } from './section.js'
import { sections } from './sections/index.js'

export interface Options extends SectionOptions {
  readonly sections: readonly string[]
}

const usage = `Usage: npm run bench -- [section ...] [options]

Sections (all, unless some are named):
${Object.entries(sections)
  .map(([name, { title }]) => `  ${name.padEnd(10)} ${title}`)
  .join('\n')}

Options:
  --rounds <n>   turns that each peer gets (5)
  --runs <n>     how often all is measured; the worst and the median ratio are told (1)
  --case <text>  only cases whose name holds the text; may be repeated
  --peer <text>  only peers whose name begins so; may be repeated
  --torch        PyTorch too: its packages take 5 GB
  --cpu          the processor's time instead of the clock's: for machines that are not idle
  --write        keep the results in docs/data/benchmarks.json and docs/performance.md
  --help         this text

Peers run in processes of their own and take turns. They are installed when first needed: npm
packages in test/bench, Python packages in .notegrad. Needs a build: npm run build.
`

/** The options, or the exit code when there is nothing to measure. */
export function readOptions(args: readonly string[]): Options | number {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        rounds: { type: 'string', default: '5' },
        runs: { type: 'string', default: '1' },
        case: { type: 'string', multiple: true, default: [] },
        peer: { type: 'string', multiple: true, default: [] },
        torch: { type: 'boolean', default: false },
        cpu: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(usage)
      return 0
    }
    const unknown = positionals.find((name) => !Object.hasOwn(sections, name))
    if (unknown !== undefined) throw new Error(`there is no section ${unknown}`)
    return {
      sections: positionals.length > 0 ? positionals : Object.keys(sections),
      rounds: count('--rounds', values.rounds),
      runs: count('--runs', values.runs),
      cases: values.case,
      peers: values.peer,
      torch: values.torch,
      write: values.write,
      clock: values.cpu ? 'cpu' : 'wall',
      report: (line) => process.stderr.write(`${line}\n`),
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    return 2
  }
}

function count(option: string, text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1) return number
  throw new Error(`${option} takes a number from 1`)
}
