/**
 * The compiled kernels (../assembly) and their memory.
 */
import type { BinaryName, ReductionName, UnaryName } from '../Kernels.js'
import { wasmBase64 } from '../wasmBinary.generated.js'

/** A pointer: bytes from the start of the module's memory. */
export type Pointer = number

type Unary = (n: number, x: Pointer, y: Pointer) => void

export type Binary = (
  rows: number,
  columns: number,
  out: Pointer,
  x: Pointer,
  xRow: number,
  xStep: number,
  y: Pointer,
  yRow: number,
  yStep: number,
) => void

type Reduction = (outer: number, n: number, inner: number, x: Pointer, out: Pointer) => void

type OnImage = (
  channels: number,
  height: number,
  width: number,
  windowHeight: number,
  windowWidth: number,
  strideDown: number,
  strideRight: number,
  padTop: number,
  padLeft: number,
  rows: number,
  columns: number,
  x: Pointer,
  out: Pointer,
) => void

type OnImages = (images: number, ...image: Parameters<OnImage>) => void

/** A function without a kernel runs as a loop. */
type Some<Name extends string, Kernel> = { readonly [name in Name]?: Kernel }
type ByName = Some<UnaryName, Unary> & Some<BinaryName, Binary> & Some<ReductionName, Reduction>

/** What assembly/index.ts exports; every row, column and step is counted in bytes. */
export interface Module extends ByName {
  readonly memory: WebAssembly.Memory
  /** Parts of products and convolutions. */
  readonly add: Binary
  readonly sum: Reduction
  heapBase(): Pointer
  scratchBytes(): number
  matmul(
    m: number,
    n: number,
    k: number,
    a: Pointer,
    aRow: number,
    aColumn: number,
    b: Pointer,
    bRow: number,
    bColumn: number,
    c: Pointer,
    cRow: number,
    add: boolean,
    scratch: Pointer,
  ): void
  convolveImage(
    filters: number,
    length: number,
    rows: number,
    columns: number,
    row: number,
    x: Pointer,
    W: Pointer,
    b: Pointer,
    steps: Pointer,
    y: Pointer,
    scratch: Pointer,
  ): void
  convolutionGradient(
    filters: number,
    length: number,
    rows: number,
    columns: number,
    row: number,
    x: Pointer,
    dout: Pointer,
    steps: Pointer,
    sums: Pointer,
    scratch: Pointer,
  ): void
  transpose(rows: number, columns: number, from: number, to: number, x: Pointer, out: Pointer): void
  softmaxLoss(N: number, K: number, scores: Pointer, t: Pointer, gradient: Pointer): number
  addScaled(n: number, y: Pointer, x: Pointer, a: number): void
  momentum(n: number, W: Pointer, g: Pointer, v: Pointer, rate: number, kept: number): void
  adam(
    n: number,
    W: Pointer,
    g: Pointer,
    m: Pointer,
    v: Pointer,
    rate: number,
    new1: number,
    new2: number,
    epsilon: number,
  ): void
  readonly im2col: OnImages
  readonly col2im: OnImages
  readonly im2colTransposed: OnImage
  readonly col2imTransposed: OnImage
  reluWithMask(n: number, x: Pointer, y: Pointer, mask: Pointer): void
  masked(n: number, x: Pointer, mask: Pointer, y: Pointer): void
  addToPlaces(n: number, values: Pointer, places: Pointer, x: Pointer, first: number): void
  maxPool(
    planes: number,
    height: number,
    width: number,
    windowHeight: number,
    windowWidth: number,
    strideDown: number,
    strideRight: number,
    padTop: number,
    padLeft: number,
    rows: number,
    columns: number,
    x: Pointer,
    first: number,
    values: Pointer,
    places: Pointer,
  ): void
}

let compiled: WebAssembly.Module | undefined
let module: Module | undefined

/**
 * The kernels, compiled at the first call: at once and without a promise, so that `notegrad` needs
 * no top-level await. Browsers take a module of this size (32 kB) on the main thread; Chrome's
 * limit of 4 kB became 8 MB in version 115.
 *
 * @throws WebAssembly.CompileError where a content security policy forbids WebAssembly.
 */
export function wasm(): Module {
  module ??= instance()
  return module
}

/** The kernels once more, with a memory of their own. */
export function instance(): Module {
  compiled ??= compile()
  const { exports } = new WebAssembly.Instance(compiled)
  // The build made this module from assembly/index.ts, whose exports `Module` lists.
  return exports as unknown as Module
}

function compile(): WebAssembly.Module {
  const binary = atob(wasmBase64)
  const bytes = new Uint8Array(binary.length)
  // Uint8Array.from with a function takes four milliseconds more.
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i)
  return new WebAssembly.Module(bytes)
}
