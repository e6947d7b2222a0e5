import { math } from '../math/instance.js'
import { sameSize } from '../math/shapes.js'
import { sizeOf } from '../math/storage.js'
import type { Value, Variable } from '../math/types.js'

/**
 * The gradient in the shape of its input x. Where broadcasting stretched the input, each of its
 * elements was used many times: their gradients are summed. Where the gradient is the same for
 * many elements, as that of a sum, a rule may give it once: it is stretched.
 */
export function fitted(g: Value, x: Value): Value {
  const size = sizeOf(x)
  if (sameSize(sizeOf(g), size)) return g
  let gradient = g
  for (let extra = sizeOf(g).length - size.length; extra > 0; extra--) {
    gradient = math.sum(gradient as Variable, 0)
  }
  const lengths = sizeOf(gradient)
  const stretched = size.length - lengths.length
  lengths.forEach((length, d) => {
    if (length === 1 || size[d + stretched] !== 1) return
    gradient = math.sum(gradient as Variable, d, { keepDims: true })
  })
  return sameSize(sizeOf(gradient), size) ? gradient : math.broadcastTo(gradient, size)
}
