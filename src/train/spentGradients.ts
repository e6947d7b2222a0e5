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

/** The methods as they are here, by class. */
const updates: ReadonlyMap<unknown, unknown> = new Map(
  [SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam, AdamW].map((Rule) => [
    Rule,
    Rule.prototype.update,
  ]),
)
const { lossAndGradient } = Network.prototype

/**
 * Whether nobody is likely to keep the gradient of a step, so that it is spent after the update. A
 * callback might find it in a layer; and a class that is derived from one of ours, or a method that
 * was replaced, might remember it. Whoever else kept one gets an error on reading it.
 */
export function gradientsAreSpent(
  model: Model,
  optimizer: Optimizer,
  callbacks: TrainerCallbacks | undefined,
): boolean {
  const isOurs = model.lossAndGradient === lossAndGradient
  const isRule = optimizer.update === updates.get(optimizer.constructor)
  return isOurs && isRule && callbacks === undefined
}
