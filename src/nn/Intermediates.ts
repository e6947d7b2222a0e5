/**
 * # What passes between the layers of a sequence
 *
 * A step of training makes every intermediate result anew: for a convolution net, 60 MB.
 * Nobody sees them but the two layers that they pass between, and those are done with them
 * at a known moment:
 *
 * - $x$ of a layer after its `forward`; or, when its `backward` will read it (or the layer before
 *   reads it as its $y$), after the two layers' next `forward`, which keeps others;
 * - $\partial L/\partial y$ of a layer after its `backward`.
 *
 * From then on the memory serves other results. So does that of an affine layer's gradients, once
 * the caller says that they are spent. That holds for the layers in the table below, whose
 * habits are known. What another layer gets or returns, or one with a method that was replaced, is
 * left to the garbage collector, since it may have been kept; and so are the sequence's own
 * arguments and results.
 */
import type { Variable } from '../autodiff/Variable.js'
import {
  giveBack,
  giveBackGradient,
  gradientsIn,
  inSpareMemory,
  sharesMemory,
  spareMemory,
} from '../math/fused/lending.js'
import { isVariable, type Matrix } from '../math/types.js'
import { Affine } from './Affine.js'
import { BatchNormalization } from './BatchNormalization.js'
import { Convolution } from './Convolution.js'
import type { Layer } from './Layer.js'
import { Pooling } from './Pooling.js'
import { Relu } from './Relu.js'
import { Sigmoid } from './Sigmoid.js'
import { Tanh } from './Tanh.js'

/** What a layer does with the matrices that pass through it. */
interface Habits {
  /**
   * What of x and y its `backward` reads, but for parts of its own making. All layers of the table
   * return new matrices, and keep no dout.
   */
  readonly keeps: 'x' | 'y' | 'neither'
  /** It keeps parts of its own making, so it makes none of them in memory that is lent. */
  readonly keepsOwn?: boolean
  /** Each element of y is made from the one of x in its place alone, and so back. */
  readonly elementwise?: boolean
}

/** A class that is derived from one of these is another layer. */
const known = new Map<unknown, Habits>([
  [Affine, { keeps: 'x' }],
  [BatchNormalization, { keeps: 'neither', keepsOwn: true }],
  [Convolution, { keeps: 'x' }],
  [Pooling, { keeps: 'neither' }],
  [Relu, { keeps: 'neither', elementwise: true }],
  [Sigmoid, { keeps: 'y', elementwise: true }],
  [Tanh, { keeps: 'y', elementwise: true }],
])

type AnyLayer = Layer<Matrix | Variable>

const METHODS: readonly (keyof AnyLayer)[] = ['forward', 'backward', 'parameterGradients']

/** The results between layers; what lies before the first and behind the last is the caller's. */
export class Intermediates {
  readonly #layers: readonly Pick<AnyLayer, 'params'>[]
  readonly #known: readonly (Habits | undefined)[]
  readonly #memory = spareMemory()
  /** What a `backward` may still read, by the place of the layer behind it. */
  readonly #inUse: unknown[] = []
  /** This way back makes gradients of parameters in spare memory. */
  #lendsToGradients = false

  constructor(layers: readonly Pick<AnyLayer, 'params'>[]) {
    this.#layers = layers
    this.#known = layers.map((layer) =>
      Object.values(layer.params).some(isVariable) ? undefined : known.get(layer.constructor),
    )
  }

  /** y of the layer at this place, which `compute` makes of x. */
  forward<Y>(place: number, x: unknown, training: boolean, compute: () => Y): Y {
    if (place === 0) this.#memory.begin()
    const isRead = training && (this.#keeps(place, 'x') || this.#keeps(place - 1, 'y'))
    const isLast = !isRead && this.#isOurs(place)
    const isLent = this.#isOurs(place + 1) && !isVariable(x)
    const y = isLent ? this.#lend(place, compute, isLast ? x : undefined) : compute()
    this.#done(place, this.#inUse[place])
    this.#inUse[place] = isRead ? x : undefined
    if (!isRead && !sharesMemory(x, y)) this.#done(place, x)
    return y
  }

  /**
   * Begins the way back, whose gradients of parameters may lie where these do, if any are given.
   */
  beginBackward(spent?: Readonly<Record<string, Matrix>>): void {
    this.#lendsToGradients = spent !== undefined
    for (const gradient of Object.values(spent ?? {})) giveBackGradient(this.#memory, gradient)
  }

  /** ∂L/∂x of the layer at this place, which `compute` makes of ∂L/∂y. */
  backward<X>(place: number, dout: unknown, compute: () => X): X {
    const last = this.#isOurs(place + 1) ? dout : undefined
    const isLent = this.#lendsToGradients && this.#isKnown(place)
    const run = () => gradientsIn(isLent ? this.#memory : undefined, compute)
    const dx = this.#isOurs(place) ? this.#lend(place, run, last) : run()
    if (!sharesMemory(dout, dx)) this.#done(place + 1, dout)
    return dx
  }

  /** Runs a layer, whose result may lie in spare memory, or over `last` (see `Lender`). */
  #lend<T>(place: number, compute: () => T, last: unknown): T {
    const { keepsOwn, elementwise } = this.#known[place] ?? {}
    if (keepsOwn) return compute()
    return inSpareMemory(this.#memory, compute, elementwise ? last : undefined)
  }

  /** Nobody will read what passed to the layer at this place, or back from it. */
  #done(place: number, passed: unknown): void {
    if (this.#isOurs(place)) giveBack(this.#memory, passed)
  }

  /** Whether what passes between this layer and the one before it is seen by nobody else. */
  #isOurs(place: number): boolean {
    return this.#isKnown(place - 1) && this.#isKnown(place)
  }

  /** Whether nobody has replaced a method of it since, say by one that records what it sees. */
  #isKnown(place: number): boolean {
    if (this.#known[place] === undefined) return false
    const layer = this.#layers[place]
    return !METHODS.some((name) => Object.hasOwn(layer, name))
  }

  #keeps(place: number, what: 'x' | 'y'): boolean {
    return this.#known[place]?.keeps === what
  }
}
