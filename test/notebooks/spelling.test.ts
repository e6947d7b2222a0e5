import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { spellCheckDocument } from 'cspell-lib'
import { noProse } from '../../docs/build/prose.js'
import { joinText } from '../../kernel-setup/notebook/nbformat.js'
import { root } from '../support/repository.js'
import { notebooksIn } from './notebookSuite.js'

/** Words of the field, of the notes and of names, that no dictionary of English has. */
const terms = readFileSync(join(root, 'test/notebooks/terms.txt'), 'utf8').split('\n')

/** The words that are spelt in no known way. */
async function misspelt(text: string): Promise<string[]> {
  const document = { uri: 'file:///prose.md', text, languageId: 'markdown' }
  const settings = { language: 'en,en-GB', words: terms, ignoreRegExpList: noProse }
  const { issues } = await spellCheckDocument(document, { noConfigSearch: true }, settings)
  return [...new Set(issues.map((issue) => issue.text))]
}

describe('the spelling', function () {
  this.timeout(120_000)

  for (const { path, notebook } of notebooksIn('en', root)) {
    it(`of ${path}`, async () => {
      const prose = notebook.cells.filter(({ cell_type }) => cell_type === 'markdown')
      const text = prose.map(({ source }) => joinText(source)).join('\n\n')
      assert.deepEqual(await misspelt(text), [])
    })
  }

  for (const file of readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'))) {
    it(`of docs/${file}`, async () => {
      assert.deepEqual(await misspelt(readFileSync(join(root, 'docs', file), 'utf8')), [])
    })
  }

  it('of README.md', async () => {
    assert.deepEqual(await misspelt(readFileSync(join(root, 'README.md'), 'utf8')), [])
  })

  it('would not be right with a slip, and takes code and formulas as they are', async () => {
    const text = 'A propatation, and `propatation`, and $propatation$, and [it](propatation).'
    assert.deepEqual(await misspelt(text), ['propatation'])
  })
})
