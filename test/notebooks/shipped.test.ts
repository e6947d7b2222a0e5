import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyPristineNotebooks } from '../../kernel-setup/build/notebooks.mjs'
import { resetNotebook } from '../../kernel-setup/notebook/resetNotebook.js'
import { hasSameCells, shippedNotebook } from '../../kernel-setup/notebook/shipped.js'
import { code, notebook, stdout } from './build.js'

describe('the shipped version of a notebook', () => {
  let root = ''
  let path = ''

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'notegrad test é '))
    path = join(root, 'notebooks/en/a.ipynb')
    for (const language of ['en', 'zh']) {
      mkdirSync(join(root, 'notebooks', language), { recursive: true })
      writeFileSync(join(root, `notebooks/${language}/a.ipynb`), `shipped ${language}`)
    }
  })
  afterEach(() => rmSync(root, { recursive: true }))

  function commit() {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false']
    const git = (...args: string[]) => execFileSync('git', [...identity, ...args], { cwd: root })
    git('init', '--quiet')
    git('add', 'notebooks')
    git('commit', '--quiet', '--message', 'notebooks')
  }

  const origins: [string, () => void][] = [
    ['in a git clone', commit],
    ['in an installed package', () => undefined],
  ]

  for (const [where, prepare] of origins) {
    describe(where, () => {
      beforeEach(() => {
        prepare()
        copyPristineNotebooks(root)
      })

      it('comes back, and the reader’s own is kept beside it', async () => {
        writeFileSync(path, 'mine')
        const { kept, changed } = await resetNotebook(path, root)
        assert.equal(changed, true)
        assert.equal(kept, join(root, 'notebooks/en/a.mine-1.ipynb'))
        assert.equal(readFileSync(kept, 'utf8'), 'mine')
        assert.equal(readFileSync(path, 'utf8'), 'shipped en')
      })

      it('never replaces a copy that was kept before', async () => {
        for (const own of ['first', 'second']) {
          writeFileSync(path, own)
          await resetNotebook(path, root)
        }
        assert.deepEqual(readdirSync(join(root, 'notebooks/en')), [
          'a.ipynb',
          'a.mine-1.ipynb',
          'a.mine-2.ipynb',
        ])
        const second = readFileSync(join(root, 'notebooks/en/a.mine-2.ipynb'), 'utf8')
        assert.equal(second, 'second')
      })

      it('is left alone when nothing changed, and comes back when it was deleted', async () => {
        assert.deepEqual(await resetNotebook(path, root), { changed: false })
        rmSync(path)
        assert.deepEqual(await resetNotebook(path, root), { changed: true })
        assert.deepEqual(readdirSync(join(root, 'notebooks/en')), ['a.ipynb'])
      })

      it('does not replace what cannot be read, and so cannot be kept', async () => {
        truncateSync(path, 2 ** 32) // more than Node reads
        await assert.rejects(resetNotebook(path, root), /a\.ipynb: .*2 GiB/)
        assert.equal(statSync(path).size, 2 ** 32)
        rmSync(path)
        mkdirSync(path)
        await assert.rejects(resetNotebook(path, root), /a\.ipynb: it is a folder; name a notebook/)
        const folder = join(root, 'notebooks/en')
        await assert.rejects(resetNotebook(folder, root), /en: not a notebook of notegrad/)
      })

      it('is not mistaken for what a reader edited before another build', async () => {
        writeFileSync(path, 'mine')
        writeFileSync(join(root, 'notebooks/en/own.ipynb'), 'mine too')
        copyPristineNotebooks(root)
        assert.equal(shippedNotebook(path, root)?.toString(), 'shipped en')
        assert.equal(shippedNotebook(join(root, 'notebooks/en/own.ipynb'), root), undefined)
      })

      it('is found for a copy elsewhere, by the names of its file and its folder', async () => {
        const elsewhere = join(root, 'lessons/zh')
        mkdirSync(elsewhere, { recursive: true })
        assert.equal(shippedNotebook(join(elsewhere, 'a.ipynb'), root)?.toString(), 'shipped zh')
        assert.equal(shippedNotebook(join(root, 'a.ipynb'), root)?.toString(), 'shipped en')
      })

      it('does not exist for other files, which stay as they are', async () => {
        const other = join(root, 'notebooks/en/b.ipynb')
        writeFileSync(other, 'b')
        await assert.rejects(resetNotebook(other, root), /b\.ipynb: not a notebook of notegrad/)
        assert.equal(readFileSync(other, 'utf8'), 'b')
      })
    })
  }

  it('is the newly checked-out one in a git clone, before anything is built', () => {
    commit()
    writeFileSync(path, 'mine')
    assert.equal(shippedNotebook(path, root)?.toString(), 'shipped en')
  })

  it('is left by running it: outputs, counts and text as lines are no change of cells', () => {
    const shipped = notebook(code('a\nb'))
    const saved = notebook(code('', { source: ['a\n', 'b'], outputs: [stdout('1')] }))
    assert.equal(hasSameCells(shipped, saved), true)
    assert.equal(hasSameCells(shipped, notebook(code('a\nc'))), false)
    assert.equal(hasSameCells(shipped, notebook(code('a\nb'), code('c'))), false)
  })
})
