/**
 * Who is compared: each peer runs in a process of its own, in one thread.
 */
import { cpuFlags } from './machine.js'

/** Where a peer comes from: the library itself, or what is installed on demand. */
export type Source = 'notegrad' | 'javascript' | 'python' | 'torch'

export interface Peer {
  readonly name: string
  readonly source: Source
  /** Its module, under peers/. */
  readonly module: string
  readonly env?: Readonly<Record<string, string>>
  /** How far its results may be off, as a part of their size, where that is more than rounding. */
  readonly tolerance?: number
  /** The Python that runs it; set when its environment is there. */
  readonly python?: string
}

/** Peers by name; each section has modules of them in a folder of its own. */
interface Candidate extends Omit<Peer, 'module'> {
  /** Name of its module's file. */
  readonly file: string
  /** What confines it to AVX2. The bars are set for such machines: elsewhere it runs both ways. */
  readonly avx2?: Readonly<Record<string, string>>
}

const openblasAvx2 = { OPENBLAS_CORETYPE: 'Haswell' }

const candidates: readonly Candidate[] = [
  ours('wasm'),
  { ...ours('blas'), avx2: openblasAvx2 },
  ours('loops'),
  { name: 'mathjs', source: 'notegrad', file: 'mathjs.ts' },
  { name: 'loops by hand', source: 'notegrad', file: 'float64Array.ts' },
  { name: 'ml-matrix', source: 'javascript', file: 'mlMatrix.mjs' },
  tfjs('cpu'),
  tfjs('wasm'),
  // float64, but its exp, log and tanh are approximations for float32
  { name: 'jax-js', source: 'javascript', file: 'jaxJs.mjs', tolerance: 1e-5 },
  {
    name: 'numpy',
    source: 'python',
    file: 'numpy.py',
    // numpy 2.4's names; it ignores the older ones, AVX512F and so on
    avx2: { ...openblasAvx2, NPY_DISABLE_CPU_FEATURES: 'X86_V4 AVX512_ICL AVX512_SPR' },
  },
  {
    name: 'jax',
    source: 'python',
    file: 'jax.py',
    // YNNPACK, its first choice for products, asks the processor alone: Eigen takes its place
    avx2: {
      XLA_FLAGS: [
        '--xla_cpu_multi_thread_eigen=false',
        '--xla_cpu_max_isa=AVX2',
        '--xla_cpu_experimental_ynn_fusion_type=-individual_dot',
      ].join(' '),
    },
  },
  {
    name: 'torch',
    source: 'torch',
    file: 'torch.py',
    avx2: {
      ATEN_CPU_CAPABILITY: 'avx2',
      MKL_ENABLE_INSTRUCTIONS: 'AVX2',
      ONEDNN_MAX_CPU_ISA: 'AVX2',
    },
  },
  { name: 'autograd', source: 'python', file: 'autograd.py' },
  { name: 'micrograd', source: 'python', file: 'micrograd.py' },
]

function ours(backend: string): Candidate {
  const env = { NOTEGRAD_BACKEND: backend }
  return { name: backend, source: 'notegrad', file: 'notegrad.ts', env }
}

/** TensorFlow.js has float32 only; twenty steps of Adam carry its rounding to the third digit. */
function tfjs(backend: string): Candidate {
  const env = { TFJS_BACKEND: backend }
  return { name: `tfjs ${backend}`, source: 'javascript', file: 'tfjs.mjs', env, tolerance: 1e-2 }
}

/** The name of a peer that is kept from AVX-512. */
export function withAvx2(name: string): string {
  return `${name}, AVX2`
}

/** The peers of a section: those of whom its folder has a module. */
export function peersOf(folder: string, files: readonly string[]): readonly Peer[] {
  const twice = cpuFlags().has('avx512f')
  return candidates
    .filter(({ file }) => files.includes(file))
    .flatMap(({ file, avx2, ...peer }) => {
      const plain: Peer = { ...peer, module: `${folder}/${file}` }
      if (avx2 === undefined || !twice) return [plain]
      return [plain, { ...plain, name: withAvx2(peer.name), env: { ...peer.env, ...avx2 } }]
    })
}
