import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extensions } from '../../src/math/functions/index.js'
import { root } from '../support/repository.js'

describe('the page of functions', () => {
  let page: string
  const row = (name: string) =>
    page.split('\n').find((line) => line.startsWith(`| \`${name}`)) ?? ''

  // in a process of its own: other tests declare operations of theirs
  before(async () => {
    const script = `import('./docs/build/functionsPage.ts')
      .then(({ functionsPage }) => process.stdout.write(functionsPage()))`
    const options = ['--import', 'tsx', '--input-type=module', '--eval', script]
    page = (await promisify(execFile)(process.execPath, options, { cwd: root })).stdout
  })

  it('is what the declarations give (npm run docs writes it anew)', async () => {
    assert.equal(await readFile(join(root, 'docs/functions.md'), 'utf8'), page)
  })

  it('has a row for every function declared here, and for those of mathjs that are not', () => {
    for (const { name } of extensions) assert.ok(row(name) !== '', name)
    assert.match(page, /^\| `isPrime` \| Utils \|/m)
  })

  it('tells the kernels, and what lies outside the domain', () => {
    assert.match(row('softmax(x)'), /`max`, `subtract`, `exp`, `sum`, `dotDivide`/)
    assert.match(row('where(condition'), /`where`°/)
    assert.match(row('acosh(x)'), /NaN below 1/)
  })
})
