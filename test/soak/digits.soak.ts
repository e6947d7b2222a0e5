/** The weights of notebook 04, trained again: the same bits as those committed. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../support/repository.js'

describe('the command that made the weights', function () {
  this.timeout(600_000)

  it('makes them again, bit for bit', () => {
    const folder = mkdtempSync(join(tmpdir(), 'notegrad digits '))
    try {
      execFileSync('node', [join(root, 'notebooks/data/digits.mjs'), folder], { cwd: root })
      for (const file of ['digits.safetensors', 'digits.json']) {
        const again = readFileSync(join(folder, file))
        assert.ok(again.equals(readFileSync(join(root, 'notebooks/data', file))), file)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
