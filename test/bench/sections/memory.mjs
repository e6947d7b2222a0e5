/**
 * A process of its own, without a TypeScript loader: trains the two-layer network on MNIST for as many
 * iterations as it is told, and prints the peak memory and the accuracy as JSON.
 */
import { loadMnist, SGD, Trainer, TwoLayerNet } from 'notegrad'

const iterations = Number(process.argv[2])
const start = performance.now()
const data = await loadMnist()
const model = new TwoLayerNet({ inputSize: 784, hiddenSize: 50, outputSize: 10, seed: 1 })
const trainer = new Trainer(model, data, {
  optimizer: new SGD({ lr: 0.1 }),
  batchSize: 100,
  iterations,
  sampling: 'withReplacement',
  seed: 1,
})
const history = await trainer.fit()
const seconds = (performance.now() - start) / 1000
const megabytes = process.resourceUsage().maxRSS / 1024
const testAccuracy = history.epochs.at(-1)?.testAccuracy
process.stdout.write(JSON.stringify({ iterations, megabytes, seconds, testAccuracy }))
