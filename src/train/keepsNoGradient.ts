import { AdaGrad } from './AdaGrad.js'
import { Adam } from './Adam.js'
import { AdamW } from './AdamW.js'
import { Momentum } from './Momentum.js'
import { Nesterov } from './Nesterov.js'
import type { Optimizer } from './Optimizer.js'
import { RMSProp } from './RMSProp.js'
import { SGD } from './SGD.js'

const rules: ReadonlySet<unknown> = new Set([
  SGD,
  Momentum,
  Nesterov,
  AdaGrad,
  RMSProp,
  Adam,
  AdamW,
])

/**
 * Whether the gradients that an optimizer was given may be written over after its `update`. A class
 * that is derived from one of the rules may remember them, and so may an `update` that was replaced.
 */
export function keepsNoGradient(optimizer: Optimizer): boolean {
  return rules.has(optimizer.constructor) && !Object.hasOwn(optimizer, 'update')
}
