/** The notes' Python beside our TypeScript: docs/data/cheatSheet.json, and what NumPy answered. */
import { readData } from '../data.js'

/** The same in Python and in TypeScript. */
export type Pair = readonly [python: string, typescript: string]

export interface Sheet {
  /** What every line may use. */
  readonly setup: readonly Pair[]
  readonly groups: readonly Group[]
}

export interface Group {
  readonly title: string
  readonly note?: string
  /** What its lines may use besides. */
  readonly setup?: Pair
  readonly rows: readonly Row[]
}

export interface Row {
  readonly python: string
  readonly typescript: string
  /** What is compared, where the line is no expression. */
  readonly shows?: Pair
  /** Why the two are not equal, in Markdown; left out where they are. */
  readonly differs?: string
}

/** What NumPy answered, by line; lists for arrays, texts for NaN and infinities. */
export interface Answers {
  readonly versions: string
  readonly answers: Readonly<Record<string, unknown>>
}

/** Of a folder of documents; undefined where it has none. */
export function readSheet(documents: string): { sheet: Sheet; recorded: Answers } | undefined {
  const sheet = readData<Sheet>(documents, 'cheatSheet.json')
  const recorded = readData<Answers>(documents, 'cheatSheet.numpy.json')
  return sheet && recorded && { sheet, recorded }
}
