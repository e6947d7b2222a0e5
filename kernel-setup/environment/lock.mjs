/** A lock between processes: a file that names its holder, whose heart beats in the file's time. */
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Interrupted, interruptSignal } from './steps.mjs'

const heartbeat = 1_000
const stale = 10_000

/**
 * Runs `work` while no other process holds `file`. A lock whose holder died is taken over.
 *
 * `onWait` is called once, with the holder's process id, when somebody else has it.
 */
export async function withLock(file, work, onWait = () => {}) {
  const signal = interruptSignal()
  let waited = false
  while (!acquire(file)) {
    const holder = livingHolder(file)
    if (holder === undefined) continue
    if (!waited) onWait(holder)
    waited = true
    await sleep(200)
    if (signal.aborted) throw new Interrupted()
  }
  const beat = setInterval(() => touch(file), heartbeat)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    rmSync(file, { force: true })
  }
}

/** A lock that somebody removed is no reason to stop the work half-way. */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date())
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

function acquire(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** The process that holds the lock; a dead one's lock is removed and there is none. */
function livingHolder(file) {
  try {
    const holder = Number(readFileSync(file, 'utf8'))
    const silence = Date.now() - statSync(file).mtimeMs
    // An empty file belongs to a process between creating and writing it.
    if (silence < stale && (holder === 0 || isAlive(holder))) return holder
    const aside = `${file}.${process.pid}`
    renameSync(file, aside)
    rmSync(aside, { force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  return undefined
}

/** Whether a process exists; somebody else's counts (EPERM). */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
