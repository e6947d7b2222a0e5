import { math } from '../../math/instance.js'
import { Random } from '../../math/random.js'
import type { Matrix } from '../../math/types.js'
import { band, experiment, printed, SEEDS } from './Experiment.js'

const LAYERS = 5
const UNITS = 100

/**
 * The outputs of each layer of a sigmoid network that has not learned yet: what a histogram shows.
 *
 * @param std standard deviation of the weights
 */
function activationsOfLayers(std: number, seed: number): readonly Matrix[] {
  const random = new Random(seed)
  let x = random.normal([1000, UNITS])
  return Array.from({ length: LAYERS }, () => {
    x = math.sigmoid(math.multiply(x, random.normal([UNITS, UNITS], { std })))
    return x
  })
}

function spreadOfLast(std: number, seed: number): number {
  const last = activationsOfLayers(std, seed)[LAYERS - 1]
  return math.sqrt(math.mean(math.square(math.subtract(last, math.mean(last)))))
}

export const activationsExperiment = experiment({
  name: 'activations',
  title: 'Weights of 0.01 leave all units of a deep layer saying the same.',
  settings: '1000×100 normal inputs, five sigmoid layers of 100; standard deviation at layer 5',
  source: 'notes, 权重的初始值; the book, section 6.2.2',
  explanation:
    'The weights of five layers are drawn once, and the spread of the last layer hangs on ' +
    'them: from seed to seed it varies by a tenth, with either start. The bands are narrower ' +
    'than that: one is of two or three seeds, the other what rounds to two printed digits. ' +
    'The ten times wider spread of Xavier’s start is reproduced with every seed.',
  seeds: SEEDS,
  quick: true,
  measures: { 'std 0.01': band(0.012, 0.013), Xavier: printed('0.12') },
  async run(seed) {
    return {
      'std 0.01': spreadOfLast(0.01, seed),
      Xavier: spreadOfLast(Math.sqrt(1 / UNITS), seed),
    }
  },
})
