import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { load, save } from '../../src/data/files/index.js'
import { flat, shape } from '../../src/math/storage.js'
import { root } from '../support/repository.js'
import { requires } from '../support/requirements.js'
import { testPython } from '../support/testPython.js'
import { named, refuses } from './tensors.js'

interface Described {
  readonly dtype: string
  readonly shape: number[]
  readonly data: (number | boolean)[]
}

describe('files: Python', () => {
  let folder: string
  let python: string
  before(async function () {
    this.timeout(300_000)
    await requires(this, 'python')
    folder = mkdtempSync(join(tmpdir(), 'notegrad-test-'))
    python = await testPython()
  })
  after(() => folder && rmSync(folder, { recursive: true, force: true }))

  async function run(what: 'read' | 'write'): Promise<unknown> {
    const script = join(root, 'test/python/tensors.py')
    const { stdout } = await promisify(execFile)(python, [script, what, folder])
    return JSON.parse(stdout)
  }

  it('reads what we write', async () => {
    await save(join(folder, 'ours.safetensors'), named)
    await save(join(folder, 'ours.npz'), named)
    const read = (await run('read')) as Record<string, Record<string, Described>>
    for (const file of [read.safetensors, read.npz]) {
      assert.deepEqual(Object.keys(file).sort(), Object.keys(named).sort())
      for (const [name, matrix] of Object.entries(named)) {
        assert.equal(file[name].dtype, 'float64')
        assert.deepEqual(file[name].shape, [...shape(matrix)])
        assert.deepEqual(file[name].data, [...flat(matrix)])
      }
    }
  })

  it('writes what we read: types, shapes, orders, with and without compression', async () => {
    const written = (await run('write')) as Record<string, Described>
    const { columns: _, ...arrays } = written
    const expected = {
      'theirs.safetensors': arrays,
      'theirs.npz': written,
      'compressed.npz': arrays,
    }
    for (const [file, described] of Object.entries(expected)) {
      const read = await load(join(folder, file))
      assert.deepEqual(Object.keys(read).sort(), Object.keys(described).sort())
      for (const [name, matrix] of Object.entries(read)) {
        const { shape: size } = described[name]
        assert.deepEqual([...shape(matrix)], size.length > 0 ? size : [1], name)
        assert.deepEqual([...flat(matrix)], described[name].data.map(Number), name)
      }
    }
  })

  it('writes whole numbers beyond float64, which we refuse rather than round', async () => {
    const file = readFileSync(join(folder, 'theirs.safetensors'))
    const at = file.indexOf(Buffer.from(BigInt64Array.of(2n ** 53n).buffer))
    file.writeBigInt64LE(2n ** 53n + 1n, at)
    writeFileSync(join(folder, 'theirs.safetensors'), file)
    await refuses(() => load(join(folder, 'theirs.safetensors')), /9007199254740993/)
  })
})
