/**
 * docs/glossary.md, docs/glossary.zh.md: the terms in both languages (docs/data/terms.json), with
 * the cells that teach them.
 */
import type { Language } from '../words/index.js'
import type { TeachingCell } from './coverage.js'
import { inCell, tableOfCells } from './tables.js'
import { firstCells, readTerms, type Term, type TermGroup } from './terms.js'
import { type TitleOf, titles } from './titles.js'

const made =
  '<!-- Made by `npm run docs` from docs/data/terms.json (docs/build/glossaryPage.ts). -->'

const introduction: Readonly<Record<Language, string>> = {
  en: `# Glossary · 术语表

The terms of the course in both languages, one for each thing, with the letters of [the
notation](notation.md), their shapes, and the cell that names each first. Where the notes use
another word, it stands in brackets. [中文版](glossary.zh.md)`,
  zh: `# 术语表

课程使用的术语，中英对照，一物一名，并附[记号](notation.md)中的字母、形状，以及第一次讲到它的单元格。笔记另有说法的，写在括号里。[English](glossary.md)`,
}

const columns: Readonly<Record<Language, readonly string[]>> = {
  en: ['English', '中文', 'symbol', 'shape', 'first named in'],
  zh: ['中文', 'English', '记号', '形状', '首次出现'],
}

/** The terms, and where the course names each first. */
export interface Glossary {
  readonly groups: readonly TermGroup[]
  readonly first: ReadonlyMap<Term, TeachingCell>
}

export function readGlossary(root: string): Glossary {
  const groups = readTerms(root)
  const terms = groups.flatMap((group) => group.terms)
  return { groups, first: firstCells(root, terms) }
}

export function glossaryPage(
  { groups, first }: Glossary,
  root: string,
  language: Language,
): string {
  const linkTo = linksOf(titles(root, language), language)
  const sections = groups.map((group) =>
    section(group, language, (term) => linkTo(first.get(term))),
  )
  return [introduction[language], made, ...sections].join('\n\n')
}

function section(
  { english, chinese, terms }: TermGroup,
  language: Language,
  linkTo: (term: Term) => string,
): string {
  const rows = terms.map((term) => {
    const notes = term.notes?.join('、')
    const names = [inCell(term.english), inCell(term.chinese + (notes ? `（${notes}）` : ''))]
    const inOrder = language === 'en' ? names : names.reverse()
    return [...inOrder, term.symbol ?? '', term.shape ?? '', linkTo(term)]
  })
  const title = language === 'en' ? `${english} · ${chinese}` : chinese
  return `## ${title}\n\n${tableOfCells(columns[language], rows)}`
}

function linksOf(titleOf: TitleOf, language: Language): (cell?: TeachingCell) => string {
  return (place) => {
    if (!place) return ''
    const { notebook, cell } = place
    return `[${titleOf(notebook)}](../notebooks/${language}/${notebook}.ipynb#cell-${cell})`
  }
}
