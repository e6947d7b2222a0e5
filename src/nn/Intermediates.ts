/**
 * # What passes between the layers of a sequence
 *
 * A step of training makes every intermediate result anew: for a convolution net, 60 MB. Nobody sees
 * them but the two layers that they pass between, and those are done with them at a known moment:
 *
 * - $x$ of a layer after its `forward`; or, when its `backward` will read it (or the layer before
 *   reads it as its $y$), after the two layers' next `forward`, which keeps others;
 * - $\partial L/\partial y$ of a layer after its `backward`.
 *
 * From then on the memory serves other results. That holds for the layers in the table below, whose
 * habits are known. What another layer gets or returns is left to the garbage collector, since it
 * may have been kept; and so are the sequence's own arguments and results.
 */
import { giveBack, inSpareMemory, SpareMemory } from '../math/fused/spareMemory.js'
import { Affine } from './Affine.js'
import { BatchNormalization } from './BatchNormalization.js'
import { Convolution } from './Convolution.js'
import { Pooling } from './Pooling.js'
import { Relu } from './Relu.js'
import { Sigmoid } from './Sigmoid.js'
import { Tanh } from './Tanh.js'

/**
 * What layers keep of x and y; all of them return new matrices, and keep no dout. A class that is
 * derived from one of them is another layer.
 */
const keeps = new Map<unknown, 'x' | 'y' | 'neither'>([
  [Affine, 'x'],
  [BatchNormalization, 'neither'],
  [Convolution, 'x'],
  [Pooling, 'neither'],
  [Relu, 'y'],
  [Sigmoid, 'y'],
  [Tanh, 'y'],
])

/** The results between layers; what lies before the first and behind the last is the caller's. */
export class Intermediates {
  readonly #habits: readonly ('x' | 'y' | 'neither' | undefined)[]
  readonly #memory = new SpareMemory()
  /** What a `backward` may still read, by the place of the layer behind it. */
  readonly #inUse: unknown[] = []

  constructor(layers: readonly object[]) {
    this.#habits = layers.map((layer) => keeps.get(layer.constructor))
  }

  /** y of the layer at this place, which `compute` makes of x. */
  forward<Y>(place: number, x: unknown, training: boolean, compute: () => Y): Y {
    if (place === 0) this.#memory.begin()
    const y = inSpareMemory(this.#memory, compute)
    const isRead = this.#habits[place] === 'x' || this.#habits[place - 1] === 'y'
    this.#done(place, this.#inUse[place])
    this.#inUse[place] = training && isRead ? x : undefined
    if (!this.#inUse[place]) this.#done(place, x)
    return y
  }

  /** ∂L/∂x of the layer at this place, which `compute` makes of ∂L/∂y. */
  backward<X>(place: number, dout: unknown, compute: () => X): X {
    const dx = inSpareMemory(this.#memory, compute)
    this.#done(place + 1, dout)
    return dx
  }

  /** Nobody will read what passed to the layer at this place, or back from it. */
  #done(place: number, passed: unknown): void {
    if (this.#habits[place - 1] && this.#habits[place]) giveBack(this.#memory, passed)
  }
}
