/** Prints what was done, in how many seconds, and the peak of the whole process's memory. */
export function tellPeak(done) {
  const megabytes = process.resourceUsage().maxRSS / 1024
  const seconds = performance.now() / 1000
  process.stdout.write(JSON.stringify({ ...done, seconds, megabytes }))
}
