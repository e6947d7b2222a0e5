import { type ChildProcess, spawn } from 'node:child_process'
import type { KernelSpec } from './kernelSpec.js'

/** How much of what a kernel prints outside the protocol is kept for error messages. */
const keptCharacters = 8_000

export interface ProcessOptions {
  cwd: string
  env?: NodeJS.ProcessEnv
}

/**
 * The process of a kernel, in a process group of its own: Ctrl-C in the terminal reaches only the
 * client, which then stops the kernel, and nothing that the kernel started outlives it.
 */
export class KernelProcess {
  /** Settles when the process has ended or could not start, with the reason in words. */
  readonly ended: Promise<string>
  private readonly child: ChildProcess
  private printed = ''
  private running = true
  private readonly killAtExit = () => this.kill()

  constructor(spec: KernelSpec, connectionFile: string, { cwd, env }: ProcessOptions) {
    const argv = spec.argv.map((word) => word.replaceAll('{connection_file}', connectionFile))
    const [command, ...args] = argv
    this.child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...spec.env, ...env, JPY_PARENT_PID: String(process.pid) },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    })
    this.ended = this.watch()
    process.once('exit', this.killAtExit)
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  /** What the kernel printed last, outside the protocol: a crash says its reason there. */
  get lastWords(): string {
    return this.printed.trim()
  }

  private watch(): Promise<string> {
    const keep = (chunk: Buffer) => {
      this.printed = (this.printed + chunk.toString()).slice(-keptCharacters)
    }
    this.child.stdout?.on('data', keep)
    this.child.stderr?.on('data', keep)
    return new Promise((resolve) => {
      const end = (reason: string) => {
        this.running = false
        process.removeListener('exit', this.killAtExit)
        resolve(reason)
      }
      this.child.once('error', (error) => end(`the kernel could not start: ${error.message}`))
      this.child.once('exit', (code, signal) => {
        end(signal ? `the kernel was ended by ${signal}` : `the kernel exited with code ${code}`)
      })
    })
  }

  /** What an interrupt is for kernels whose kernelspec says `interrupt_mode: signal`. */
  interrupt(): void {
    this.child.kill('SIGINT')
  }

  /** Ends the process at once, with whatever it started. */
  kill(): void {
    if (this.child.pid === undefined) return
    try {
      if (process.platform === 'win32') this.child.kill('SIGKILL')
      else process.kill(-this.child.pid, 'SIGKILL')
    } catch {
      // the group is already gone
    }
  }

  /** Waits until the process has ended; after `patience` milliseconds it is killed. */
  async end(patience: number): Promise<void> {
    const timer = setTimeout(() => this.kill(), patience)
    await this.ended
    clearTimeout(timer)
    this.kill()
  }

  get isRunning(): boolean {
    return this.running
  }
}
