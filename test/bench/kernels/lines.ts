import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pythonSettings } from '../../../kernel-setup/environment/makeEnvironment.js'
import { places, pythonIn } from '../../../kernel-setup/environment/places.js'
import { run } from '../../../kernel-setup/environment/steps.mjs'
import type { Rival } from './rivals.js'

export interface Lines {
  /** Lines that arrived, up to the first that is not the next number. */
  readonly inOrder: number
  readonly seconds: number
}

/** A cell of 200,000 lines, run by nbclient in a Jupyter that knows this kernel only. */
export async function linesThroughNbclient({ name, argv, linesCell }: Rival): Promise<Lines> {
  const folder = mkdtempSync(join(tmpdir(), 'notegrad-bench-'))
  try {
    const spec = join(folder, 'kernels/measured')
    mkdirSync(spec, { recursive: true })
    const content = { argv, display_name: name, language: 'measured', interrupt_mode: 'message' }
    writeFileSync(join(spec, 'kernel.json'), JSON.stringify(content))
    const script = join(import.meta.dirname, 'lines.py')
    const env = { ...pythonSettings(), JUPYTER_PATH: folder, JUPYTER_RUNTIME_DIR: folder }
    const python = pythonIn(places().python)
    const { status, output } = await run(python, [script, linesCell], { cwd: folder, env })
    const result = /^\{.*\}$/m.exec(output)?.[0]
    if (status !== 0 || result === undefined) throw new Error(`${name}: nbclient failed\n${output}`)
    return JSON.parse(result)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
