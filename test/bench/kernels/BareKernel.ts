/** A kernel and its shell channel, without anything that takes time beside it. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Channels } from '../../../kernel-setup/client/channels.js'
import {
  type ConnectionFile,
  writeConnectionFile,
} from '../../../kernel-setup/client/connection.js'
import { KernelProcess } from '../../../kernel-setup/client/KernelProcess.js'
import { newMessage } from '../../../kernel-setup/client/messages.js'
import { within } from '../../../kernel-setup/client/within.js'
import { descendants } from '../../../kernel-setup/environment/descendants.js'
import { root } from '../../support/repository.js'
import type { Rival } from './rivals.js'

/** Milliseconds after which a kernel counts as stuck. */
const patience = 60_000

/** For each process Node 20 would read all certificates of a machine that names their file. */
const plainEnv = { NODE_EXTRA_CA_CERTS: '' }

/** The kernel lives, and does not reply. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
}

export class BareKernel {
  private readonly session = randomUUID()

  private constructor(
    private readonly file: ConnectionFile,
    private readonly process: KernelProcess,
    private readonly channels: Channels,
    /** Milliseconds from its start to the reply to kernel_info. */
    readonly ready: number,
  ) {}

  static async start({ name, argv }: Rival): Promise<BareKernel> {
    const file = await writeConnectionFile(name)
    const spec = { name, argv: [...argv], env: plainEnv, interruptMode: 'message' as const }
    const start = performance.now()
    const kernel = new KernelProcess(spec, file.path, { cwd: root })
    const channels = new Channels(file.connection, randomUUID())
    const message = newMessage(randomUUID(), 'kernel_info_request', {})
    await answered(channels, message, kernel)
    return new BareKernel(file, kernel, channels, performance.now() - start)
  }

  /**
   * Milliseconds until the reply to a cell.
   *
   * @throws NoAnswer
   */
  async cell(code: string): Promise<number> {
    const content = { code, silent: false, store_history: true, allow_stdin: false }
    return this.ask('execute_request', content)
  }

  /** Milliseconds until the reply to a question about the end of a piece of code. */
  question(kind: 'complete' | 'inspect', code: string): Promise<number> {
    return this.ask(`${kind}_request`, { code, cursor_pos: code.length, detail_level: 0 })
  }

  private async ask(type: string, content: Record<string, unknown>): Promise<number> {
    const message = newMessage(this.session, type, content)
    const start = performance.now()
    const reply = await within(patience, answered(this.channels, message, this.process))
    const time = performance.now() - start
    if (!reply) throw new NoAnswer(`no reply in ${patience / 1000} s to: ${content.code}`)
    const { status, evalue } = reply
    if (status !== 'ok') throw new Error(`${type} failed: ${content.code}: ${evalue}`)
    return time
  }

  /** Megabytes of its processes; what they share is counted once. */
  memory(): number {
    const { pid = 0 } = this.process
    const kilobytes = [pid, ...descendants(pid)].map((id) => {
      const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')
      return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1])
    })
    return kilobytes.reduce((sum, size) => sum + size) / 1024
  }

  async stop(): Promise<void> {
    this.process.kill()
    await this.process.ended
    this.channels.close()
    await this.file.remove()
  }
}

/** The content of the reply on the shell channel. */
function answered(
  channels: Channels,
  message: ReturnType<typeof newMessage>,
  kernel: KernelProcess,
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    channels.listen(message.header.msg_id, ({ content }, channel) => {
      if (channel === 'shell') resolve(content)
    })
    void kernel.ended.then((reason) => reject(new Error(`${reason}\n${kernel.lastWords}`)))
    void channels.send('shell', message)
  })
}
