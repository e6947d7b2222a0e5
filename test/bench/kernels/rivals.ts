/** The kernels that are compared: how each is started, and the same cells in its language. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ourKernelSpec } from '../../../kernel-setup/client/kernelSpec.js'
import { places, pythonIn } from '../../../kernel-setup/environment/places.js'
import { root } from '../../support/repository.js'

export interface Rival {
  readonly name: string
  readonly version: string
  readonly argv: readonly string[]
  /** The first `import` of a library: of this one, of mathjs in Deno; none in Python. */
  readonly importCell?: string
  /** The beginning of a name, to be completed, and a whole one, to be explained. */
  readonly beginning: string
  readonly whole: string
  /** Prints the numbers below 200,000, a line each. */
  readonly linesCell: string
}

const importCell = "import { math } from 'notegrad'\nmath.add(1, 2)"
const ours = { importCell, beginning: 'math.multi', whole: 'math.multiply' }
const linesCell = 'for (let i = 0; i < 200_000; i++) console.log(i)'

export function rivals(): Rival[] {
  const bench = createRequire(join(root, 'test/bench/package.json'))
  const versionOf = (name: string): string => bench(`${name}/package.json`).version
  const python = pythonIn(places().python)
  const file = '{connection_file}'
  return [
    {
      name: 'notegrad',
      version: versionOf('notegrad'),
      argv: ourKernelSpec().argv,
      ...ours,
      linesCell,
    },
    {
      name: 'stock tslab',
      version: versionOf('tslab'),
      argv: [process.execPath, bench.resolve('tslab/bin/tslab'), 'kernel', '--config-path', file],
      ...ours,
      linesCell,
    },
    {
      name: 'Deno',
      version: versionOf('deno'),
      argv: [denoBinary(bench), 'jupyter', '--kernel', '--conn', file],
      importCell: "import { add } from 'mathjs'\nadd(1, 2)",
      beginning: 'add.toStr',
      whole: 'add',
      linesCell,
    },
    {
      name: 'ipykernel',
      version: '7.4.0',
      argv: [python, '-m', 'ipykernel_launcher', '-f', file],
      beginning: 'str.uppe',
      whole: 'str.upper',
      linesCell: 'for i in range(200_000): print(i)',
    },
  ]
}

/** npm's `deno` starts this program; without it in between the start is shorter. */
function denoBinary(bench: NodeJS.Require): string {
  const deno = createRequire(bench.resolve('deno/package.json'))
  const { platform, arch } = process
  const suffix = platform === 'linux' ? '-glibc' : ''
  return deno.resolve(`@deno/${platform}-${arch}${suffix}/deno`)
}
