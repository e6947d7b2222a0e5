/**
 * What `npm start` does before the command `lab` exists: installs the npm packages and builds.
 *
 * Plain Node without dependencies. Each part is skipped when its result is newer than its sources.
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { withLock } from './lock.mjs'
import { stateFolder } from './stateFolder.mjs'
import { exitCodeOf, isNetworkTrouble, lastLines, run, SetupError, step } from './steps.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const command = join(root, 'dist/cli/main.js')

const usage = `npm start [-- NOTEBOOK --port NUMBER --no-browser]

Installs what is missing, builds, and opens JupyterLab with the TypeScript kernel
on NOTEBOOK (notebooks/en/00-start-here.ipynb). Ctrl-C ends it and its kernels.
`

export async function main(args) {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage)
    return
  }
  const code = await exitCodeOf('npm start', prepare)
  if (code !== 0) process.exit(code)
  process.argv = [process.execPath, command, 'lab', ...args]
  await import(pathToFileURL(command).href)
}

async function prepare() {
  const folder = stateFolder(root)
  await withLock(join(folder, 'bootstrap.lock'), installAndBuild, (holder) => {
    process.stdout.write(`waiting for another npm start (process ${holder}) to finish\n`)
  })
}

async function installAndBuild() {
  await step('npm packages', async (report) => {
    if (packagesAreCurrent(root)) return { note: 'installed' }
    await installPackages(report)
    return { note: 'installed now' }
  })
  await step('build', async (report) => {
    if (buildIsCurrent(root)) return { note: 'up to date' }
    await build(report)
    return { note: 'made now' }
  })
}

/** npm writes `node_modules/.package-lock.json` last: without it the installation is half done. */
export function packagesAreCurrent(project) {
  const installed = modified(join(project, 'node_modules/.package-lock.json'))
  return installed >= modified(join(project, 'package-lock.json'))
}

const sources = ['src', 'kernel-setup', 'package.json', 'package-lock.json', 'tsconfig.json']
const products = ['dist/index.js', 'dist/types/index.d.ts', 'dist/cli/main.js']

/** Whether every product is newer than every source; `npm ci` removes the link, the last product. */
export function buildIsCurrent(project) {
  if (!existsSync(join(project, 'node_modules/notegrad'))) return false
  const oldest = Math.min(...products.map((file) => modified(join(project, file))))
  return oldest >= Math.max(...sources.map((entry) => newest(join(project, entry))))
}

/** Time of the last change, or −∞ for a file that is not there. */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY
}

/** Latest change of a file, or of any file in a folder that people write. */
function newest(entry) {
  if (!statSync(entry, { throwIfNoEntry: false })?.isDirectory()) return modified(entry)
  const inside = readdirSync(entry).filter((name) => !name.includes('.generated.'))
  return Math.max(Number.NEGATIVE_INFINITY, ...inside.map((name) => newest(join(entry, name))))
}

async function installPackages(report) {
  const [npm, ...first] = npmCommand()
  const quick = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']
  const args = [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', ...quick]
  const { status, output } = await run(npm, args, { cwd: root, onLine: report })
  if (status === 0) return
  if (isNetworkTrouble(output)) {
    throw new SetupError({
      expected: 'npm to download the packages',
      found: `no answer from the network\n${lastLines(output, 2)}`,
      mend: 'connect, or set the proxy or registry ("npm config"), then run npm start again',
    })
  }
  throw new SetupError({
    expected: '"npm ci" to install the packages',
    found: lastLines(output),
    mend: 'mend what npm names, then run npm start again',
  })
}

/** The npm that runs this script, else the one on the PATH. */
function npmCommand() {
  const running = process.env.npm_execpath
  const isNpm = running !== undefined && basename(running).startsWith('npm')
  return isNpm ? [process.execPath, running] : ['npm']
}

async function build(report) {
  const script = join(root, 'kernel-setup/build/build.mjs')
  const { status, output } = await run(process.execPath, [script], { cwd: root, onLine: report })
  if (status === 0) return
  throw new SetupError({
    expected: 'the sources to build',
    found: lastLines(output, 12),
    mend: 'undo what was changed in src or kernel-setup ("git status" lists it), or mend it',
  })
}
