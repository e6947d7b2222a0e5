/**
 * How a broadcast walks through memory: the result in order, each operand with its own steps.
 */
import type { Size } from './Kernels.js'

/** One axis of the result; a step counts elements of the operand, 0 where it is repeated. */
export interface BroadcastAxis {
  readonly length: number
  readonly xStep: number
  readonly yStep: number
}

/**
 * Axes of the result, outermost first, as few as possible: neighbours along which both operands
 * keep going evenly become one. Equal shapes give one axis, 100×50 + 50 gives two.
 *
 * `size` is not empty (no axis of length 0); there is always at least one axis.
 */
export function broadcastAxes(x: Size, y: Size, size: Size): BroadcastAxis[] {
  const axes: BroadcastAxis[] = []
  let xStride = 1
  let yStride = 1
  for (let fromEnd = 1; fromEnd <= size.length; fromEnd++) {
    const length = size[size.length - fromEnd]
    if (length === 1) continue
    const xLength = x[x.length - fromEnd] ?? 1
    const yLength = y[y.length - fromEnd] ?? 1
    const axis = {
      length,
      xStep: xLength === 1 ? 0 : xStride,
      yStep: yLength === 1 ? 0 : yStride,
    }
    const inner = axes[0]
    if (inner !== undefined && continues(axis, inner)) {
      axes[0] = { ...inner, length: inner.length * length }
    } else {
      axes.unshift(axis)
    }
    xStride *= xLength
    yStride *= yLength
  }
  return axes.length === 0 ? [{ length: 1, xStep: 0, yStep: 0 }] : axes
}

function continues(outer: BroadcastAxis, inner: BroadcastAxis): boolean {
  return outer.xStep === inner.xStep * inner.length && outer.yStep === inner.yStep * inner.length
}

/** Calls `visit` with the operands' offsets at every index of `axes`, in row-major order. */
export function walk(
  axes: readonly BroadcastAxis[],
  visit: (x: number, y: number) => void,
  x = 0,
  y = 0,
): void {
  if (axes.length === 0) {
    visit(x, y)
    return
  }
  const [{ length, xStep, yStep }, ...inner] = axes
  for (let i = 0; i < length; i++) walk(inner, visit, x + i * xStep, y + i * yStep)
}
