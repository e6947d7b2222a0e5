/**
 * docs/data/coverage.json: where the course teaches each item, listing, formula, picture and slip
 * of the notes (docs/data/notes.json), in the order of the notes' headings. Made from the tags of
 * the notebooks' cells; a test holds the committed file to be what they give.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languages } from '../words/index.js'
import { readCourse } from './course.js'

interface Notes {
  readonly headings: readonly Heading[]
  /** What each name stands for; of a slip, its kind. */
  readonly items: Readonly<Record<string, InLanguages>>
}

export type InLanguages = Readonly<Record<Language, string>>

interface Heading {
  readonly line: number
  readonly heading: string
  readonly items: readonly string[]
}

/** A tested cell of a notebook, the same in every language. */
export interface TeachingCell {
  readonly notebook: string
  readonly cell: string
}

export interface Coverage {
  /** Each has every notebook. */
  readonly languages: readonly Language[]
  readonly headings: readonly CoveredHeading[]
}

export interface CoveredHeading extends Pick<Heading, 'line' | 'heading'> {
  readonly items: readonly CoveredItem[]
}

export interface CoveredItem {
  readonly name: string
  readonly about: InLanguages
  readonly cells: readonly TeachingCell[]
}

export function coverage(root: string): Coverage {
  // committed beside this file, and checked by the tests of coverage
  const notes = JSON.parse(readFileSync(join(root, 'docs/data/notes.json'), 'utf8')) as Notes
  const taught = taughtCells(join(root, 'notebooks/en'))
  const headings = notes.headings.map(({ line, heading, items }) => ({
    line,
    heading,
    items: items.map((name) => ({
      name,
      about: notes.items[name],
      cells: taught.get(name) ?? [],
    })),
  }))
  return { languages, headings }
}

/** The names that code cells carry in their tags. */
export function taughtCells(folder: string): Map<string, TeachingCell[]> {
  const taught = new Map<string, TeachingCell[]>()
  for (const { name: notebook, cells } of readCourse(folder)) {
    for (const { cell_type, id, metadata } of cells) {
      if (cell_type !== 'code') continue
      for (const name of (metadata.tags ?? []).filter(isName)) {
        const cell = { notebook, cell: id }
        taught.set(name, [...(taught.get(name) ?? []), cell])
      }
    }
  }
  return taught
}

const isName = (tag: string) => /^[NCFPE]\d+$/.test(tag)

/** One line for each heading and item, so that a change shows what moved. */
export function coverageFile({ languages: all, headings }: Coverage): string {
  const lines = headings.map(({ line, heading, items }) => {
    const inner = items.map((item) => `        ${JSON.stringify(item)}`).join(',\n')
    const list = inner ? `[\n${inner}\n      ]` : '[]'
    return `    {
      "line": ${line},
      "heading": ${JSON.stringify(heading)},
      "items": ${list}
    }`
  })
  return `{
  "languages": ${JSON.stringify(all)},
  "headings": [
${lines.join(',\n')}
  ]
}
`
}
