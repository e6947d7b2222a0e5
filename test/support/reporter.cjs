// mocha's spec reporter. With CI=true it ends with the files that took longest; its last line can
// be read by scripts: "12 passed, 0 failed".
const { relative } = require('node:path')
const { Runner, reporters } = require('mocha')

const { EVENT_RUN_END, EVENT_SUITE_BEGIN } = Runner.constants

/** Files that are named. */
const MOST = 15

module.exports = class ClosingLines extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    const seconds = secondsByFile(runner)
    runner.once(EVENT_RUN_END, () => {
      const { passes, failures } = runner.stats
      if (process.env.CI === 'true') process.stdout.write(slowest(seconds()))
      process.stdout.write(`${passes} passed, ${failures} failed\n`)
    })
  }
}

/** On the clock from a file's first suite to the next file's: with what happens before its tests. */
function secondsByFile(runner) {
  const begun = []
  runner.on(EVENT_SUITE_BEGIN, ({ file, parent }) => {
    if (parent?.root && file !== begun.at(-1)?.file) begun.push({ file, at: Date.now() })
  })
  return () => {
    const ends = [...begun.slice(1).map(({ at }) => at), Date.now()]
    return begun.map(({ file, at }, i) => ({ file, seconds: (ends[i] - at) / 1000 }))
  }
}

function slowest(files) {
  const first = [...files].sort((a, b) => b.seconds - a.seconds).slice(0, MOST)
  const lines = first.map(
    ({ file, seconds }) =>
      `${seconds.toFixed(1).padStart(7)} s  ${relative(process.cwd(), file ?? '')}`,
  )
  return `The files that took longest:\n${lines.join('\n')}\n\n`
}
