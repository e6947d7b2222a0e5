/**
 * docs/data/terms.json: the field's terms in both languages. The glossary is made from it, and the
 * tests hold the notebooks of both languages to it.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCourse } from './course.js'
import type { TeachingCell } from './coverage.js'
import { proseOf } from './prose.js'

export interface Term {
  readonly english: string
  readonly chinese: string
  /** Letters and names in code, as Markdown. */
  readonly symbol?: string
  readonly shape?: string
  /** Other English forms; plurals need none. */
  readonly forms?: readonly string[]
  /** Chinese that is as right: a shorter form, or the Latin name. */
  readonly also?: readonly string[]
  /** Another word that the notes use: we quote it, and do not use it. */
  readonly notes?: readonly string[]
  /** Patterns of wrong variants, which never appear outside of quotations. */
  readonly never?: readonly string[]
  /** The English word has a sense outside of the field: a text with it may need no Chinese term. */
  readonly everyday?: true
}

export interface TermGroup {
  readonly english: string
  readonly chinese: string
  readonly terms: readonly Term[]
}

export function readTerms(root: string): TermGroup[] {
  // committed beside this file, and checked by the tests of terms
  return JSON.parse(readFileSync(join(root, 'docs/data/terms.json'), 'utf8')) as TermGroup[]
}

/** The terms that an English text uses; of "loss function" it is not "loss". */
export function termsIn(text: string, terms: readonly Term[]): Term[] {
  const used: Term[] = []
  let rest = proseOf(text)
  for (const { term, pattern } of longestFirst(terms)) {
    const without = rest.replaceAll(pattern, '·')
    if (without !== rest && !used.includes(term)) used.push(term)
    rest = without
  }
  return used
}

function longestFirst(terms: readonly Term[]): { term: Term; pattern: RegExp }[] {
  return terms
    .flatMap((term) => [term.english, ...(term.forms ?? [])].map((form) => ({ term, form })))
    .sort((a, b) => b.form.length - a.form.length)
    .map(({ term, form }) => ({ term, pattern: patternOf(form) }))
}

/** A form and its plural, in small letters or with a capital. */
function patternOf(form: string): RegExp {
  const words = form.replaceAll(/[ -]/g, '[ -]')
  return new RegExp(`(?<![\\w-])${words}(e?s)?(?![\\w-])`, 'gi')
}

/** What the Chinese of a term may be. */
export function chineseOf({ chinese, also = [] }: Term): string[] {
  return [chinese, ...also]
}

/** The cell in which the course gives a term with its Chinese, or else uses it first. */
export function firstCells(root: string, terms: readonly Term[]): Map<Term, TeachingCell> {
  const named = new Map<Term, TeachingCell>()
  const used = new Map<Term, TeachingCell>()
  for (const { source, ...cell } of textCells(join(root, 'notebooks/en'))) {
    for (const term of termsIn(source, terms)) {
      if (!used.has(term)) used.set(term, cell)
      const isNamed = [...chineseOf(term), ...(term.notes ?? [])].some((word) =>
        source.includes(word),
      )
      if (isNamed && !named.has(term)) named.set(term, cell)
    }
  }
  return new Map([...used, ...named])
}

function textCells(folder: string): (TeachingCell & { source: string })[] {
  return readCourse(folder).flatMap(({ name: notebook, cells }) =>
    cells
      .filter(({ cell_type }) => cell_type === 'markdown')
      .map(({ id, source }) => {
        const lines = source.filter((line) => !line.startsWith('|')) // tables list what comes later
        return { notebook, cell: id, source: lines.join('') }
      }),
  )
}
