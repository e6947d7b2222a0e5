import { places } from '../../../kernel-setup/environment/places.js'
import { setUpPython, whileAlone } from '../../../kernel-setup/environment/setUp.js'
import { supply } from '../install.js'
import { type KernelFigures, measure } from '../kernels/measure.js'
import { rivals } from '../kernels/rivals.js'
import { kernelTable, writeTable } from '../kernels/table.js'
import { type Machine, machine } from '../machine.js'
import type { SectionOptions } from '../section.js'

export interface KernelsResult {
  readonly machine: Machine
  readonly kernels: Readonly<Record<string, KernelFigures>>
}

/** Four kernels in one run: how soon they are ready, how quick their cells are, what they lose. */
export async function runKernels(options: SectionOptions): Promise<KernelsResult> {
  const { rounds, report } = options
  const packages = await supply('javascript')
  if (typeof packages === 'string') throw new Error(packages)
  const here = places()
  await whileAlone(here, () => setUpPython(here))
  const kernels: Record<string, KernelFigures> = {}
  for (const rival of rivals()) kernels[rival.name] = await measure(rival, rounds, report)
  const table = kernelTable(kernels)
  process.stdout.write(`${table}\n\n`)
  if (options.write) await writeTable(table)
  return { machine: machine(), kernels }
}
