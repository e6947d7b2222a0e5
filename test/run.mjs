/**
 * `npm test`, also straight after `git clone`: installs when needed, builds, checks, runs every
 * test. Arguments are handed to mocha: `npm test -- test/math --grep relu`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packagesAreCurrent } from '../kernel-setup/environment/bootstrap.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = (name) => join(root, 'node_modules', '.bin', name)

if (process.argv.includes('--help')) {
  process.stdout.write('npm test [-- FILE... MOCHA-OPTIONS]: build, check and run the tests\n')
  process.exit(0)
}

const given = process.argv.slice(2)
/** On CI nothing may be left out: a test that is skipped fails, and so does one marked `only`. */
const strict = process.env.CI === 'true' ? ['--forbid-pending', '--forbid-only'] : []
/** What measures memory: V8 lets its heap grow while other processes keep it waiting. */
const alone = [join('test', 'train/memory.test.ts')]
/** The others, several at a time: most wait for other processes now and then. */
const jobs = Math.min(availableParallelism(), 4)
const parallel = ['--parallel', '--jobs', String(jobs)]
const namesFiles = given.some((argument) => !argument.startsWith('-'))
const others = testFiles().filter((file) => !alone.includes(file))
const chosen = namesFiles ? [] : [...testFiles(), ...parallel]
const parts = given.length > 0 ? [chosen] : [alone, [...others, ...parallel]]

if (!packagesAreCurrent(root)) run('npm', ['ci', '--no-audit', '--no-fund'])
run(process.execPath, ['kernel-setup/build/build.mjs'])
run('npm', ['run', '--silent', 'check'])

// both parts count into one file, so that the last line tells of all tests
const folder = mkdtempSync(join(tmpdir(), 'notegrad-test-counts-'))
process.env.NOTEGRAD_TEST_COUNTS = join(folder, 'counts')
const ends = parts.map((part) => end(bin('mocha'), [...strict, ...part, ...given]))
rmSync(folder, { recursive: true })
process.exit(ends.find((status) => status !== 0) ?? 0)

/**
 * What takes longest begins first; the others follow from the last, so that neither `npm start` nor
 * the look at every page is left when all else is done.
 */
function testFiles() {
  const found = readdirSync(join(root, 'test'), { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', file))
  const first = join('test', 'notebooks/notebooks.test.ts')
  return [...new Set([first, ...found.sort().reverse()])]
}

function run(command, args) {
  const status = end(command, args)
  if (status !== 0) process.exit(status)
}

function end(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (error) process.stderr.write(`${command}: ${error.message}\n`)
  return status ?? 1
}
