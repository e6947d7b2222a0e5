import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accuracy, load, loadMnist, MultiLayerNet, predictAll } from '../../src/index.js'
import { root } from '../support/repository.js'

interface Provenance {
  readonly network: { readonly class: string } & ConstructorParameters<typeof MultiLayerNet>[0]
  readonly trainAccuracy: number
  readonly testAccuracy: number
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string }
}

describe('the weights that notebooks read', () => {
  const folder = join(root, 'notebooks/data')
  // the file is written by notebooks/data/digits.mjs, in this form
  const provenance = JSON.parse(readFileSync(join(folder, 'digits.json'), 'utf8')) as Provenance
  const path = join(folder, provenance.file.name)

  it('are the file that their provenance describes, below 400 kB', () => {
    const bytes = readFileSync(path)
    const { bytes: length, sha256 } = provenance.file
    assert.deepEqual(
      [bytes.length, createHash('sha256').update(bytes).digest('hex')],
      [length, sha256],
    )
    assert.ok(length < 400_000)
  })

  it('read as many digits as their provenance says', async () => {
    const { class: _, ...options } = provenance.network
    const net = new MultiLayerNet(options)
    net.restore(await load(path))
    const { train, test } = await loadMnist()
    const accuracyOf = (data: typeof test) => accuracy(predictAll(net, data), data.labels)
    assert.equal(accuracyOf(test), provenance.testAccuracy)
    assert.equal(accuracyOf(train), provenance.trainAccuracy)
  })
})
