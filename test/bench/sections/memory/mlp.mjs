/** Ten thousand steps of the network A on MNIST, the data included: peak memory as JSON. */
import { loadMnist, SGD, Trainer, TwoLayerNet } from 'notegrad'
import { tellPeak } from './peak.mjs'

const sizes = { inputSize: 784, hiddenSize: 50, outputSize: 10 }
const network = new TwoLayerNet({ ...sizes, activation: 'relu', weightInitStd: 'he', seed: 1 })
const trainer = new Trainer(network, await loadMnist(), {
  optimizer: new SGD({ lr: 0.1 }),
  batchSize: 100,
  iterations: 10_000,
  seed: 1,
})
const history = await trainer.fit()
tellPeak({ steps: history.loss.length, testAccuracy: history.epochs.at(-1)?.testAccuracy })
