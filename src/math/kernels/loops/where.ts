import { broadcastAxes, walk } from '../broadcast.js'
import type { Operand, Size } from '../Kernels.js'

/** A NaN counts as false, as in mathjs. */
export function where(condition: Operand, x: Operand, y: Operand, size: Size): Float64Array {
  const [chosen, a, b] = [condition, x, y].map((operand) => stretched(operand, size))
  const out = new Float64Array(chosen.length)
  for (let i = 0; i < out.length; i++) out[i] = chosen[i] ? a[i] : b[i]
  return out
}

/** The elements as a broadcast repeats them. */
function stretched({ data, size: own }: Operand, size: Size): Float64Array {
  const length = size.reduce((product, n) => product * n, 1)
  if (data.length === length) return data
  const out = new Float64Array(length)
  if (length === 0) return out
  const axes = broadcastAxes(own, size, size)
  const inner = axes.length - 1
  const { length: n, xStep } = axes[inner]
  let o = 0
  walk(axes, inner, (i) => {
    if (xStep === 0) out.fill(data[i], o, o + n)
    else for (let k = 0; k < n; k++) out[o + k] = data[i + k * xStep]
    o += n
  })
  return out
}
