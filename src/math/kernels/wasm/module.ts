/**
 * The compiled kernels (../assembly) and their memory.
 */
import { wasmBase64 } from '../wasmBinary.generated.js'

/** A pointer: bytes from the start of the module's memory. */
export type Pointer = number

type Unary = (n: number, x: Pointer, y: Pointer) => void

type Binary = (
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

type OnImages = (
  images: number,
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

/** What assembly/index.ts exports; every row, column and step is counted in bytes. */
interface Module {
  readonly memory: WebAssembly.Memory
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
  readonly abs: Unary
  readonly exp: Unary
  readonly log: Unary
  readonly relu: Unary
  readonly sigmoid: Unary
  readonly sign: Unary
  readonly sqrt: Unary
  readonly square: Unary
  readonly step: Unary
  readonly tanh: Unary
  readonly unaryMinus: Unary
  readonly add: Binary
  readonly subtract: Binary
  readonly dotMultiply: Binary
  readonly dotDivide: Binary
  readonly maximum: Binary
  readonly minimum: Binary
  readonly reluGradient: Binary
  readonly equal: Binary
  readonly unequal: Binary
  readonly larger: Binary
  readonly largerEq: Binary
  readonly smaller: Binary
  readonly smallerEq: Binary
  readonly sum: Reduction
  readonly prod: Reduction
  readonly max: Reduction
  readonly min: Reduction
}

let module: Module | undefined

/**
 * The kernels, compiled at the first call: at once and without a promise, so that `notegrad` needs
 * no top-level await. Browsers take a module of this size (17 kB) on the main thread; Chrome's
 * limit of 4 kB became 8 MB in version 115.
 *
 * @throws WebAssembly.CompileError where a content security policy forbids WebAssembly.
 */
export function wasm(): Module {
  module ??= instantiate()
  return module
}

function instantiate(): Module {
  const binary = atob(wasmBase64)
  const bytes = new Uint8Array(binary.length)
  // Uint8Array.from with a function takes four milliseconds more.
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i)
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
  // The build made this module from assembly/index.ts, whose exports `Module` lists.
  return exports as unknown as Module
}
