/**
 * The kernels in AssemblyScript: float64 SIMD, two elements at a time.
 *
 * Pointers are byte offsets into the module's one memory, which the caller lays out
 * (../wasm/arena.ts); nothing is allocated here. No relaxed SIMD and no fused multiply-add, so
 * every result is the same on every engine and processor, bit for bit that of ../loops.
 */
export * from './binary'
export { convolutionGradient, convolveImage } from './convolution'
export { matmul, scratchBytes } from './matmul'
export * from './pooling'
export * from './reduce'
export * from './relu'
export * from './softmaxLoss'
export { transpose } from './transpose'
export * from './unary'
export * from './update'
export * from './windows'

/** First byte that the caller may use. */
export function heapBase(): u32 {
  return <u32>__heap_base
}
