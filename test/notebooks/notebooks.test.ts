import assert from 'node:assert/strict'
import { root } from '../support/repository.js'
import { notebookSuite, notebooksIn } from './notebookSuite.js'
import { structureProblems } from './structure.js'

/** Every cell of every notebook is a test: it runs, and gives what is recorded. */
const notebooks = notebooksIn('en', root)

describe('the notebooks', () => {
  it('are there', () => {
    assert.notEqual(notebooks.length, 0)
  })

  for (const { path, notebook } of notebooks) {
    it(`${path} is well formed and completely recorded`, () => {
      assert.deepEqual(structureProblems(notebook), [])
    })
  }
})

for (const tested of notebooks) notebookSuite(tested)
