import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadWithCodeCache } from '../../kernel-setup/kernel/tslab/codeCache.js'

describe('a code cache', () => {
  let folder: string
  let file: string
  let cache: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-cache-'))
    file = join(folder, 'module.cjs')
    cache = join(folder, 'inner/module.bin')
    writeFileSync(
      file,
      "exports.twice = (x) => 2 * x\nexports.where = require('path').basename(__filename)",
    )
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const works = (exports: object) => {
    const { twice, where } = exports as { twice(x: number): number; where: string }
    assert.deepEqual([twice(4), where], [8, 'module.cjs'])
  }

  it('is written once, and used at the next start', () => {
    const first = loadWithCodeCache(file, cache)
    works(first.exports)
    assert.equal(existsSync(cache), false)
    first.save?.()
    assert.equal(existsSync(cache), true)
    const second = loadWithCodeCache(file, cache)
    works(second.exports)
    assert.equal(second.save, undefined)
  })

  it('that is damaged, or of another source, is not used', () => {
    loadWithCodeCache(file, cache).save?.()
    writeFileSync(cache, 'nonsense')
    const damaged = loadWithCodeCache(file, cache)
    works(damaged.exports)
    damaged.save?.()
    writeFileSync(file, 'exports.other = "a module of another length"')
    const { exports, save } = loadWithCodeCache(file, cache)
    assert.deepEqual(exports, { other: 'a module of another length' })
    assert.ok(save)
  })

  it('that cannot be written does no harm', () => {
    writeFileSync(join(folder, 'inner'), 'a file where a folder should be')
    loadWithCodeCache(file, cache).save?.()
    works(loadWithCodeCache(file, cache).exports)
  })
})
