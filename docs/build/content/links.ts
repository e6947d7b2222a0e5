import type { Element, Root } from 'hast'
import { visit } from 'unist-util-visit'

/** Gives the address on the site for an address in a source file; undefined when it has none. */
export type Resolve = (href: string) => string | undefined

/**
 * Rehype plugin. Links between notebooks and documents lead to their pages; a link to a file that
 * is in the repository but not on the site becomes plain text; an outside link says so to crawlers.
 */
export function resolveLinks(resolve: Resolve) {
  return () => (tree: Root) => {
    visit(tree, 'element', (element: Element) => {
      if (element.tagName !== 'a' || element.properties.href === undefined) return
      const href = String(element.properties.href)
      if (/^https?:/.test(href)) element.properties.rel = ['noopener', 'noreferrer']
      else if (!href.startsWith('#') && !href.startsWith('mailto:')) follow(element, resolve(href))
    })
  }
}

function follow(link: Element, target: string | undefined): void {
  if (target !== undefined) {
    link.properties.href = target
    return
  }
  link.tagName = 'span'
  link.properties = {}
}
