/**
 * `npm test`, also straight after `git clone`: installs when needed, builds, checks, runs every test.
 * Arguments are handed to mocha: `npm test -- test/math --grep relu`.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
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
/** All files, several at a time: most wait for other processes now and then. */
const jobs = Math.min(availableParallelism(), 4)
const all = [...testFiles(), '--parallel', '--jobs', String(jobs)]
const files = given.some((argument) => !argument.startsWith('-')) ? [] : all

if (!packagesAreCurrent(root)) run('npm', ['ci', '--no-audit', '--no-fund'])
run(process.execPath, ['kernel-setup/build/build.mjs'])
run('npm', ['run', '--silent', 'check'])
run(bin('mocha'), [...strict, ...files, ...given])

/**
 * What takes longest begins first; the others follow from the last, so that neither `npm start` nor
 * the look at every page is left when all else is done.
 */
function testFiles() {
  const found = readdirSync(join(root, 'test'), { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', file))
  return new Set([join('test', 'notebooks/notebooks.test.ts'), ...found.sort().reverse()])
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (error) process.stderr.write(`${command}: ${error.message}\n`)
  if (status !== 0) process.exit(status ?? 1)
}
