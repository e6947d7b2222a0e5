import { DomainError } from '../math/errors.js'
import { count } from '../math/flatStorage.js'
import { math } from '../math/instance.js'
import { type Size, written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { shape, sizeOf } from '../math/storage.js'
import type { Layer } from './Layer.js'
import type { Network } from './models/Network.js'

/** A row of the table. */
export interface LayerSummary {
  /** The layer's class: 'Affine'. */
  readonly layer: string
  /** Shape of what it makes of one example. */
  readonly output: Size
  /** How many numbers it learns. */
  readonly parameters: number
}

/**
 * The layers of a network, with the shape of one example after each, and how many numbers it
 * learns. Prints as a table: `String(summary(net))`.
 */
export class Summary {
  /** In the order of the forward pass. */
  readonly layers: readonly LayerSummary[]
  /** How many numbers the network learns. */
  readonly parameters: number

  /** @throws DomainError without them: `summary` takes them of a network. */
  constructor(inputShape: Size, layers: readonly Layer[]) {
    checkParts(inputShape, layers)
    let x = math.zeros([1, ...inputShape])
    this.layers = layers.map((layer) => {
      x = layer.forward(x, { training: false })
      const counts = Object.values(layer.params).map((param) => count(sizeOf(param)))
      const parameters = counts.reduce((total, count) => total + count, 0)
      return { layer: layer.constructor.name, output: shape(x).slice(1), parameters }
    })
    this.parameters = this.layers.reduce((total, { parameters }) => total + parameters, 0)
  }

  /** A row for each layer, and the sum. */
  toString(): string {
    const rows = this.layers.map(({ layer, output, parameters }) => [
      layer,
      written(output),
      parameters.toLocaleString('en'),
    ])
    const all = [['layer', 'output', 'parameters'], ...rows, ['all', '', this.#total()]]
    const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column].length)))
    const line = ([layer, output, count]: string[]) =>
      `${layer.padEnd(widths[0])}  ${output.padEnd(widths[1])}  ${count.padStart(widths[2])}`
    return all.map(line).join('\n')
  }

  #total(): string {
    return this.parameters.toLocaleString('en')
  }
}

/**
 * A row for each layer of a network: its class, the shape of one example after it, and how many
 * numbers it learns. Prints as a table: `String(summary(net))`.
 *
 * @throws DomainError for what is no network; ShapeError when a layer refuses what comes to it.
 * Source: what torchsummary and Keras print of a model.
 */
export function summary(net: Pick<Network, 'inputShape' | 'layers'>): Summary {
  if (net?.inputShape && net.layers) return new Summary(net.inputShape, net.layers)
  throw noNetwork('summary', net)
}

function checkParts(inputShape: unknown, layers: unknown): void {
  for (const part of [inputShape, layers]) {
    if (!Array.isArray(part)) throw noNetwork('Summary', part)
  }
}

function noNetwork(where: string, given: unknown): DomainError {
  return new DomainError({
    where,
    expected: 'a network, which knows its layers and the shape of one example',
    given: shown(given),
    mend: 'as in summary(new Network(layers, { inputShape: [784] }))',
  })
}
