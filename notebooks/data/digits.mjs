/**
 * Trains the network of notebook 04, and writes its weights and where they come from beside this
 * file. The same bits on every machine.
 *
 *     node notebooks/data/digits.mjs [folder]
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadMnist, MultiLayerNet, SGD, save, setBackend, Trainer } from 'notegrad'

const folder = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url))
const weights = join(folder, 'digits.safetensors')

const network = {
  inputSize: 784,
  hiddenSizes: [50, 100],
  outputSize: 10,
  activation: 'relu',
  seed: 1,
}
const training = { batchSize: 100, epochs: 10, seed: 1 }
const rate = { lr: 0.1 }

setBackend('wasm')
const net = new MultiLayerNet(network)
const trainer = new Trainer(net, await loadMnist(), { ...training, optimizer: new SGD(rate) })
const { epochs } = await trainer.fit()
await save(weights, net.state())

const { trainAccuracy, testAccuracy } = epochs.at(-1)
const bytes = await readFile(weights)
const provenance = {
  command: 'node notebooks/data/digits.mjs',
  data: 'MNIST, 60,000 digits to train with, 10,000 to test with, pixels divided by 255',
  network: { class: 'MultiLayerNet', weightInitStd: 'he', ...network },
  training: { optimizer: 'SGD', ...rate, sampling: 'withoutReplacement', ...training },
  trainAccuracy,
  testAccuracy,
  file: {
    name: 'digits.safetensors',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  },
}
await writeFile(join(folder, 'digits.json'), `${JSON.stringify(provenance, null, 2)}\n`)
