/**
 * A chain of small operations on a Variable, its gradient taken: bytes for each of them as JSON.
 */
import { math, Variable } from 'notegrad'

const OPERATIONS = 100_000

/** The end of a chain of `length` operations, alive with all that it was made from. */
function chain(length) {
  let y = new Variable(0.5)
  for (let i = 0; i < length; i += 2) y = math.add(math.dotMultiply(y, 0.9999), 0.0001)
  y.backward({ keepTape: true })
  return y
}

function bytesInUse() {
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

chain(OPERATIONS) // what the functions themselves take is there afterwards
const before = bytesInUse()
const end = chain(OPERATIONS)
const bytes = (bytesInUse() - before) / OPERATIONS
process.stdout.write(JSON.stringify({ operations: OPERATIONS, bytes, end: end.value }))
