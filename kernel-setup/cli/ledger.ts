import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { replaceFile } from '../notebook/replaceFile.js'
import { ledgerTable } from './ledgerTable.js'

type Library = typeof import('notegrad')
type Ledger = import('notegrad').Ledger
type Row = import('notegrad').Row

type Shard = readonly [i: number, n: number]

interface Options {
  readonly write?: string
  readonly shard?: Shard
  readonly quick?: boolean
  readonly missing?: boolean
  readonly merge?: readonly string[]
}

/** `notegrad ledger`: all experiments, and a table of what they found beside the book. */
export function registerLedger(program: Command): void {
  program
    .command('ledger')
    .summary('run all of the book’s experiments')
    .description(
      'Runs every experiment with every seed, and shows what it found beside the book’s ' +
        'figures. It takes hours; with --write the file is brought up to date after each run.',
    )
    .option('--write <file>', 'keep the results in this file, beside those that it has')
    .option('--missing', 'only the runs that the file does not have')
    .option('--quick', 'only the experiments that take seconds, with their first seed')
    .option('--shard <i/n>', 'of n shares of the runs, the i-th: 2/4', shard)
    .option('--merge <files...>', 'run nothing; put the results of these files together')
    .action(run)
}

async function run({
  write,
  shard = [1, 1],
  quick = false,
  missing,
  merge,
}: Options): Promise<void> {
  const library = await import('notegrad')
  const { ledger } = library
  if (missing && !write) {
    throw new InvalidArgumentError(
      '--missing asks for the file that has the others: --write <file>',
    )
  }
  if (write) checkFolder(write)
  const read = (file: string) => readLedger(file, ledger)
  let kept: Ledger = write && existsSync(write) ? read(write) : { runs: [] }
  const keep = async (found: Ledger) => {
    // another share may have written meanwhile
    if (write && existsSync(write)) kept = read(write)
    kept = ledger.merge(kept, found)
    if (write) await replaceFile(write, `${JSON.stringify(kept, null, 2)}\n`)
  }
  if (merge) await keep(ledger.merge(...merge.map(read)))
  else {
    await keep({ runs: [] }) // what cannot be written stops here, before hours of runs
    const has = (name: string, seed: number) =>
      kept.runs.some((known) => known.experiment === name && known.seed === seed)
    const all = chosen(library, quick, shard)
    const jobs = all.filter((job) => !missing || !has(job.experiment.name, job.seed))
    for (const [place, job] of jobs.entries()) {
      const { experiment, seed } = job
      process.stderr.write(`${place + 1} of ${jobs.length}: ${experiment.name}, seed ${seed}\n`)
      await keep({ runs: [await ledger.runJob(job)] })
    }
  }
  const rows = ledger.rows(kept)
  process.stdout.write(`${ledgerTable(rows)}\n\n${ledger.verdictCounts(rows)}\n`)
  const reasons = explanations(library, rows)
  if (reasons) process.stdout.write(`\nOutside a band:\n${reasons}\n`)
}

/** Why rows are outside their bands, a line for each experiment that has such a row. */
function explanations({ experiments, ledger }: Library, rows: readonly Row[]): string {
  const outside = new Set(rows.filter(ledger.isOutside).map(({ experiment }) => experiment))
  return experiments
    .filter(({ name, explanation }) => explanation !== undefined && outside.has(name))
    .map(({ name, explanation }) => `${name}: ${explanation}`)
    .join('\n')
}

function chosen({ experiments, ledger }: Library, quick: boolean, [i, n]: Shard) {
  if (!quick) return ledger.jobs(experiments, i, n)
  const first = experiments.map((experiment) => ({
    ...experiment,
    seeds: experiment.seeds.slice(0, 1),
  }))
  return ledger.jobs(
    first.filter((experiment) => experiment.quick),
    i,
    n,
  )
}

function checkFolder(file: string): void {
  if (statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) return
  throw new InvalidArgumentError(`${file}: there is no such folder`)
}

/** @throws InvalidArgumentError that names the file, also where a single run in it is none. */
function readLedger(file: string, { merge }: Library['ledger']): Ledger {
  const refuse = (problem: string) => new InvalidArgumentError(`${file}${problem}`)
  try {
    const ledger: Partial<Ledger> | null = JSON.parse(readFileSync(file, 'utf8'))
    if (Array.isArray(ledger?.runs)) return merge({ runs: ledger.runs })
  } catch (error) {
    const { name, code, message } = error as NodeJS.ErrnoException // JSON's, Node's or merge's
    if (name === 'DomainError') throw refuse(`: ${message}`)
    if (code === 'ENOENT' || code === 'ENOTDIR') throw refuse(': there is no such file')
    if (code === 'EISDIR') throw refuse(': it is a folder; name a file in it')
    if (!(error instanceof SyntaxError)) throw error
  }
  throw refuse(' holds no ledger, which is JSON with a list of runs')
}

function shard(word: string): Shard {
  const [i, n] = word.split('/').map(Number)
  if (Number.isInteger(i) && Number.isInteger(n) && i >= 1 && i <= n) return [i, n]
  throw new InvalidArgumentError('a shard is i/n with i from 1 to n, as in 2/4')
}
