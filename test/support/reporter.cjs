// mocha's spec reporter. With CI=true it ends with the files that took longest; its last line can
// be read by scripts: "12 passed, 0 failed".
const { appendFileSync, readFileSync } = require('node:fs')
const { relative } = require('node:path')
const { Runner, reporters } = require('mocha')

const { EVENT_HOOK_END, EVENT_RUN_END, EVENT_TEST_END } = Runner.constants

/** Of the run whose part this is; a test that runs mocha has counts of its own. */
const countsFile = process.env.NOTEGRAD_TEST_COUNTS
delete process.env.NOTEGRAD_TEST_COUNTS

/** Files that are named. */
const MOST = 15

module.exports = class ClosingLines extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    const seconds = secondsByFile(runner)
    runner.once(EVENT_RUN_END, () => {
      const { passes, failures } = runner.stats
      if (process.env.CI === 'true') process.stdout.write(slowest(seconds))
      const [passed, failed] = withEarlier([passes, failures])
      process.stdout.write(`${passed} passed, ${failed} failed\n`)
    })
  }
}

/** With those of the run's earlier parts, if there are any: see run.mjs. */
function withEarlier(counts) {
  if (!countsFile) return counts
  appendFileSync(countsFile, `${counts.join(' ')}\n`)
  const parts = readFileSync(countsFile, 'utf8').trim().split('\n')
  return counts.map((_, i) => parts.reduce((sum, part) => sum + Number(part.split(' ')[i]), 0))
}

/** What tests and their hooks took, for files may run beside one another. */
function secondsByFile(runner) {
  const seconds = new Map()
  for (const event of [EVENT_HOOK_END, EVENT_TEST_END])
    runner.on(event, ({ file, duration = 0 }) =>
      seconds.set(file, (seconds.get(file) ?? 0) + duration / 1000),
    )
  return seconds
}

function slowest(files) {
  const first = [...files].sort(([, a], [, b]) => b - a).slice(0, MOST)
  const lines = first.map(
    ([file, seconds]) =>
      `${seconds.toFixed(1).padStart(7)} s  ${relative(process.cwd(), file ?? '')}`,
  )
  return `The files that took longest:\n${lines.join('\n')}\n\n`
}
