/** The museum of slips: each as its notebook tells it, with the real output of what is printed. */
import { withChineseMarked } from './content/language.js'
import { type PageContext, relative } from './content/page.js'
import { html } from './html.js'
import type { Cell } from './notebook/read.js'
import { renderCells } from './notebook/render.js'
import type { Page } from './page.js'
import type { Press } from './press.js'
import type { TitledNotebook } from './sources.js'

const address = 'museum.html'

/** A slip's box and the cells that show it, in one notebook. */
interface Exhibit {
  readonly name: string
  readonly kind: string
  readonly cells: readonly Cell[]
  readonly source: TitledNotebook
  /** Anchor of the box in its notebook. */
  readonly anchor: string
}

/** A page, or none when no notebook tells of a slip. */
export async function museumPage(
  notebooks: readonly TitledNotebook[],
  press: Press,
): Promise<Page[]> {
  const exhibits = notebooks.flatMap(exhibitsOf)
  if (exhibits.length === 0) return []
  exhibits.sort((a, b) => Number(a.name.slice(1)) - Number(b.name.slice(1)))
  const inputs = notebooks.map(({ notebook }) => notebook.bytes)
  return [await press.page({ address, path: '' }, inputs, (context) => render(exhibits, context))]
}

/** In the order of their numbers. */
async function render(exhibits: readonly Exhibit[], page: PageContext): Promise<Page> {
  const sections = []
  for (const { name, kind, cells, source, anchor } of exhibits) {
    const context = page.from(source.path)
    const body = await renderCells(cells, source.where, context)
    const notebook = `${relative(address, source.address)}#${anchor}`
    sections.push(html`<section aria-labelledby="${name.toLowerCase()}">
<h2 id="${name.toLowerCase()}">${name} · ${kind}</h2>
<p class="file">In <a href="${notebook}">${withChineseMarked(source.title)}</a></p>
${body}</section>
`)
  }
  return {
    kind: 'document',
    address,
    lang: 'en',
    title: 'Museum of slips',
    description: 'What the notes print, what goes wrong with it, and the right form.',
    headings: exhibits.map(({ name, kind }) => ({
      level: 2,
      id: name.toLowerCase(),
      text: `${name} · ${kind}`,
    })),
    body: html`<div class="prose"><h1 id="museum-of-slips">Museum of slips</h1>
<p>Whoever writes notes makes slips, and each of them teaches something. Here is every one that these
notes have, as its notebook tells it: the printed form, what goes wrong, with the real output, and the
right form. <em>Algorithm</em>: ported line by line, run, seen failing, and put right.
<em>Python only</em>: what Python said. <em>Wording</em>: a line that says something else than is
meant.</p></div>
${sections}`,
  }
}

const box = /\*\*Slip (E\d+) · ([\w ]+)\.?\*\*/g

/** A box is followed by its cells: those that carry its name. */
function exhibitsOf(source: TitledNotebook): Exhibit[] {
  const { cells } = source.notebook
  return cells.flatMap((cell) => {
    if (cell.type !== 'markdown') return []
    return [...cell.source.matchAll(box)].map(([, name, kind]) => {
      const shown = cells.filter((one) => one.type === 'code' && one.tags.includes(name))
      const own = [cell, ...shown].map((one) => ({ ...one, id: `${name.toLowerCase()}-${one.id}` }))
      return { name, kind, cells: own, source, anchor: cell.id }
    })
  })
}
