/**
 * # Steps
 *
 * Functions that are flat between their jumps: the gradient is 0 everywhere, at the jumps too.
 * Nothing can be learned through them, which is the notes' reason for the sigmoid.
 */
import { op } from '../op.js'

function flat(name: string, formula: string, source = 'definition') {
  return op({
    name,
    formula,
    source,
    vjp: () => [0],
    samples: [[[-1.3, 0.4, 2.2]], [0.6]],
    domain: [[0.1, 0.4]],
  })
}

export const step = flat('step', 'y = [x > 0]', 'notes, 阶跃函数')
export const sign = flat('sign', String.raw`y = \operatorname{sign} x`)
export const floor = flat('floor', String.raw`y = \lfloor x \rfloor`)
export const ceil = flat('ceil', String.raw`y = \lceil x \rceil`)
export const fix = flat('fix', String.raw`y = \operatorname{sign} x \cdot \lfloor |x| \rfloor`)
/** Halves go away from 0, as in mathjs. */
export const round = flat(
  'round',
  String.raw`y = \operatorname{sign} x \cdot \lfloor |x| + \tfrac12 \rfloor`,
)
