/** What a sequence asks of its layers. */
import type { Variable } from '../autodiff/Variable.js'
import { DomainError } from '../math/errors.js'
import { shown } from '../math/shown.js'
import { flat } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { Dropout } from './Dropout.js'
import type { Layer } from './Layer.js'

type AnyLayer = Layer<Matrix | Variable>

/**
 * @throws DomainError unless they are layers, one or more, each an object of its own, and dropouts
 *   among them have different seeds.
 */
export function checkLayers(layers: readonly AnyLayer[]): void {
  const areLayers = Array.isArray(layers) && layers.length > 0 && layers.every(isLayer)
  if (!areLayers) {
    throw refused(
      'a list of layers, one or more',
      shown(layers),
      'as in [new Affine(W, b), new Relu()]; a layer has params, grads, forward and backward',
    )
  }
  const all = withInner(layers)
  const twice = all.find((layer, place) => all.indexOf(layer) < place)
  if (twice) {
    throw refused(
      'an object of its own at each place: a layer keeps what its next backward needs',
      `one ${twice.constructor.name} at two places`,
      `make a new ${twice.constructor.name} for each place`,
    )
  }
  const chances = all.filter((layer) => layer instanceof Dropout && layer.isRandom).map(chance)
  if (new Set(chances).size === chances.length) return
  throw refused(
    'dropouts that switch off other units each, so of different seeds',
    'two Dropouts of the same seed',
    'give each its own: new Dropout(0.5, { seed: 1 }); 0 is the seed when none is given',
  )
}

/** What TypeScript sees to, and plain JavaScript does not. */
function isLayer(layer: unknown): boolean {
  const { params, grads, forward, backward } = Object(layer) as Partial<AnyLayer>
  const isActive = typeof forward === 'function' && typeof backward === 'function'
  return isActive && typeof params === 'object' && typeof grads === 'object'
}

/** Those inside sequences, too, in the order of the forward pass. */
export function withInner(layers: readonly AnyLayer[]): AnyLayer[] {
  return layers.flatMap((layer) => {
    const { layers: inner } = layer as { readonly layers?: unknown }
    const isSequence = Array.isArray(inner) && inner.every(isLayer)
    return isSequence ? [layer, ...withInner(inner)] : layer
  })
}

/** Where the generator of the masks is. */
function chance({ statistics = {} }: AnyLayer): string {
  return Object.values(statistics).map(flat).join()
}

function refused(expected: string, given: string, mend: string): DomainError {
  return new DomainError({ where: 'Sequential', expected, given, mend })
}
