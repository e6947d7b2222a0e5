/** A kernel for tests: the built one, started as Jupyter starts it, in a folder of its own. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ExecuteResult } from '../../../kernel-setup/client/execute.js'
import { KernelClient } from '../../../kernel-setup/client/KernelClient.js'
import { ourKernelSpec } from '../../../kernel-setup/client/kernelSpec.js'
import {
  type Connection,
  readConnection,
} from '../../../kernel-setup/kernel/protocol/connection.js'
import { commandLine } from '../../support/processes.js'

export class TestKernel {
  private constructor(
    readonly client: KernelClient,
    readonly folder: string,
  ) {}

  static async start(): Promise<TestKernel> {
    const folder = mkdtempSync(join(tmpdir(), 'notegrad-test-'))
    const client = await KernelClient.start({ spec: ourKernelSpec(), cwd: folder })
    return new TestKernel(client, folder)
  }

  /** Where it listens, for clients of another kind. */
  connection(): Connection {
    return readConnection(this.connectionFile())
  }

  connectionFile(): string {
    const { pid } = this.client.process
    const words = commandLine(pid ?? 0)
    return words[words.indexOf('--connection-file') + 1]
  }

  async stop(): Promise<void> {
    await this.client.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Writes a file beside the notebook. */
  write(name: string, text: string): void {
    const file = join(this.folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  remove(name: string): void {
    rmSync(join(this.folder, name))
  }

  run(code: string): Promise<ExecuteResult> {
    return this.client.execute(code, { timeout: 20_000 })
  }

  /** Runs a cell that must succeed; gives the text of its value, or '' when it shows none. */
  async value(code: string): Promise<string> {
    const { status, outputs, error } = await this.run(code)
    assert.equal(status, 'ok', error?.traceback.join('\n'))
    const [data] = outputs.flatMap((o) => (o.output_type === 'execute_result' ? [o.data] : []))
    return String(data?.['text/plain'] ?? '')
  }

  /** Runs a cell that must succeed; gives what it printed on standard output. */
  async printed(code: string): Promise<string> {
    const { status, outputs, error } = await this.run(code)
    assert.equal(status, 'ok', error?.traceback.join('\n'))
    return textOf(outputs, 'stdout')
  }

  /** Runs a cell that must fail; gives its error. */
  async error(code: string): Promise<NonNullable<ExecuteResult['error']>> {
    const { status, error } = await this.run(code)
    assert.equal(status, 'error', `the cell did not fail: ${code}`)
    assert.ok(error)
    return error
  }
}

export function textOf(outputs: ExecuteResult['outputs'], name: 'stdout' | 'stderr'): string {
  return outputs.map((o) => (o.output_type === 'stream' && o.name === name ? o.text : '')).join('')
}
