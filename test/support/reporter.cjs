// mocha's spec reporter, closed by one line that scripts can read: "12 passed, 0 failed".
const { Runner, reporters } = require('mocha')

module.exports = class ClosingLine extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures } = runner.stats
      process.stdout.write(`${passes} passed, ${failures} failed\n`)
    })
  }
}
