/**
 * Large results that nobody has any more come back at once: the parts of an expression, say, such as
 * the sum in `math.relu(math.add(x, b))`.
 *
 * V8 collects young objects when small ones have filled their space, and takes no account of the
 * memory behind them. That of large results it notices after some 64 MB, and then marks its whole
 * heap, which takes milliseconds; by then every result was written to memory that no cache holds. A
 * collection of the young objects alone takes about .15 ms, and the next result gets the memory of
 * the last.
 */

/** Bytes of results between two collections: what a cache of the third level may well hold. */
const INTERVAL = 2 ** 24

let bytesSince = 0
let collect: (() => void) | undefined

/** To be told of every large result before it is made. Browsers collect as they like. */
export function beforeResultOf(bytes: number): void {
  bytesSince += bytes
  if (bytesSince < INTERVAL) return
  bytesSince = 0
  collect ??= collectionOfYoungObjects()
  collect()
}

/**
 * V8 has it for tests, and gives it to contexts that are made while a flag stands.
 *
 * After each collection V8 asks whether to mark its whole heap, and counts what results took since it
 * last did: after the first time it would do so for every few results, at 5 to 20 ms. Collections that
 * V8 makes of its own go on asking.
 */
function collectionOfYoungObjects(): () => void {
  const { process, gc } = globalThis
  const builtin = process?.getBuiltinModule
  if (!builtin) return () => gc?.({ type: 'minor' })
  const { setFlagsFromString } = builtin('v8')
  setFlagsFromString('--expose-gc')
  const exposed: typeof gc = builtin('vm').runInNewContext('globalThis.gc')
  setFlagsFromString('--no-expose-gc')
  return () => {
    setFlagsFromString('--incremental-marking-hard-trigger=1000000')
    exposed?.({ type: 'minor' })
    setFlagsFromString('--incremental-marking-hard-trigger=0')
  }
}
