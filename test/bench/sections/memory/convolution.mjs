/** One epoch of the convolution net B on MNIST, the data included: peak memory as JSON. */
import { Adam, loadMnist, SimpleConvNet, Trainer } from 'notegrad'
import { tellPeak } from './peak.mjs'

const network = new SimpleConvNet({ weightInitStd: 'he', seed: 1 })
const trainer = new Trainer(network, await loadMnist({ flatten: false }), {
  optimizer: new Adam({ lr: 0.001 }),
  batchSize: 100,
  epochs: 1,
  seed: 1,
})
const history = await trainer.fit()
tellPeak({ steps: history.loss.length, testAccuracy: history.epochs.at(-1)?.testAccuracy })
