// Programs under test speak English, whatever the machine's language.
process.env.LC_ALL = 'C.UTF-8'

/** With CI=true nothing may be left out: a skipped test fails the run, and so does an empty one. */
const counted = { ran: 0, pending: [] as string[] }

afterEach(function () {
  if (this.currentTest?.isPending()) counted.pending.push(this.currentTest.fullTitle())
  else counted.ran++
})

after(() => {
  if (process.env.CI !== 'true') return
  if (counted.pending.length > 0)
    throw new Error(`skipped with CI=true: ${counted.pending.join('; ')}`)
  if (counted.ran === 0) throw new Error('no test was run')
})
