/** `npm start` as a reader runs it, in a folder that holds what a clone would hold. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { descendants } from '../../kernel-setup/environment/descendants.js'
import { isAlive } from '../../kernel-setup/environment/lock.mjs'
import { root, trackedFiles } from '../support/repository.js'

/** Lays out the files that git tracks, as they are now: those below `part`, and at the top. */
export function cloneInto(folder: string, part = ''): void {
  const files = trackedFiles().filter((file) => file.startsWith(part) || !file.includes('/'))
  for (const file of files) cpSync(join(root, file), join(folder, file))
}

/** Downloads of this checkout are taken again. */
const caches = {
  UV_CACHE_DIR: join(root, '.notegrad/cache/uv'),
  PIP_CACHE_DIR: join(root, '.notegrad/cache/pip'),
}

export class NpmStart {
  private printed = ''
  private readonly child: ChildProcess
  private readonly exit: Promise<number>

  constructor(folder: string, args: readonly string[] = [], variables: NodeJS.ProcessEnv = {}) {
    // A process group of its own, as a terminal gives one to each command.
    this.child = spawn('npm', ['start', '--', ...args], {
      cwd: folder,
      env: { ...process.env, INIT_CWD: undefined, ...caches, ...variables },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.printed += text
      })
    }
    this.exit = once(this.child, 'close').then(([code, signal]) => code ?? signal)
  }

  get output(): string {
    return this.printed
  }

  /** Waits for the exit code, or the signal that ended npm. */
  ended(): Promise<number | string> {
    return this.exit
  }

  /** Waits until the output matches. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    let over = false
    this.exit.then(() => {
      over = true
    })
    for (;;) {
      const match = pattern.exec(this.printed)
      if (match) return match
      if (over) throw new Error(`npm start ended without ${pattern}:\n${this.printed}`)
      await sleep(20)
    }
  }

  /** Waits for the address of JupyterLab, and gives it with its parts. */
  async serves(): Promise<{ url: string; base: string; token: string }> {
    const [url, base, token] = await this.says(/(http:\S+?)\/lab\S*\?token=(\w+)\n/)
    return { url: url.trim(), base, token }
  }

  /** This process and all below it. */
  family(): number[] {
    const pid = this.child.pid as number
    return [pid, ...descendants(pid)]
  }

  /** Ends it by force, if it still runs; the server ends itself soon after. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.signal('SIGKILL')
    await this.exit
  }

  /** What Ctrl-C, or a closed terminal, does: the signal goes to the whole process group. */
  signal(name: 'SIGINT' | 'SIGKILL'): void {
    process.kill(-(this.child.pid as number), name)
  }
}

/** The processes of `pids` that are still there a little later. */
export async function survivors(pids: readonly number[], patience = 5_000): Promise<number[]> {
  const deadline = Date.now() + patience
  while (Date.now() < deadline && pids.some(isAlive)) await sleep(50)
  return pids.filter(isAlive)
}
