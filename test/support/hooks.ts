/** What holds for a whole run of tests, which mocha may spread over several processes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Programs under test speak English, whatever the machine's language.
process.env.LC_ALL = 'C.UTF-8'

/** A folder for what the processes of a run share; it goes away with the run. */
export function mochaGlobalSetup(): void {
  process.env.NOTEGRAD_TEST_RUN = mkdtempSync(join(tmpdir(), 'notegrad-test-run-'))
}

export function mochaGlobalTeardown(): void {
  rmSync(process.env.NOTEGRAD_TEST_RUN!, { recursive: true, force: true })
}
