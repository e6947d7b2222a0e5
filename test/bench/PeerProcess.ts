import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Peer } from './peers.js'
import type { Answer, Greeting, Request } from './protocol.js'

/** A peer that cannot be started on this machine: the others go on without it. */
export class PeerMissing extends Error {}

/** What two orders of summation make of the same float64 numbers. */
const ROUNDING = 1e-9

/** Of a peer's stderr, kept for the message of an error. */
const LAST = 2_000

/** A peer that runs, and waits for work. */
export class PeerProcess {
  readonly name: string
  /** Of its results, as a part of their size. */
  readonly tolerance: number
  version = ''
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>
  #stderr = ''

  private constructor({ name, tolerance = ROUNDING }: Peer, child: ChildProcess) {
    this.name = name
    this.tolerance = tolerance
    this.#child = child
    this.#lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-LAST)
    })
    // A peer that ended is noticed by its silence, not by a broken pipe.
    child.stdin!.on('error', () => {})
  }

  /** @throws PeerMissing when what it needs is not there. */
  static async start(peer: Peer): Promise<PeerProcess> {
    const [program, ...args] = commandOf(peer)
    const env = { ...process.env, ...surroundings, ...peer.env }
    const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
    const running = new PeerProcess(peer, child)
    try {
      await once(child, 'spawn')
    } catch (error) {
      throw new PeerMissing(`${peer.name}: ${(error as Error).message}`)
    }
    const greeting = await running.#read<Greeting>()
    if (!greeting.ready) {
      running.stop()
      throw new PeerMissing(`${peer.name}: ${withoutStack(greeting.error ?? 'it did not say why')}`)
    }
    running.version = greeting.version ?? ''
    return running
  }

  /** @throws Error when the work fails, or the process ends. */
  async ask(request: Request): Promise<Answer> {
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`)
    const answer = await this.#read<Answer>()
    if (answer.error) throw new Error(`${this.name} failed at ${request.work}: ${answer.error}`)
    return answer
  }

  stop(): void {
    this.#child.stdin!.end()
    this.#child.kill()
  }

  async #read<Message>(): Promise<Message> {
    const { value, done } = await this.#lines.next()
    if (!done) return JSON.parse(value)
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      await once(this.#child, 'exit')
    }
    const { exitCode, signalCode } = this.#child
    const said = this.#stderr.trim()
    const how = signalCode ?? `code ${exitCode}`
    throw new Error(`${this.name}: its process ended with ${how}${said && `\n${said}`}`)
  }
}

function commandOf({ module, python }: Peer): [string, ...string[]] {
  const file = join(import.meta.dirname, 'peers', module)
  if (module.endsWith('.py')) {
    return [python ?? 'python3', join(import.meta.dirname, 'host/peer.py'), file]
  }
  return [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'host/peer.ts'), file]
}

/** Everybody computes in one thread, and leaves nothing behind. */
const surroundings = {
  PYTHONDONTWRITEBYTECODE: '1',
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  XLA_FLAGS: '--xla_cpu_multi_thread_eigen=false',
}

/** An error's text in one line, without the places in the code. */
function withoutStack(text: string): string {
  const [message] = text.split(/\n\s+at /, 1)
  return message.replaceAll(/\s*\n\s*/g, '; ')
}
