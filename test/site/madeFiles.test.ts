import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { operations } from '../../src/autodiff/op.js'
import { pictureOf } from '../../src/autodiff/picture.js'
import { root } from '../support/repository.js'

describe('what npm run docs makes from declarations', () => {
  let made: Record<string, string>

  // in a process of its own: other tests declare operations of theirs
  before(async () => {
    const script = `import('./docs/build/made.ts')
      .then(({ madeFiles }) => madeFiles())
      .then((files) => process.stdout.write(JSON.stringify(files)))`
    const options = ['--import', 'tsx', '--input-type=module', '--eval', script]
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, options, { cwd: root, maxBuffer: 2 ** 26 })
    made = JSON.parse(stdout)
  })

  it('is what is committed', async () => {
    for (const [path, text] of Object.entries(made)) {
      assert.equal(
        await readFile(join(root, path), 'utf8'),
        text,
        `${path}: npm run docs writes it`,
      )
    }
  })

  it('has a row for every operation, and its curve where it takes a number', () => {
    const page = made['docs/operations.md']
    for (const name of ['add', 'det', 'multiply', 'relu', 'softmax', 'subset']) {
      assert.ok(page.includes(`| \`${name}\` | $`), name)
    }
    assert.match(page, /`square` .*█/)
  })

  it('draws a function and its derivative over the domain', () => {
    const { x, y, derivative } = pictureOf(operations.get('square')!)!
    x.forEach((value, i) => {
      assert.equal(y[i], value * value)
      assert.equal(derivative[i], 2 * value)
    })
    assert.equal(pictureOf(operations.get('multiply')!), undefined)
  })
})
