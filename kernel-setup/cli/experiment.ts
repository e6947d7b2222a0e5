import { type Command, InvalidArgumentError } from 'commander'
import { ledgerTable } from './ledgerTable.js'

/** `notegrad experiment list|run`: the book's figures, one experiment at a time. */
export function registerExperiment(program: Command): void {
  const command = program
    .command('experiment')
    .summary('run one of the book’s experiments')
    .description('Trainings that reproduce figures of the book, and the band they should be in.')
  command
    .command('list')
    .description('Tells name, title and settings of each experiment.')
    .action(list)
  command
    .command('run')
    .description('Runs an experiment, and shows what it found beside the book’s figures.')
    .argument('<name>', 'as in `notegrad experiment list`')
    .option('--seed <number>', 'this seed only; all seeds of the experiment when left out', seed)
    .action(run)
}

async function list(): Promise<void> {
  const { experiments } = await import('notegrad')
  const width = Math.max(...experiments.map(({ name }) => name.length))
  for (const { name, title, settings, seeds } of experiments) {
    const runs = seeds.length === 1 ? '' : `; seeds ${seeds.join(', ')}`
    process.stdout.write(`${name.padEnd(width)}  ${title}\n`)
    process.stdout.write(`${' '.repeat(width)}  ${settings}${runs}\n`)
  }
}

async function run(name: string, options: { seed?: number }): Promise<void> {
  const { ledger } = await import('notegrad')
  const experiment = ledger.experimentOf(name)
  const seeds = options.seed === undefined ? experiment.seeds : [options.seed]
  const runs = []
  for (const seed of seeds) {
    process.stderr.write(`${name}, seed ${seed}\n`)
    runs.push(await ledger.runJob({ experiment, seed }))
  }
  const found = ledger.rows({ runs }).filter((row) => row.experiment === name)
  process.stdout.write(`${ledgerTable(found)}\n`)
}

function seed(word: string): number {
  const value = Number(word)
  if (Number.isInteger(value) && value >= 0) return value
  throw new InvalidArgumentError('a seed is a whole number of 0 or more')
}
