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
import type { Variable } from '../autodiff/Variable.js'
import { giveBack, inSpareMemory, sharesMemory, spareMemory } from '../math/fused/spareMemory.js'
import { isVariable, type Matrix } from '../math/types.js'
import { Affine } from './Affine.js'
import { BatchNormalization } from './BatchNormalization.js'
import { Convolution } from './Convolution.js'
import type { Layer } from './Layer.js'
import { Pooling } from './Pooling.js'
import { Relu } from './Relu.js'
import { Sigmoid } from './Sigmoid.js'
import { Tanh } from './Tanh.js'

/**
 * What layers keep of x and y; all of them return new matrices, and keep no dout. A class that is
 * derived from one of them is another layer.
 */
const keeps = new Map<unknown, 'x' | 'y' | 'neither' | 'others'>([
  [Affine, 'x'],
  [BatchNormalization, 'others'],
  [Convolution, 'x'],
  [Pooling, 'neither'],
  [Relu, 'neither'],
  [Sigmoid, 'y'],
  [Tanh, 'y'],
])

/** These make each element of y from the one of x in its place alone, and so back. */
const elementwise: ReadonlySet<unknown> = new Set([Relu, Sigmoid, Tanh])

/** The results between layers; what lies before the first and behind the last is the caller's. */
export class Intermediates {
  readonly #habits: readonly ('x' | 'y' | 'neither' | 'others' | undefined)[]
  readonly #isElementwise: readonly boolean[]
  readonly #memory = spareMemory()
  /** What a `backward` may still read, by the place of the layer behind it. */
  readonly #inUse: unknown[] = []

  constructor(layers: readonly Pick<Layer<Matrix | Variable>, 'params'>[]) {
    this.#habits = layers.map((layer) =>
      Object.values(layer.params).some(isVariable) ? undefined : keeps.get(layer.constructor),
    )
    this.#isElementwise = layers.map((layer) => elementwise.has(layer.constructor))
  }

  /** y of the layer at this place, which `compute` makes of x. */
  forward<Y>(place: number, x: unknown, training: boolean, compute: () => Y): Y {
    if (place === 0) this.#memory.begin()
    const isRead = training && (this.#habits[place] === 'x' || this.#habits[place - 1] === 'y')
    const isLast = !isRead && this.#isOurs(place)
    const isLent = this.#isOurs(place + 1) && !isVariable(x)
    const y = isLent ? this.#lend(place, compute, isLast ? x : undefined) : compute()
    this.#done(place, this.#inUse[place])
    this.#inUse[place] = isRead ? x : undefined
    if (!isRead && !sharesMemory(x, y)) this.#done(place, x)
    return y
  }

  /** ∂L/∂x of the layer at this place, which `compute` makes of ∂L/∂y. */
  backward<X>(place: number, dout: unknown, compute: () => X): X {
    const last = this.#isOurs(place + 1) ? dout : undefined
    const dx = this.#isOurs(place) ? this.#lend(place, compute, last) : compute()
    if (!sharesMemory(dout, dx)) this.#done(place + 1, dout)
    return dx
  }

  /** Runs a layer, whose result may lie in spare memory; nobody reads `last` after it. */
  #lend<T>(place: number, compute: () => T, last: unknown): T {
    if (this.#habits[place] === 'others') return compute()
    return inSpareMemory(this.#memory, compute, this.#isElementwise[place] ? last : undefined)
  }

  /** Nobody will read what passed to the layer at this place, or back from it. */
  #done(place: number, passed: unknown): void {
    if (this.#isOurs(place)) giveBack(this.#memory, passed)
  }

  /** Whether what passes between this layer and the one before it is seen by nobody else. */
  #isOurs(place: number): boolean {
    return this.#habits[place - 1] !== undefined && this.#habits[place] !== undefined
  }
}
