/**
 * What `npm start` does before the command `lab` exists: installs the npm packages and builds.
 *
 * Plain Node without dependencies. Each part is skipped when its result is newer than its sources.
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { withLock } from './lock.mjs'
import { say } from './messages.mjs'
import { stateFolder } from './stateFolder.mjs'
import {
  exitCodeOf,
  isNetworkTrouble,
  lastLines,
  run,
  SetupError,
  step,
  WrongUse,
} from './steps.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const command = join(root, 'dist/cli/main.js')

export async function main(args) {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(say('usage'))
    return
  }
  const code = await exitCodeOf('npm start', () => {
    checkArguments(args, process.env)
    checkSystem(process.platform)
    return prepare()
  })
  if (code !== 0) process.exit(code)
  process.argv = [process.execPath, command, 'lab', ...args]
  await import(pathToFileURL(command).href)
}

/**
 * Refuses at once what would be refused after minutes of installing; the usage has the options.
 *
 * Without `--`, npm keeps an option's name for itself, and hands on its value as a word.
 * @throws WrongUse
 */
export function checkArguments(args, env) {
  const valued = ['--lang', '--port']
  const words = args.filter((word, i) => !word.startsWith('-') && !valued.includes(args[i - 1]))
  const isValue = (word) => /^(en|zh|\d+)$/.test(word)
  const byNpm = env.npm_lifecycle_event === 'start'
  if (byNpm && (env.npm_config_port !== undefined || words.some(isValue))) {
    throw new WrongUse({
      expected: say('dashesFirst'),
      found: say('npmTookThem'),
      mend: say('mendDashes'),
    })
  }
  const options = say('usage').match(/--[a-z-]+/g)
  const unknown = args.find((word) => /^-./.test(word) && !options.includes(word.split('=')[0]))
  if (unknown === undefined) return
  throw new WrongUse({
    expected: options.join(', '),
    found: unknown,
    mend: say('mendOption'),
  })
}

/**
 * Refuses Windows before anything is installed: the set-up knows the folders of other systems only.
 * @throws SetupError
 */
function checkSystem(platform) {
  if (platform !== 'win32') return
  throw new SetupError({
    expected: say('systemWanted'),
    found: 'Windows',
    mend: say('mendSystem'),
  })
}

async function prepare() {
  const folder = stateFolder(root)
  await withLock(join(folder, 'bootstrap.lock'), installAndBuild, (holder) => {
    process.stdout.write(`${say('waitingForStart', { holder })}\n`)
  })
}

async function installAndBuild() {
  await step(say('npmPackages'), async (report) => {
    if (packagesAreCurrent(root)) return { note: say('installed') }
    await installPackages(report)
    return { note: say('installedNow') }
  })
  await step(say('build'), async (report) => {
    if (buildIsCurrent(root)) return { note: say('upToDate') }
    await build(report)
    return { note: say('madeNow') }
  })
}

/** npm writes `node_modules/.package-lock.json` last: without it the installation is half done. */
export function packagesAreCurrent(project) {
  const installed = modified(join(project, 'node_modules/.package-lock.json'))
  return installed >= modified(join(project, 'package-lock.json'))
}

const sources = ['src', 'kernel-setup', 'package.json', 'package-lock.json', 'tsconfig.json']
const products = ['dist/index.js', 'dist/types/index.d.ts', 'dist/cli/main.js']

/**
 * Whether every product is newer than every source; `npm ci` removes the link, the last product.
 */
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
      expected: say('npmToDownload'),
      found: say('noNetwork', { output: lastLines(output, 2) }),
      mend: say('mendNpmNetwork'),
    })
  }
  throw new SetupError({
    expected: say('npmToInstall'),
    found: lastLines(output),
    mend: say('mendNpm'),
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
    expected: say('sourcesToBuild'),
    found: lastLines(output, 12),
    mend: say('mendSources'),
  })
}
