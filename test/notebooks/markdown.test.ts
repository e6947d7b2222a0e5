import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { joinText } from '../../kernel-setup/notebook/nbformat.js'
import { root } from '../support/repository.js'
import { markdownFaults } from './markdownLint.js'
import { notebooksIn } from './notebookSuite.js'

describe('the Markdown', () => {
  for (const { path, notebook } of ['en', 'zh'].flatMap((language) =>
    notebooksIn(language, root),
  )) {
    it(`of ${path}`, () => {
      const prose = notebook.cells.filter(({ cell_type }) => cell_type === 'markdown')
      const text = prose.map(({ source }) => `${joinText(source).trimEnd()}\n`).join('\n')
      assert.deepEqual(markdownFaults(path, text), [])
    })
  }

  const documents = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'))
  for (const path of ['README.md', ...documents.map((name) => `docs/${name}`)]) {
    it(`of ${path}`, () => {
      assert.deepEqual(markdownFaults(path, readFileSync(join(root, path), 'utf8')), [])
    })
  }

  it('would not be right with a heading that skips a level', () => {
    assert.match(markdownFaults('a', '# A\n\n### B\n').join(), /^a:3 MD001/)
  })
})
