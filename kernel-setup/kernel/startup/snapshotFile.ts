/**
 * The start-up snapshot on the disk. A kernel that starts from it has the compiler at hand at once;
 * one that finds none which fits starts without it, and has one made for the next time.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'

/** What a snapshot is made from. */
export interface SnapshotSource {
  /** The file of the compiler: its standard library lies beside it. */
  typescript: string
  /** The same code, minified. */
  compiler: string
  /** tslab's file that converts cells, and the package that it loads. */
  converter: string
  semver: string
  /** The folder that holds `node`'s types. */
  typeRoot: string
  /** A file of the kernel: packages are looked for from there. */
  kernelFile: string
  /** The file that declares what cells may use without an import. */
  globals: string
  /** Packages whose types are read beforehand. */
  packages: string[]
}

/**
 * Node's options, for the snapshot and for the kernel, which must agree. The young generation is
 * large enough for one compilation; the first is explained in `tolerateTermination.ts`. Rehashing
 * gives every process other hashes, against senders of chosen keys, and took 30 of 340 ms: a kernel
 * runs its owner's code anyway. The last gives `import.meta.resolve` its second argument.
 */
export const nodeOptions = [
  '--no-force-async-hooks-checks',
  '--no-rehash-snapshot',
  '--min-semi-space-size=16',
  '--max-semi-space-size=16',
  '--experimental-import-meta-resolve',
]

/** Kept at most: the snapshots of other Nodes are not thrown away at once. */
const kept = 3
/** Milliseconds that no build takes. */
const patience = 600_000

export function snapshotSource(kernelFile: string): SnapshotSource {
  const require = createRequire(kernelFile)
  const tslab = createRequire(require.resolve('tslab/package.json'))
  return {
    typescript: require.resolve('typescript'),
    compiler: join(dirname(kernelFile), 'typescript.cjs'),
    converter: tslab.resolve('./dist/converter.js'),
    semver: tslab.resolve('semver'),
    typeRoot: dirname(dirname(require.resolve('@types/node/package.json'))),
    kernelFile,
    globals: join(
      dirname(require.resolve('notegrad/package.json')),
      'kernel-setup/kernel/globals.d.ts',
    ),
    packages: ['notegrad'],
  }
}

/**
 * Where the snapshot lies that fits this Node, this machine and these files, if there is one. The
 * types in it are compared with the disk when they are used, and need not fit.
 */
export function snapshotFile(source: SnapshotSource): string {
  const state = [
    process.version,
    process.arch,
    cpus()[0]?.model,
    process.env.NODE_OPTIONS,
    nodeOptions,
    source,
    [process.execPath, source.compiler, source.converter].map(stampOf),
  ]
  const hash = createHash('sha256')
    .update(JSON.stringify(state))
    .update(readFileSync(entryOf(source)))
    .digest('hex')
  return join(
    dirname(source.kernelFile),
    '../../.notegrad/cache',
    `start-${hash.slice(0, 16)}.blob`,
  )
}

/** What builds the snapshot lies beside the launcher. */
function entryOf({ kernelFile }: SnapshotSource): string {
  return join(dirname(kernelFile), 'snapshotEntry.cjs')
}

function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false })
  return `${file} ${stats?.size} ${stats?.mtimeMs}`
}

/**
 * Makes the snapshot: aside, then renamed, so that kernels that start meanwhile do not see it.
 *
 * @returns the reason why there is none, or undefined when it is made
 */
export async function buildSnapshot(
  source: SnapshotSource,
  file: string,
): Promise<string | undefined> {
  try {
    mkdirSync(dirname(file), { recursive: true })
  } catch (error) {
    return String(error)
  }
  const aside = `${file}.${process.pid}`
  const args = [...nodeOptions, '--snapshot-blob', aside, '--build-snapshot', entryOf(source)]
  const env = { ...process.env, NOTEGRAD_SNAPSHOT: JSON.stringify(source) }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => {
      if (code !== 0 || !existsSync(aside)) {
        rmSync(aside, { force: true })
        return resolve(said.trim() || `Node ended with code ${code}`)
      }
      renameSync(aside, file)
      removeOld(dirname(file))
      resolve(undefined)
    })
  })
}

/** Also what a build left behind that was interrupted. */
function removeOld(cache: string): void {
  const time = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const named = (pattern: RegExp) =>
    readdirSync(cache)
      .filter((name) => pattern.test(name))
      .map((name) => join(cache, name))
  const blobs = named(/^start-.*\.blob$/).sort((a, b) => time(b) - time(a))
  const asides = named(/^start-.*\.blob\.\d+$/).filter((file) => Date.now() - time(file) > patience)
  for (const old of [...blobs.slice(kept), ...asides]) rmSync(old, { force: true })
}
