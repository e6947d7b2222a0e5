/** What holds for a whole run of tests, which mocha may spread over several processes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Programs under test speak English, whatever the machine's language.
process.env.LC_ALL = 'C.UTF-8'

/** A run that belongs to another one, as of a test that runs mocha, finds its folder. */
const isFirst = process.env.NOTEGRAD_TEST_RUN === undefined

/** A folder for what the processes of a run share; it goes away with the run. */
process.env.NOTEGRAD_TEST_RUN ??= mkdtempSync(join(tmpdir(), 'notegrad-test-run-'))

export function mochaGlobalTeardown(): void {
  if (isFirst) rmSync(process.env.NOTEGRAD_TEST_RUN!, { recursive: true, force: true })
}
