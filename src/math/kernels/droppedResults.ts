/**
 * Long results that nobody has any more come back at once: the parts of an expression, say, such
 * as the sum in `math.tanh(math.add(x, b))`.
 *
 * V8 collects young objects when small ones have filled their space, and takes no account of the
 * memory behind them. That of long results it notices after some 64 MB, and then marks its whole
 * heap, which takes milliseconds; by then every result was written to memory that no cache holds. A
 * collection of the young objects alone takes .1 to .5 ms, and the next result gets the memory of
 * the last.
 */

/**
 * Bytes of results between two collections: less than a virtual machine's share of a cache of the
 * third level, where an operand lies, too. Of arrays of their own the sum of two matrices of
 * 1000×1000 took .75 of the time that it takes with 2²⁴, and sums of an eighth of that size .85;
 * with 2²¹ those took 1.02.
 */
const INTERVAL = 8e6

/** After so many V8 would mark its whole heap. */
const LONGEST_INTERVAL = 2 ** 26

let interval = INTERVAL
let bytesSince = 0
let collect: (() => void) | undefined

/**
 * To be told of every long result before it is made, but for those in memory that is lent. Browsers
 * collect as they like.
 *
 * `afterwards` runs after a collection, and says how many bytes of results the next one shall wait
 * for, if more than usual.
 */
export function beforeResultOf(bytes: number, afterwards = () => 0): void {
  bytesSince += bytes
  if (bytesSince < interval) return
  bytesSince = 0
  collect ??= collectionOfYoungObjects()
  collect()
  interval = Math.min(Math.max(INTERVAL, afterwards()), LONGEST_INTERVAL)
}

/** In percent of V8's limit for its heap. */
const OUT_OF_REACH = 1_000_000

/**
 * V8 offers one to tests: contexts that are made while `--expose-gc` is set have a function for it.
 *
 * After a collection V8 decides whether to mark its whole heap, and counts the memory of all
 * results since the last marking. Once it has marked, it would mark again for every few results,
 * which takes 5 to 20 ms. So what triggers a marking is out of reach during a collection of ours; 0
 * leaves it to V8 again. (Changing `--incremental-marking` itself crashes V8.) Another thread would
 * give the memory back, too late for the next result: during ours this thread does; afterwards it
 * is another one's again, as V8 begins. In a worker, which may be ended in between, flags, which
 * belong to the whole process, stay as they are.
 */
function collectionOfYoungObjects(): () => void {
  let { gc } = globalThis
  const collect = () => gc?.({ type: 'minor' })
  const builtin = globalThis.process?.getBuiltinModule
  if (!builtin) return collect
  const { setFlagsFromString } = builtin('v8')
  if (!gc) {
    setFlagsFromString('--expose-gc')
    gc = builtin('vm').runInNewContext('globalThis.gc') as typeof gc
    setFlagsFromString('--no-expose-gc')
  }
  if (!builtin('worker_threads').isMainThread) return collect
  return () => {
    setFlagsFromString(`--incremental-marking-hard-trigger=${OUT_OF_REACH}`)
    setFlagsFromString('--no-concurrent-array-buffer-sweeping')
    collect()
    setFlagsFromString('--concurrent-array-buffer-sweeping')
    setFlagsFromString('--incremental-marking-hard-trigger=0')
  }
}
