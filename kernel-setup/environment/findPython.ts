import { say } from './messages.mjs'
import { run, SetupError } from './steps.mjs'

/** A Python that is new enough. */
export interface Python {
  /** How it is called: `['python3']`, or `['py', '-3']`. */
  readonly command: readonly [string, ...string[]]
  readonly version: string
}

const oldest = [3, 10] as const
const candidates = [['python3'], ['python'], ['py', '-3']] as const

/** What one try found: a version, or the reason why there is none. */
interface Trial {
  readonly command: readonly [string, ...string[]]
  readonly version?: readonly number[]
}

/**
 * The first Python >= 3.10 among `python3`, `python` and `py -3`.
 *
 * @throws SetupError naming what was found instead.
 */
export async function findPython(): Promise<Python> {
  const trials: Trial[] = []
  for (const command of candidates) {
    const version = await versionOf(command)
    if (version && isNewEnough(version)) return { command, version: version.join('.') }
    trials.push({ command, version })
  }
  const found = trials
    .filter(({ version }) => version)
    .map(({ command, version }) =>
      say('isPython', { command: command.join(' '), version: version?.join('.') ?? '' }),
    )
  throw new SetupError({
    expected: say('pythonWanted', { oldest: oldest.join('.') }),
    found: found.join(', ') || say('noneOfThem'),
    mend: say(process.platform === 'darwin' ? 'mendPythonMac' : 'mendPythonLinux'),
  })
}

async function versionOf(command: Trial['command']): Promise<readonly number[] | undefined> {
  const probe = 'import sys; print("%d.%d.%d" % sys.version_info[:3])'
  const [program, ...args] = command
  const { status, output } = await run(program, [...args, '-c', probe], { timeout: 20_000 })
  const version = /^(\d+)\.(\d+)\.(\d+)\s*$/m.exec(output)
  return status === 0 && version ? version.slice(1).map(Number) : undefined
}

function isNewEnough([major, minor]: readonly number[]): boolean {
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
}

/**
 * Whether Python can make an environment with pip in it. Debian and Ubuntu leave `ensurepip` out of
 * python3, and `python3 -m venv` then stops half-way: so this is asked first.
 */
export async function hasEnsurepip({ command }: Python): Promise<boolean> {
  const probe = 'import importlib.util as u, sys; sys.exit(u.find_spec("ensurepip") is None)'
  const [program, ...args] = command
  return (await run(program, [...args, '-c', probe], { timeout: 20_000 })).status === 0
}

/** The error for a Python without ensurepip. */
export function withoutVenv({ command, version }: Python): SetupError {
  const name = command.join(' ')
  return new SetupError({
    expected: say('venvWanted', { python: name }),
    found: say('withoutEnsurepip', { python: name, version }),
    mend: say('mendVenv'),
  })
}

/** Whether `uv` is on the PATH. */
export async function hasUv(): Promise<boolean> {
  return (await run('uv', ['--version'], { timeout: 20_000 })).status === 0
}
