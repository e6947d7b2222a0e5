/**
 * One line per step of the set-up, the programs a step runs, and the two ways a step can stop.
 *
 * Plain JavaScript: the bootstrap uses it before anything is installed or built.
 */
import { spawn } from 'node:child_process'
import { say } from './messages.mjs'

/** Something the reader can mend. `found` may have several lines. */
export class SetupError extends Error {
  exitCode = 1

  constructor({ expected, found, mend }) {
    super(say('setupError', { expected, found: found.replaceAll('\n', '\n         '), mend }))
    this.name = 'SetupError'
  }
}

/** The command was called with what it does not take. */
export class WrongUse extends SetupError {
  exitCode = 2
}

/** Ctrl-C, or another signal that asks the process to end. */
export class Interrupted extends Error {
  constructor(message = say('interrupted')) {
    super(message)
    this.name = 'Interrupted'
  }
}

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const interruption = new AbortController()
let listening = false

/** Aborts when the process is asked to end; from the first call on, signals no longer kill it. */
export function interruptSignal() {
  if (!listening) {
    listening = true
    for (const name of endingSignals) process.on(name, () => interruption.abort())
  }
  return interruption.signal
}

/**
 * Runs `work` and prints one line with its result and time. `work` gets a function that shows what
 * it is doing now, and returns what the line should say beside the title.
 */
export async function step(title, work) {
  const start = performance.now()
  const progress = showProgress(title, start)
  try {
    const { note, value } = await work(progress.report)
    progress.clear()
    process.stdout.write(`✓ ${title}${note ? `: ${note}` : ''} (${seconds(start)})\n`)
    return value
  } catch (error) {
    progress.clear()
    if (!(error instanceof Interrupted)) process.stdout.write(`✗ ${title} (${seconds(start)})\n`)
    throw error
  }
}

function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}

/** On a terminal a moving line; elsewhere a line every ten seconds. */
function showProgress(title, start) {
  const { isTTY, columns } = process.stdout
  let latest = ''
  const draw = () => {
    const whole = `… ${title}: ${seconds(start)}${latest && ` · ${latest}`}`
    const line = whole.slice(0, (columns || 100) - 1)
    process.stdout.write(isTTY ? `\r\u001b[2K${line}` : `${line}\n`)
  }
  const timer = setInterval(draw, isTTY ? 200 : 10_000)
  return {
    report: (text) => {
      latest = text.trim()
    },
    clear: () => {
      clearInterval(timer)
      if (isTTY) process.stdout.write('\r\u001b[2K')
    },
  }
}

/**
 * Runs a program to its end, without a terminal. It stays in this process's group, so that whatever
 * ends the group ends the program; an interrupt of this process alone is handed on.
 *
 * @returns {Promise<{ status: number, output: string }>} status 127 when there is no such program
 * @throws Interrupted
 */
export function run(command, args, { cwd, env, onLine = () => {}, timeout } = {}) {
  const signal = interruptSignal()
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Interrupted())
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const read = (text) => {
      output += text
      const line = text.trimEnd().split('\n').at(-1)
      if (line) onLine(line)
    }
    child.stdout.setEncoding('utf8').on('data', read)
    child.stderr.setEncoding('utf8').on('data', read)
    const end = () => child.kill('SIGTERM')
    const timer = timeout && setTimeout(end, timeout)
    signal.addEventListener('abort', end, { once: true })
    const settle = (status) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      if (signal.aborted) reject(new Interrupted())
      else resolve({ status, output })
    }
    child.on('error', (error) => {
      output += error.message
      settle(127)
    })
    child.on('close', (status) => settle(status ?? 1))
  })
}

/** The end of a program's output, for an error message. */
export function lastLines(output, count = 6) {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(-count).join('\n') || say('nothingPrinted')
}

const networkTrouble = new RegExp(
  [
    'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH',
    'ERR_SOCKET_TIMEOUT|FETCH_ERROR|NewConnectionError|NameResolutionError|ConnectTimeout',
    'failed to lookup address|dns error|error sending request|Failed to fetch',
    'Temporary failure in name resolution|Network is unreachable|Max retries exceeded',
  ].join('|'),
)

/** Whether a package manager failed because the network did not answer. */
export function isNetworkTrouble(output) {
  return networkTrouble.test(output)
}

/**
 * Runs `work` as a program's main function: prints a SetupError or an interrupt as one message.
 *
 * @returns {Promise<number>} the exit code: 0, that of a SetupError, 130 for an interrupt
 */
export async function exitCodeOf(name, work) {
  try {
    await work()
    return 0
  } catch (error) {
    if (error instanceof Interrupted) {
      process.stderr.write(`${name}: ${error.message}\n`)
      return 130
    }
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`${say('stopped', { name, message: error.message })}\n`)
    return error.exitCode
  }
}
