/** The exercises of a notebook: a cell for the reader, one that checks, and a folded answer. */
import {
  type Cell,
  type CodeCell,
  joinText,
  type Notebook,
} from '../../kernel-setup/notebook/nbformat.js'

type Part = 'exercise' | 'check' | 'answer'

export interface NotebookExercise {
  readonly name: string
  readonly check: CodeCell
  /** The code inside the folded answer, which replaces the reader's. */
  readonly answer: string
}

const tagged = (cell: Cell, tag: Part) => cell.metadata.tags?.includes(tag) ?? false
const parts = ['exercise', 'check', 'answer'] as const

/** @throws when an exercise lacks a part, or its parts do not follow each other. */
export function exercisesIn({ cells }: Notebook): NotebookExercise[] {
  const exercises = cells.filter((cell) => parts.some((part) => tagged(cell, part)))
  if (exercises.length % parts.length !== 0) {
    throw new Error(`${exercises.at(-1)?.id}: an exercise is one cell of ${parts.join(', ')} each`)
  }
  return exercises.flatMap((cell, i) => {
    const part = parts[i % parts.length]
    if (!tagged(cell, part)) throw new Error(`${cell.id}: expected is a cell tagged ${part}`)
    if (part !== 'answer') return []
    const [check] = exercises.slice(i - 1)
    const [, answer] = /```ts\n(.*?)\n```/s.exec(joinText(cell.source)) ?? []
    if (!answer) throw new Error(`${cell.id}: there is no code in the answer`)
    if (check.cell_type !== 'code') throw new Error(`${check.id}: a check is a code cell`)
    return [{ name: cell.id ?? '', check, answer }]
  })
}

/** The notebook, and behind its own cells each answer and its check, as a reader would run them. */
export function withAnswers(notebook: Notebook): Notebook {
  const code = (source: string): CodeCell => ({
    cell_type: 'code',
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  })
  const answers = exercisesIn(notebook).flatMap(({ check, answer }) => [
    code(answer),
    code(joinText(check.source)),
  ])
  return { ...notebook, cells: [...notebook.cells, ...answers] }
}
