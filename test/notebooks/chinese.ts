/** The two languages of a notebook, cell by cell. */
import { type Cell, joinText, type Notebook } from '../../kernel-setup/notebook/nbformat.js'
import { root } from '../support/repository.js'
import { notebooksIn } from './notebookSuite.js'

export interface CellPair {
  /** As in `03-activation-functions#relu-text`. */
  readonly name: string
  readonly english: string
  readonly chinese: string
}

export interface NotebookPair {
  readonly path: string
  readonly notebook: Notebook
  readonly english: readonly Cell[]
  readonly chinese: readonly Cell[]
  /** The cells of text, where both have them. */
  readonly texts: readonly CellPair[]
}

/** Every notebook of the Chinese edition, beside the English one. */
export function notebookPairs(): NotebookPair[] {
  const all = new Map(notebooksIn('en', root).map(({ path, notebook }) => [nameOf(path), notebook]))
  return notebooksIn('zh', root).map(({ path, notebook }) => {
    const english = all.get(nameOf(path))?.cells ?? []
    const chinese = notebook.cells
    return { path, notebook, english, chinese, texts: pairs(path, english, chinese) }
  })
}

function pairs(path: string, english: readonly Cell[], chinese: readonly Cell[]): CellPair[] {
  const translations = new Map(chinese.map((cell) => [cell.id, cell]))
  return english.flatMap((cell) => {
    const translation = translations.get(cell.id)
    if (cell.cell_type === 'code' || !translation) return []
    const name = `${nameOf(path)}#${cell.id}`
    return [{ name, english: joinText(cell.source), chinese: joinText(translation.source) }]
  })
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.ipynb$/, '')
}
