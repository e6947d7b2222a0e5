import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { landscape, size } from '../../notebooks/data/landscape.js'
import { root } from '../support/repository.js'

describe('the picture of notebook 01', () => {
  it('is what its script draws', () => {
    const { width, height, data } = PNG.sync.read(
      readFileSync(join(root, 'notebooks/data/landscape.png')),
    )
    assert.deepEqual({ width, height }, size)
    assert.deepEqual(Uint8Array.from(data), landscape())
  })
})
