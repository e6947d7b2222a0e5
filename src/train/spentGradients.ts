import type { Model } from '../nn/Model.js'
import { Network } from '../nn/models/Network.js'
import { AdaGrad } from './AdaGrad.js'
import { Adam } from './Adam.js'
import { AdamW } from './AdamW.js'
import type { TrainerCallbacks } from './history.js'
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
 * Whether nobody can have kept the gradient of a step, so that it may be written over after the
 * update. A callback might find it in a layer; and a class that is derived from one of ours, or a
 * method that was replaced, might remember it.
 */
export function gradientsAreSpent(
  model: Model,
  optimizer: Optimizer,
  callbacks: TrainerCallbacks | undefined,
): boolean {
  const isOurs = model.lossAndGradient === Network.prototype.lossAndGradient
  const isRule = rules.has(optimizer.constructor) && !Object.hasOwn(optimizer, 'update')
  return isOurs && isRule && callbacks === undefined
}
