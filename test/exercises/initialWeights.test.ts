import { exercises, math, type Random } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

exerciseSuite('notebook 13', exercises.initialWeights, {
  movesFromZero: {
    right: [['b2'], ['W1', 'b2'].slice(1)],
    wrong: { none: [], all: ['b1', 'b2', 'W1', 'W2'], different: ['W2'] },
  },
  spreadForLeakyRelu: {
    right: [
      (D, a) => (2 / D / (1 + a * a)) ** 0.5,
      (D, a) => math.sqrt(1 / D) / math.sqrt(math.mean([1, a * a])),
    ],
    wrong: { he: (D) => (2 / D) ** 0.5, different: (D, a) => math.sqrt(2 / D) * (1 - a) },
  },
  start: {
    right: [
      (sizes, random) =>
        sizes
          .slice(0, -1)
          .map((D, i) => math.dotMultiply(Math.sqrt(2 / D), random.normal([D, sizes[i + 1]]))),
      (sizes, random) => {
        const all = []
        for (let i = 1; i < sizes.length; i++) all.push(uniform(sizes[i - 1], sizes[i], random))
        return all
      },
    ],
    wrong: {
      small: (sizes, random) =>
        sizes.slice(1).map((M, i) => math.dotMultiply(0.01, random.normal([sizes[i], M]))),
      different: (sizes, random) => [random.normal([...sizes])],
    },
  },
})

/** Of the same spread as He's, without the bell. */
function uniform(D: number, M: number, random: Random) {
  const most = Math.sqrt(6 / D)
  return math.subtract(math.dotMultiply(2 * most, random.uniform([D, M])), most)
}
