import assert from 'node:assert/strict'
import { join } from 'node:path'
import { joinText, type Notebook } from '../../kernel-setup/notebook/nbformat.js'
import { root } from '../support/repository.js'
import { problemsOf } from '../support/strictTypeScript.js'
import { notebooksIn } from './notebookSuite.js'

/** The cells of a notebook as one module; a line for each cell says which it is. */
function moduleOf({ cells }: Notebook): string {
  const sources = cells.flatMap((cell) =>
    cell.cell_type === 'code' ? [`// cell ${cell.id}\n${joinText(cell.source)}`] : [],
  )
  return `${sources.join('\n')}\nexport {}\n`
}

describe('the cells of each notebook, one after the other, as strict TypeScript', function () {
  this.timeout(120_000)
  const modules = new Map(
    notebooksIn('en', root).map(({ path, notebook }) => [
      join(root, path.replace(/\.ipynb$/, '.cells.ts')),
      moduleOf(notebook),
    ]),
  )

  it('compile', () => assert.deepEqual(problemsOf(modules), []))

  it('would not compile with a number in the place of a text', () => {
    const wrong = new Map([[join(root, 'notebooks/en/wrong.cells.ts'), "const a: number = 'b'\n"]])
    assert.match(problemsOf(wrong).join(), /wrong\.cells\.ts .*not assignable to type 'number'/)
  })

  it('would not compile with what only a browser has', () => {
    const wrong = new Map([[join(root, 'notebooks/en/wrong.cells.ts'), 'document.title\n']])
    assert.match(problemsOf(wrong).join(), /Cannot find name 'document'/)
  })
})
