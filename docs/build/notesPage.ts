/** docs/notes.md, docs/notes.zh.md: from the headings of the notes to the cells that teach them. */
import type { Language } from '../words/index.js'
import type { Coverage, CoveredHeading } from './coverage.js'
import { inCell } from './tables.js'
import { type TitleOf, titles } from './titles.js'

const made = '<!-- Made by `npm run docs` from the tags of the cells (docs/build/notesPage.ts). -->'

interface Phrases {
  readonly introduction: string
  line(number: number): string
  readonly notYet: string
  /** Between a name and its cells, and between two cells. */
  readonly marks: readonly [colon: string, comma: string]
}

const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    introduction: `# From the notes to the notebooks

The headings of the notes, in their order, and where the course teaches what stands under each:
items (N), code blocks (C), formulas (F), pictures (P) and slips (E). A link leads to the cell, and
each cell is run by the tests. [中文版](notes.zh.md)`,
    line: (number) => `Line ${number}.`,
    notYet: 'not yet',
    marks: [': ', ', '],
  },
  zh: {
    introduction: `# 从笔记到笔记本

按笔记的顺序列出各个标题，以及课程在哪里讲解其中的内容：要点（N）、代码（C）、公式（F）、图（P）和笔误（E）。\
链接通向对应的单元格，每个单元格都由测试运行。[English](notes.md)`,
    line: (number) => `第 ${number} 行。`,
    notYet: '尚无',
    marks: ['：', '、'],
  },
}

export function notesPage({ headings }: Coverage, root: string, language: Language): string {
  const titleOf = titles(root, language)
  const sections = headings.map((heading) => section(heading, titleOf, language))
  return `${[phrases[language].introduction, made, ...sections].join('\n\n')}\n`
}

function section(
  { line, heading, items }: CoveredHeading,
  titleOf: TitleOf,
  language: Language,
): string {
  const { line: lineOf, notYet, marks } = phrases[language]
  const [colon, comma] = marks
  const list = items.map(({ name, about, cells }) => {
    const links = cells.map(({ notebook, cell }, i) => {
      const label = i === 0 ? titleOf(notebook) : cell
      return `[${label}](../notebooks/${language}/${notebook}.ipynb#cell-${cell})`
    })
    return `- **${name}** ${inCell(about[language])}${colon}${links.join(comma) || notYet}`
  })
  const parts = [`## ${inCell(heading)}`, lineOf(line), list.join('\n')]
  return parts.filter((part) => part !== '').join('\n\n')
}
