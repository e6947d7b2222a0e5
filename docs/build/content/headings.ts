import type GithubSlugger from 'github-slugger'
import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'

export interface Heading {
  level: number
  /** The anchor; equal to the one GitHub makes from the same heading. */
  id: string
  text: string
}

/** Rehype plugin: gives headings their anchors and collects them for the table of contents. */
export function anchorHeadings(slugger: Pick<GithubSlugger, 'slug'>, headings: Heading[]) {
  return () => (tree: Root) => {
    visit(tree, 'element', (element: Element) => {
      const level = /^h([1-6])$/.exec(element.tagName)?.[1]
      if (!level || element.properties.id === 'footnote-label') return
      const text = textOf(element).trim()
      const id = slugger.slug(text)
      element.properties.id = id
      headings.push({ level: Number(level), id, text })
    })
  }
}
