/**
 * `npm run bench`: how fast, beside whom, and with how much memory.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/repository.js'
import { readOptions } from './options.js'
import { keep } from './results.js'
import { sections } from './sections/index.js'

process.exitCode = await main()

/** Exit code: 0 measured, whether bars are met or not; 1 a measurement failed; 2 wrong usage. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  if (typeof options === 'number') return options
  if (!existsSync(join(root, 'dist/index.js'))) {
    process.stderr.write('there is no dist/index.js to measure: run npm run build first\n')
    return 2
  }
  const results: Record<string, unknown> = {}
  for (const name of options.sections) {
    results[name] = await sections[name].run(options)
    if (options.write) await keep(name, results[name])
  }
  return 0
}
