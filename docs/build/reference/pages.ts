/** The pages of the reference: one for each floor, and the one that leads to them. */
import { join } from 'node:path'
import { renderMarkdown } from '../content/markdown.js'
import { relative } from '../content/page.js'
import { type Html, html } from '../html.js'
import { makePage, type Page } from '../page.js'
import type { Press } from '../press.js'
import type { LiterateSource } from '../source/readSource.js'
import type { TitledNotebook } from '../sources.js'
import { anchorsOf, floorPage, inOrder, type Links, titleOf } from './floorPage.js'
import type { Floor, Reference } from './model.js'

export interface Surroundings {
  readonly root: string
  readonly literate: readonly LiterateSource[]
  readonly notebooks: readonly TitledNotebook[]
  /** Documents that belong to the reference. */
  readonly documents: readonly Page[]
}

const index = 'reference/index.html'
const addressOf = ({ name }: Floor) => `reference/${name}.html`

export async function referencePages(
  reference: Reference | undefined,
  around: Surroundings,
  press: Press,
): Promise<Page[]> {
  if (!reference) return []
  const pages: Page[] = []
  for (const floor of reference.floors) pages.push(await page(floor, reference, around, press))
  return [indexPage(reference, around.documents), ...pages]
}

function page(
  floor: Floor,
  reference: Reference,
  around: Surroundings,
  press: Press,
): Promise<Page> {
  const address = addressOf(floor)
  const text = floorPage(floor, linksOf(around))
  // no file, but a place for messages
  const path = join(around.root, 'reference', `${floor.name}.md`)
  const names = targets(reference)
  return press.page({ address, path }, [text, JSON.stringify([...names])], async (context) => {
    const linkOf = (name: string) => {
      const target = names.get(name)
      return target && relative(address, target)
    }
    const folder = `src/${floor.name}`
    const where = `the reference of ${folder}`
    const content = await renderMarkdown({ source: text, where, id: 'page', linkOf }, context)
    const body = html`<div class="prose">${content}</div>`
    const made = makePage({ kind: 'reference', where, body, context })
    const description = `What notegrad exports from ${folder}: declarations, shapes and errors.`
    // Of a class's methods the contents would be too many.
    return { ...made, description, headings: made.headings.filter(({ level }) => level === 2) }
  })
}

/** Every exported name → the address of its heading. */
export function targets({ floors }: Reference): Map<string, string> {
  const entries = floors.flatMap((floor) =>
    [...anchorsOf(floor)].map(([name, anchor]) => [name, `${addressOf(floor)}#${anchor}`] as const),
  )
  return new Map(entries)
}

function linksOf({ root, literate, notebooks }: Surroundings): Links {
  const pages = new Map(literate.map((source) => [source.path, source]))
  const users = usersOf(notebooks)
  return {
    source: (file, line) => {
      const source = pages.get(join(root, file))
      if (!source) return undefined
      const isPiece = source.pieces.slice(1).some(({ lines: [from] }) => from + 1 === line)
      return encodeURI(source.path) + (isPiece ? `#line-${line}` : '')
    },
    lessons: (name) =>
      (users.get(name) ?? []).map(({ title, path, anchor }) => ({
        title: title.replace(/ · .*/, ''),
        href: `${encodeURI(path)}#${anchor}`,
      })),
  }
}

interface User extends TitledNotebook {
  /** The cell that imports the name first. */
  readonly anchor: string
}

/** Imported name → the notebooks that use it. */
function usersOf(notebooks: readonly TitledNotebook[]): Map<string, User[]> {
  const users = new Map<string, User[]>()
  for (const notebook of notebooks) {
    const seen = new Set<string>()
    for (const { type, source, id } of notebook.notebook.cells) {
      if (type !== 'code') continue
      for (const [, names] of source.matchAll(/import (?:type )?\{([^}]*)\} from 'notegrad'/g))
        for (const name of names.match(/[\w$]+/g) ?? []) {
          if (seen.has(name)) continue
          seen.add(name)
          users.set(name, [...(users.get(name) ?? []), { ...notebook, anchor: id }])
        }
    }
  }
  return users
}

function indexPage({ floors }: Reference, documents: readonly Page[]): Page {
  const body = html`<div class="prose">
<h1>Reference</h1>
<p>Everything that <code>import { … } from 'notegrad'</code> gives, floor by floor, as its
docstrings tell it, and what stands beside the library.</p>
<h2 id="library">The library</h2>
<dl class="names">${inOrder(floors).map(floorEntry)}</dl>
<h2 id="beside">Functions, commands and what runs them</h2>
<ul class="pages">${documents.map(documentEntry)}</ul>
</div>`
  return {
    kind: 'reference',
    address: index,
    lang: 'en',
    title: 'Reference',
    description: 'Everything that notegrad exports, its commands, its backends and its kernel.',
    headings: [],
    body,
  }
}

/** A floor, and what one can call or make there. */
function floorEntry(floor: Floor): Html {
  const address = relative(index, addressOf(floor))
  const anchors = anchorsOf(floor)
  const names = floor.exports.filter(({ kind }) => kind !== 'interface' && kind !== 'type')
  const links = names.map(
    ({ name }, i) => html`${i > 0 && ', '}<a href="${address}#${anchors.get(name)}">${name}</a>`,
  )
  return html`<dt><a href="${address}">${titleOf(floor)}</a></dt>\n<dd>${links}</dd>\n`
}

function documentEntry({ address, title, summary }: Page): Html {
  return html`<li><a href="${relative(index, address)}">
<span class="title">${title}</span>
<span class="summary">${summary}</span></a></li>\n`
}
