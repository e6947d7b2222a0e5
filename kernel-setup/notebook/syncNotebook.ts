/**
 * A translation has the code of its English notebook, byte for byte, and prose of its own. Beside
 * each translated cell stands the hash of the English that it was made from.
 */
import { createHash } from 'node:crypto'
import { type Cell, joinText, type Notebook, type TextCell } from './nbformat.js'

/** What a translator has to look at, by the ids of cells. */
export interface SyncReport {
  /** Placeholders. */
  untranslated: string[]
  /** The English changed after they were translated. */
  stale: StaleCell[]
  /** The English has no such cell (any more): they are dropped. */
  superfluous: string[]
  translated: number
}

export interface StaleCell {
  readonly id: string
  /** Hash of the English that it was made from. */
  readonly translates: string
}

const placeholderMark = '**待翻译 · not translated yet**'

/** What the translation is to be, and what is open in it. `isAccepted` renews a stale cell. */
export function syncNotebook(
  english: Notebook,
  translation?: Notebook,
  isAccepted: (id: string) => boolean = () => false,
): { notebook: Notebook; report: SyncReport } {
  const own = (translation?.cells ?? []).filter(({ cell_type }) => cell_type !== 'code')
  const left = new Map(own.map((cell) => [cell.id ?? '', cell]))
  const report: SyncReport = { untranslated: [], stale: [], superfluous: [], translated: 0 }
  const ids = new Set(english.cells.map(({ id }) => id))
  const cells = english.cells.map((cell) => {
    if (cell.cell_type === 'code') return cell
    const id = cell.id ?? ''
    const before = left.get(id) ?? renamed([...left.values()], cell, ids)
    if (before) left.delete(before.id ?? '')
    return syncCell(cell, before, { isAccepted: isAccepted(id), report })
  })
  report.superfluous = [...left.keys(), ...foreignCode(english, translation)]
  return { notebook: { ...english, cells }, report }
}

/** A translation of the same English, whose id the English gave up. */
function renamed(
  candidates: readonly Cell[],
  english: Cell,
  ids: ReadonlySet<string | undefined>,
): Cell | undefined {
  const hash = hashOf(english)
  return candidates.find((cell) => !ids.has(cell.id) && translatesOf(cell) === hash)
}

function foreignCode(english: Notebook, translation?: Notebook): string[] {
  const ids = new Set(english.cells.map(({ id }) => id))
  const code = (translation?.cells ?? []).filter(({ cell_type }) => cell_type === 'code')
  return code.flatMap(({ id }) => (ids.has(id) ? [] : [id ?? 'a cell without id']))
}

interface SyncContext {
  readonly isAccepted: boolean
  readonly report: SyncReport
}

function syncCell(english: TextCell, before: Cell | undefined, context: SyncContext): TextCell {
  const { report } = context
  const id = english.id ?? ''
  const source = joinText(before?.source ?? '')
  if (source.trim() === '' || source.startsWith(placeholderMark)) {
    report.untranslated.push(id)
    return { ...english, source: `${placeholderMark}\n\n${joinText(english.source)}` }
  }
  const hash = hashOf(english)
  const recorded = before && translatesOf(before)
  const isStale = recorded !== undefined && recorded !== hash && !context.isAccepted
  if (isStale) report.stale.push({ id, translates: recorded })
  else report.translated++
  const notegrad = { ...english.metadata.notegrad, translates: isStale ? recorded : hash }
  return { ...english, metadata: { ...english.metadata, notegrad }, source }
}

export function translatesOf({ metadata }: Cell): string | undefined {
  return metadata.notegrad?.translates
}

/** SHA-256 of a cell's text, its first 16 digits. */
export function hashOf({ source }: Cell): string {
  return createHash('sha256').update(joinText(source)).digest('hex').slice(0, 16)
}
