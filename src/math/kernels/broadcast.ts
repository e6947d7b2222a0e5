/**
 * How a broadcast walks through memory: the result in order, each operand with its own steps.
 */
import type { Size } from './Kernels.js'

/** How many elements there are. */
export function count(size: Size): number {
  let product = 1
  for (const length of size) product *= length
  return product
}

/** One axis of the result; a step counts elements of the operand, 0 where it is repeated. */
export interface BroadcastAxis {
  length: number
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
  if (x.length === 0 || y.length === 0) return [evenly(x, y, size)]
  const axes: BroadcastAxis[] = []
  let xStride = 1
  let yStride = 1
  for (let fromEnd = 1; fromEnd <= size.length; fromEnd++) {
    const length = size[size.length - fromEnd]
    if (length === 1) continue
    const xLength = x[x.length - fromEnd] ?? 1
    const yLength = y[y.length - fromEnd] ?? 1
    const xStep = xLength === 1 ? 0 : xStride
    const yStep = yLength === 1 ? 0 : yStride
    const inner = axes[axes.length - 1]
    if (inner !== undefined && continues(xStep, yStep, inner)) inner.length *= length
    else axes.push({ length, xStep, yStep })
    xStride *= xLength
    yStride *= yLength
  }
  return axes.length === 0 ? [evenly([], [], size)] : axes.reverse()
}

/** The one axis where an operand is a number. */
function evenly(x: Size, y: Size, size: Size): BroadcastAxis {
  return { length: count(size), xStep: x.length === 0 ? 0 : 1, yStep: y.length === 0 ? 0 : 1 }
}

function continues(xStep: number, yStep: number, inner: BroadcastAxis): boolean {
  return xStep === inner.xStep * inner.length && yStep === inner.yStep * inner.length
}

/**
 * Calls `visit` with the operands' offsets at every index of the axes before axis `end`, in
 * row-major order.
 */
export function walk(
  axes: readonly BroadcastAxis[],
  end: number,
  visit: (x: number, y: number) => void,
  axis = 0,
  x = 0,
  y = 0,
): void {
  if (axis === end) {
    visit(x, y)
    return
  }
  const { length, xStep, yStep } = axes[axis]
  for (let i = 0; i < length; i++) walk(axes, end, visit, axis + 1, x + i * xStep, y + i * yStep)
}
