import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { syncFolder } from '../../kernel-setup/cli/sync.js'
import { formatNotebook } from '../../kernel-setup/notebook/formatNotebook.js'
import { type Cell, joinText, type Notebook } from '../../kernel-setup/notebook/nbformat.js'
import { parseNotebook } from '../../kernel-setup/notebook/readNotebook.js'
import { code, notebook, stdout } from '../notebooks/build.js'

const text = (id: string, source: string, tags?: string[]): Cell => {
  return { cell_type: 'markdown', id, metadata: tags ? { tags } : {}, source }
}

describe('notegrad sync', () => {
  let folder: string
  let said: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-test-'))
    write('en', english())
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const path = (language: string) => join(folder, language, '02-gates.ipynb')
  const write = (language: string, { ...content }: Notebook) => {
    mkdirSync(join(folder, language), { recursive: true })
    writeFileSync(path(language), formatNotebook(content))
  }
  const read = (language: string) => parseNotebook(readFileSync(path(language), 'utf8'), language)

  function english(): Notebook {
    const gate = { id: 'gate', metadata: { tags: ['N7'] }, outputs: [stdout('1\n')] }
    return notebook(
      text('title', '# Gates'),
      code('1', { ...gate, execution_count: 1 }),
      text('rest', 'A gate.\nIt opens.', ['answer']),
    )
  }

  /** Changes the text of cells, as an editor would. */
  function edit(language: string, texts: Record<string, string>): void {
    const { cells, ...rest } = read(language)
    const edited = cells.map((cell) => ({ ...cell, source: texts[cell.id ?? ''] ?? cell.source }))
    write(language, { ...rest, cells: edited as Cell[] }) // their kinds stay
  }

  /** What it says, and its exit code. */
  async function sync(names: string[] = [], { check = false, accept = [] as string[] } = {}) {
    const { write: print } = process.stdout
    said = ''
    process.stdout.write = (line: string | Uint8Array) => {
      said += line
      return true
    }
    try {
      return await syncFolder(folder, names, { check, accept })
    } finally {
      process.stdout.write = print
    }
  }

  const translate = () => edit('zh', { title: '# 门', rest: '一个门。\n它开着。' })
  const sourceOf = (id: string) =>
    joinText(read('zh').cells.find((cell) => cell.id === id)?.source ?? '')

  it('makes a notebook of the same cells, with placeholders, which it names', async () => {
    assert.equal(await sync(), 0)
    assert.match(
      said,
      /^02-gates#title: not translated\n02-gates#rest: not translated\n1 note.* 2 /,
    )
    const [title, gate, rest] = read('zh').cells
    assert.deepEqual(gate, read('en').cells[1])
    assert.match(joinText(title.source), /待翻译 · not translated yet.*\n\n# Gates$/)
    assert.deepEqual(rest.metadata.tags, ['answer'])
  })

  it('fails with --check while anything is open, and writes nothing', async () => {
    assert.equal(await sync([], { check: true }), 1)
    assert.equal(existsSync(path('zh')), false)
    await sync()
    assert.equal(await sync([], { check: true }), 1)
    assert.match(said, /^02-gates#title: not translated$/m)
    assert.doesNotMatch(said, /not as sync would write it/)
  })

  it('takes what a translator wrote in the place of a placeholder, and is content', async () => {
    await sync()
    translate()
    assert.equal(await sync(['02']), 0)
    assert.match(said, /nothing open/)
    const written = readFileSync(path('zh'), 'utf8')
    assert.match(written, /"translates": "[0-9a-f]{16}"/)
    assert.equal(await sync([], { check: true }), 0)
    assert.equal(readFileSync(path('zh'), 'utf8'), written)
  })

  it('carries changed code and outputs, and keeps the text', async () => {
    await sync()
    translate()
    await sync()
    edit('en', { gate: '2' })
    assert.equal(await sync([], { check: true }), 1)
    assert.match(said, /^02-gates: not as sync would write it/)
    await sync()
    assert.deepEqual([sourceOf('gate'), sourceOf('title')], ['2', '# 门'])
    assert.match(said, /nothing open/)
  })

  it('tells which lines of the English changed since, until the translation is accepted', async () => {
    const git = (...words: string[]) => execFileSync('git', words, { cwd: folder, stdio: 'pipe' })
    const commit = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-qm', 'a']
    git('init', '-q')
    git('add', '.')
    git(...commit)
    await sync()
    translate()
    await sync()
    edit('en', { rest: 'A gate.\nIt shuts.' })
    assert.equal(await sync(), 0)
    assert.match(
      said,
      /02-gates#rest: older than its English: at line 2.*\n +- It opens\.\n +\+ It sh/,
    )
    assert.equal(await sync([], { check: true }), 1)
    assert.match(said, /1 open/)
    edit('zh', { rest: '一个门。\n它关着。' })
    await sync()
    assert.match(said, /02-gates#rest: older than its English/)
    await sync([], { accept: ['02#rest'] })
    assert.match(said, /nothing open/)
    assert.equal(await sync([], { check: true }), 0)
  })

  it('drops cells that the English does not have, and keeps the text of a renamed one', async () => {
    await sync()
    translate()
    await sync()
    const { cells, ...rest } = read('en')
    write('en', { ...rest, cells: [{ ...cells[2], id: 'closing' }] })
    await sync()
    assert.match(said, /02-gates#title: superfluous/)
    assert.match(said, /02-gates#gate: superfluous/)
    assert.deepEqual(
      read('zh').cells.map(({ id }) => id),
      ['closing'],
    )
    assert.equal(sourceOf('closing'), '一个门。\n它开着。')
  })

  it('touches no notebook but the one in which a cell is accepted', async () => {
    writeFileSync(join(folder, 'en/03-more.ipynb'), readFileSync(path('en')))
    await sync(['02'])
    await sync([], { accept: ['02#rest'] })
    assert.match(said, /^1 notebook,/m)
    assert.equal(existsSync(join(folder, 'zh/03-more.ipynb')), false)
  })

  it('names a notebook that the English does not have, and refuses an unknown name', async () => {
    await sync()
    writeFileSync(join(folder, 'zh/04-old.ipynb'), readFileSync(path('zh')))
    await sync()
    assert.match(said, /^zh\/04-old\.ipynb: notebooks\/en has no such notebook$/m)
    await assert.rejects(sync(['99']), /99: no notebook in notebooks\/en; name one as 03/)
    await assert.rejects(sync([], { accept: ['9#a'] }), /no notebook in notebooks\/en/)
    await assert.rejects(
      sync([], { accept: ['02#rset'] }),
      /02-gates#rset: the English has no such/,
    )
  })
})
