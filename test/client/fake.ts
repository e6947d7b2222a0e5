import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KernelClient } from '../../kernel-setup/client/KernelClient.js'
import type { KernelSpec } from '../../kernel-setup/client/kernelSpec.js'

/** A kernel whose cells are JavaScript with tools to send any message: see fakeKernel.mjs. */
export const fakeSpec: KernelSpec = {
  name: 'fake',
  argv: [process.execPath, join(import.meta.dirname, 'fakeKernel.mjs'), '{connection_file}'],
  env: {},
  interruptMode: 'message',
}

export function startFake(): Promise<KernelClient> {
  return KernelClient.start({ spec: fakeSpec, cwd: tmpdir() })
}
