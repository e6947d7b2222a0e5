/** Ends this process when the one that started it is gone: nobody could talk to it any more. */
export function endWithParent(end: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid !== parent) end()
  }, 1000)
  timer.unref()
}

/** Makes `process.exit`, also in cells, send first what is still to be sent. */
export function exitAfter(finish: () => void): void {
  const exit = process.exit.bind(process)
  process.exit = (code) => {
    finish()
    return exit(code)
  }
}
