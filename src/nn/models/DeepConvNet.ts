/**
 * # A deeper convolution network
 *
 * Two filters of 3×3 in a row see a window of 5×5 with 18 weights instead of 25, and with a ReLU
 * between them. So the network of the book's chapter 8 has small filters and many layers: three
 * times two convolutions and a pooling, while images shrink and channels grow.
 *
 * | after | shape of one example |
 * | --- | --- |
 * | the image | 1×28×28 |
 * | 2 × (16 filters, ReLU), pooling | 16×14×14 |
 * | 2 × (32 filters, ReLU), pooling; the second pads by 2 | 32×8×8 |
 * | 2 × (64 filters, ReLU), pooling | 64×4×4 |
 * | Affine, ReLU, Dropout | 50 |
 * | Affine, Dropout | 10 scores |
 *
 * Source: the book's DeepConvNet, chapter 8.
 */
import { checkOptions } from '../../math/options.js'
import { Random } from '../../math/random.js'
import { Dropout } from '../Dropout.js'
import type { Layer } from '../Layer.js'
import { Pooling } from '../Pooling.js'
import { Relu } from '../Relu.js'
import { Network } from './Network.js'
import { newAffine, newConvolution } from './newLayers.js'

/** Channels in and out of each pair of convolutions, and the pads of the two. */
const BLOCKS = [
  { channels: 1, filters: 16, pads: [1, 1] },
  { channels: 16, filters: 32, pads: [1, 2] },
  { channels: 32, filters: 64, pads: [1, 1] },
]

/** The architecture is fixed; what can be chosen is chance. */
export interface DeepConvNetOptions {
  /** Seed of the initial weights, which follow He's rule, and of dropout; 0 when left out. */
  seed?: number
}

/** Grey images of 28×28, ten classes. */
export class DeepConvNet extends Network {
  constructor(options: DeepConvNetOptions = {}) {
    checkOptions(options, { seed: 'number' }, 'DeepConvNet')
    const { seed = 0 } = options
    const random = new Random(seed)
    const layers: Layer[] = BLOCKS.flatMap(({ channels, filters, pads }) => [
      ...pads.flatMap((pad, i) => {
        const window = { channels: i === 0 ? channels : filters, filters, size: 3 }
        return [newConvolution(window, 'he', random, { pad }), new Relu()]
      }),
      new Pooling(2, 2),
    ])
    super(
      [
        ...layers,
        newAffine(64 * 4 * 4, 50, 'he', random),
        new Relu(),
        new Dropout(0.5, { seed }),
        newAffine(50, 10, 'he', random),
        new Dropout(0.5, { seed: seed + 1 }),
      ],
      { inputShape: [1, 28, 28] },
    )
  }
}
