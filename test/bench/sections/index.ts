/**
 * What can be measured. A section is a module in this folder and a line here.
 */
import { autodiffCases } from '../cases/autodiff.js'
import { mathCases } from '../cases/math.js'
import { networkCases } from '../cases/networks.js'
import { runSection, type SectionOptions } from '../section.js'
import { runKernels } from './kernels.js'
import { runMemory } from './memory.js'

export interface Section {
  /** For the usage text. */
  readonly title: string
  /** Measures, prints what it found, and returns what is kept in docs/data/benchmarks.json. */
  readonly run: (options: SectionOptions) => Promise<unknown>
}

export const sections: Readonly<Record<string, Section>> = {
  math: {
    title: 'single operations, by backend, beside JavaScript and Python peers',
    run: (options) => runSection('math', mathCases, options),
  },
  autodiff: {
    title: 'derivatives, by tape and by hand, beside other libraries',
    run: (options) => runSection('autodiff', autodiffCases, options),
  },
  networks: {
    title: 'training steps and inference of whole networks, beside the same peers',
    run: (options) => runSection('networks', networkCases, options),
  },
  memory: {
    title: 'peak memory of training on MNIST, and bytes of a step on the tape',
    run: runMemory,
  },
  kernel: { title: 'four Jupyter kernels: start, cells, memory, output', run: runKernels },
}
