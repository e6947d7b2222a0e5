import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { NotBuilt, packageRoot } from '../client/kernelSpec.js'
import { NotebookError } from '../notebook/readNotebook.js'
import { registerDoctor } from './doctor.js'
import { exitCode } from './exitCode.js'
import { registerExperiment } from './experiment.js'
import { KernelSpecError, registerKernelCommands } from './kernel.js'
import { registerLab } from './lab.js'
import { registerLedger } from './ledger.js'
import { registerReset } from './reset.js'
import { registerRun } from './run.js'
import { registerSync } from './sync.js'

/**
 * Runs the command line `notegrad ...words`.
 *
 * @returns the exit code
 */
export async function runProgram(words: readonly string[]): Promise<number> {
  try {
    const program = createProgram()
    await program.parseAsync(asked(words, program), { from: 'user' })
    return Number(process.exitCode ?? exitCode.good)
  } catch (error) {
    // what its own parsers refuse commander has told, what a command refuses it has not
    if (error instanceof InvalidArgumentError) process.stderr.write(`error: ${error.message}\n`)
    if (error instanceof CommanderError) return error.exitCode && exitCode.wrongUse
    if (!isExplained(error)) throw error
    process.stderr.write(`${error.message}${mendOf(error)}\n`)
    const isWrongUse = error instanceof NotebookError || error.name === 'DomainError'
    return isWrongUse ? exitCode.wrongUse : exitCode.failed
  }
}

/**
 * `help a b` and `a help b` are `a b --help`; help for a command that there is not is refused as
 * the command is.
 */
function asked(words: readonly string[], program: Command): readonly string[] {
  const outer = program.commands.find((each) => each.name() === words[0])
  const place = outer?.commands.length ? 1 : 0
  const names = words.toSpliced(place, 1)
  if (words[place] !== 'help' || names.length === 0) return words
  let command = program
  for (const [depth, name] of names.entries()) {
    if (command.commands.length === 0) return [...names.slice(0, depth), '--help']
    const inner = command.commands.find((each) => each.name() === name)
    if (!inner) return names
    command = inner
  }
  return [...names, '--help']
}

/** What the errors of the file system do not tell. */
function mendOf(error: NodeJS.ErrnoException): string {
  const { code = '', path } = error
  if (path === undefined || error.syscall?.startsWith('spawn')) return ''
  if (code === 'EROFS') return '; the disk there is read-only'
  return code === 'EACCES' || code === 'EPERM' ? '; change the permissions there' : ''
}

/** Whether an error's message is enough for the reader; any other is a fault of ours. */
function isExplained(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const isTold = [NotebookError, NotBuilt, KernelSpecError].some((kind) => error instanceof kind)
  return isTold || 'syscall' in error || error.name === 'DomainError'
}

/** The commands as they are declared; the reference is made from them too. */
export function createProgram(): Command {
  const program = new Command('notegrad')
    .description('Deep learning from scratch, in TypeScript notebooks.')
    .showHelpAfterError('(--help tells more)')
    .exitOverride()
  const registers = [
    registerLab,
    registerRun,
    registerReset,
    registerKernelCommands,
    registerDoctor,
  ]
  for (const register of [...registers, registerExperiment, registerLedger, registerSync])
    register(program)
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'))
  for (const command of [program, ...program.commands]) command.version(version)
  return program
}
